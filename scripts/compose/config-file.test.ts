import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ComposeConfig, findFaults, type Service } from './config-file.ts'

const good: Service = {
  image: 'nginx:1.30.4-alpine',
  user: '1000:1000',
  read_only: true,
  cap_drop: ['ALL'],
}

const config = (service: Service): ComposeConfig => ({ services: { one: service }, networks: {} })

const DIGEST = `sha256:${'0a'.repeat(32)}`

test('a hardened service with a pinned image has no faults', () => {
  assert.deepEqual(findFaults(config(good)), [])
})

test('an image without a version is a fault', () => {
  assert.equal(findFaults(config({ ...good, image: 'nginx' })).length, 1)
  assert.equal(findFaults(config({ ...good, image: 'nginx:latest' })).length, 1)
})

test('a digest counts with its @ only, also for the image that a build begins with', () => {
  const image = `nginx:1.30.4-alpine@${DIGEST}`
  assert.deepEqual(findFaults(config({ ...good, image })), [])
  const without = `nginx:1.30.4-alpine${DIGEST}`
  assert.equal(findFaults(config({ ...good, image: without })).length, 1)
  const build = { args: { NODE_IMAGE: `node:24${DIGEST}` } }
  assert.equal(findFaults(config({ ...good, image: 'zorgbot:local', build })).length, 1)
})

test('root, a writable file system, capabilities and privilege are faults', () => {
  const open: Service = { image: good.image, privileged: true }
  assert.equal(findFaults(config(open)).length, 4)
})
