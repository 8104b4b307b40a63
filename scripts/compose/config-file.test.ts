import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ComposeConfig, findFaults, type Service } from './config-file.ts'

const NETWORK = '172.28.18.0/24'

const good: Service = {
  image: 'nginx:1.30.4-alpine',
  user: '1000:1000',
  read_only: true,
  cap_drop: ['ALL'],
}

const subnet = (address: string) => ({ ipam: { config: [{ subnet: address }] } })

const config = (service: Service, address = '172.28.18.64/26'): ComposeConfig => ({
  services: { one: service },
  networks: { inside: subnet(address) },
})

test('a hardened service with a pinned image in the right network has no faults', () => {
  assert.deepEqual(findFaults(config(good), NETWORK), [])
})

test('an image without a version is a fault', () => {
  assert.equal(findFaults(config({ ...good, image: 'nginx' }), NETWORK).length, 1)
  assert.equal(findFaults(config({ ...good, image: 'nginx:latest' }), NETWORK).length, 1)
})

test('root, a writable file system, capabilities and privilege are faults', () => {
  const open: Service = { image: good.image, privileged: true }
  assert.equal(findFaults(config(open), NETWORK).length, 4)
})

test('a network outside the addresses that homeservers may call is a fault', () => {
  assert.equal(findFaults(config(good, '172.28.19.0/26'), NETWORK).length, 1)
  assert.equal(findFaults(config(good, '172.28.18.0/23'), NETWORK).length, 1)
})
