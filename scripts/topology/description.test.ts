import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTopology, readTopology } from './description.ts'
import { containerPlace, nativePlace } from './place.ts'

const vvt = { name: 'vvt', label: 'Thuiszorg', element: 8003 }
const described = { federationPort: 8448, containerNetwork: '172.28.18.0/24', organizations: [vvt] }

test('the project describes three organizations, and nothing in the description is secret', async () => {
  const topology = await readTopology()
  assert.deepEqual(
    topology.organizations.map(({ name, element }) => [name, element]),
    [
      ['apotheek', 8001],
      ['huisarts', 8002],
      ['vvt', 8003],
    ],
  )
  assert.doesNotMatch(JSON.stringify(topology), /token|secret|key|password|[0-9a-f]{16}/i)
})

test('each mistake in a description is told in one sentence', () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [[], /it must be an object/],
    [{ ...described, token: 'x' }, /there is no setting "token"/],
    [{ ...described, federationPort: 0 }, /federationPort must be a port/],
    [{ ...described, containerNetwork: 'all' }, /containerNetwork must be like/],
    [{ ...described, containerNetwork: '999.1.1.1/24' }, /containerNetwork must be like/],
    [{ ...described, containerNetwork: '172.28.18.0/99' }, /containerNetwork must be like/],
    [{ ...described, containerNetwork: '172.28.18.0/24/24' }, /containerNetwork must be like/],
    [{ ...described, federationPort: 8443 }, /federationPort cannot be 8443/],
    [{ ...described, federationPort: 8008 }, /federationPort cannot be 8008/],
    [{ ...described, organizations: [{ ...vvt, element: 8448 }] }, /element of vvt cannot be 8448/],
    [{ ...described, organizations: [{ ...vvt, element: 443 }] }, /element of vvt cannot be 443/],
    [{ ...described, organizations: [] }, /it names no organizations/],
    [{ ...described, organizations: [{ ...vvt, name: 'VVT; x' }] }, /small letters/],
    [{ ...described, organizations: [{ ...vvt, name: 'proxy' }] }, /"proxy" cannot be/],
    [{ ...described, organizations: [{ ...vvt, label: 'a"b' }] }, /label of vvt/],
    [{ ...described, organizations: [vvt, vvt] }, /two organizations have one name/],
    [
      { ...described, organizations: [vvt, { ...vvt, name: 'ha' }] },
      /two organizations have one port/,
    ],
  ]
  for (const [value, message] of wrong)
    assert.throws(() => parseTopology(value), { code: 'topology', message })
})

test('every organization of a large network has an address of its own, beside that of the proxy', () => {
  const organizations = Array.from({ length: 20 }, (_, n) => ({
    name: `org-${n}`,
    label: 'An organization',
    element: 8001 + n,
  }))
  const place = nativePlace(parseTopology({ ...described, organizations }), '/tmp/t', '127.0.99')
  const hosts = organizations.map(({ name }) => place.addresses(name).homeserver.host)
  assert.equal(new Set([...hosts, place.proxy.listen.split(':')[0]]).size, 21)
})

test('a homeserver may call the entry alone, and the other homeservers only where there is no entry', () => {
  const topology = parseTopology({
    ...described,
    organizations: [vvt, { ...vvt, name: 'ha', element: 8002 }],
  })
  const native = nativePlace(topology, '/tmp/t', '127.0.99')
  assert.deepEqual(native.ipRanges('ha'), ['127.0.99.10/32'])
  assert.deepEqual(native.ownTlsRanges, ['127.0.99.1/32', '127.0.99.2/32'])
  const contained = containerPlace(topology, '/data', { resolver: '127.0.0.11' })
  assert.deepEqual(contained.ipRanges('vvt'), ['172.28.18.74/32'])
  assert.deepEqual(contained.ipRanges('ha'), ['172.28.18.138/32'])
  assert.deepEqual(contained.ownTlsRanges, [])
})

test('more organizations than the network of the containers has room for are refused in one sentence', () => {
  const small = parseTopology({ ...described, containerNetwork: '172.28.18.0/26' })
  const place = containerPlace(small, '/data', { resolver: '127.0.0.11' })
  assert.throws(() => place.ipRanges('vvt'), { code: 'topology', message: /no room for 1/ })
})
