import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTopology } from '../topology/description.ts'
import type { ComposeConfig, Service } from './config-file.ts'
import { findDifferences } from './described.ts'

const described = {
  federationPort: 8448,
  containerNetwork: '172.28.18.0/24',
  organizations: [
    { name: 'ha', label: 'Huisarts', element: 8001 },
    { name: 'vvt', label: 'Thuiszorg', element: 8002 },
  ],
}
const topology = parseTopology(described)

const service = (networks: Service['networks'], more: Partial<Service> = {}): Service => ({
  image: 'a:1',
  ...(networks === undefined ? {} : { networks }),
  ...more,
})

const partsOf = (name: string): Readonly<Record<string, Service>> => ({
  [name]: service({ [name]: { aliases: [`matrix_${name}`] } }),
  [`bot_${name}`]: service({ [name]: { aliases: [`bot-${name}`] } }),
  [`fhir_${name}`]: service({ [name]: { aliases: [`fhir-${name}`] } }),
  [`hapi_${name}`]: service({ [name]: { aliases: [`fhir-${name}`] } }),
  [`seed_${name}`]: service({ [name]: null }, { command: [`http://fhir-${name}:8080/fhir`] }),
  [`element_${name}`]: service({ edge: null }),
})

const proxy = service(
  {
    edge: null,
    ha: { ipv4_address: '172.28.18.74', aliases: ['vvt'] },
    vvt: { ipv4_address: '172.28.18.138', aliases: ['ha'] },
  },
  { ports: [8448, 8001, 8002].map((port) => ({ published: `${port}`, target: port })) },
)

const network = (subnet: string, range: string) => ({
  ipam: { config: [{ subnet, ip_range: range }] },
})

const good: ComposeConfig = {
  services: { proxy, ...partsOf('ha'), ...partsOf('vvt') },
  networks: {
    edge: network('172.28.18.0/26', '172.28.18.32/27'),
    ha: network('172.28.18.64/26', '172.28.18.96/27'),
    vvt: network('172.28.18.128/26', '172.28.18.160/27'),
  },
}

const withServices = (services: Readonly<Record<string, Service>>): ComposeConfig => ({
  ...good,
  services: { ...good.services, ...services },
})

const withProxyAt = (address: string): ComposeConfig =>
  withServices({
    proxy: {
      ...proxy,
      networks: { ...proxy.networks, vvt: { ipv4_address: address, aliases: ['ha'] } },
    },
  })

const withEdge = (subnet: string): ComposeConfig => ({
  ...good,
  networks: { ...good.networks, edge: network(subnet, subnet) },
})

test('compose files that say the same as the description have no differences', () => {
  assert.deepEqual(findDifferences(good, topology), [])
})

test('other ports than the described ones are told', () => {
  const moved = parseTopology({ ...described, federationPort: 9448 })
  assert.deepEqual(findDifferences(good, moved), [
    'the proxy opens the ports 8001:8001, 8002:8002, 8448:8448 in place of 8001:8001, 8002:8002, 9448:9448',
  ])
})

test('an organization that is not in the compose files, and one that is only there, are told', () => {
  const [first, second] = described.organizations
  const renamed = parseTopology({ ...described, organizations: [first, { ...second, name: 'tz' }] })
  const faults = findDifferences(good, renamed)
  assert.ok(faults.includes('tz is not reached as matrix_tz in tz'))
  assert.ok(faults.includes('seed_tz does not fill http://fhir-tz:8080/fhir'))
  assert.ok(faults.includes('the name tz does not lead to the proxy in ha'))
  assert.ok(faults.includes('bot_vvt starts for an organization that is not described'))
})

test('a FHIR server that is not reached under the name its bot asks for is told, an underscore included', () => {
  const hapi = service({ vvt: { aliases: ['fhir_vvt'] } })
  assert.deepEqual(findDifferences(withServices({ hapi_vvt: hapi }), topology), [
    'hapi_vvt is not reached as fhir-vvt in vvt',
  ])
})

test('a proxy at another address, or at one that another container may get, is told', () => {
  assert.deepEqual(findDifferences(withProxyAt('172.28.18.139'), topology), [
    'the proxy has 172.28.18.139 in vvt, which its homeserver may not call',
  ])
  const wide = { ...good.networks, vvt: { ipam: { config: [{ subnet: '172.28.18.128/26' }] } } }
  assert.deepEqual(findDifferences({ ...good, networks: wide }, topology), [
    '172.28.18.138 may be given to another container in vvt',
  ])
})

test('a network outside the described addresses is told', () => {
  for (const subnet of ['172.28.19.0/26', '172.28.18.0/23'])
    assert.deepEqual(findDifferences(withEdge(subnet), topology), [
      'the addresses of the network edge are not in 172.28.18.0/24',
    ])
})
