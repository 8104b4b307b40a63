import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTopology, readTopology } from './description.ts'
import { nativePlace } from './place.ts'

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
