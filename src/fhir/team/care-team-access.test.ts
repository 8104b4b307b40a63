import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import {
  account,
  careTeam,
  practitioner,
  recordsClient,
  relative,
  role,
} from '../../../test/team-records.ts'
import type { Team } from './care-team.ts'
import { createCareTeamReader } from './care-team-reader.ts'

const now = Date.parse('2026-01-15T09:00:00+01:00')

const readerOf = (records: readonly Resource[]) =>
  createCareTeamReader(recordsClient(records), { label: 'Bron', clock: () => now })

const teamFrom = async (records: readonly Resource[]) =>
  (await readerOf(records).team('Patient/p1')).value

/** The accounts that may ask: those of current professionals. */
const admitted = (team: Team) =>
  team.members
    .filter(({ kind, current }) => kind === 'professional' && current)
    .flatMap(({ userIds }) => userIds)

const { status: _, ...statusless } = careTeam(['PractitionerRole/r1'])

const closed: readonly (readonly [string, readonly Resource[]])[] = [
  [
    'whose participation has ended',
    [
      careTeam([{ member: { reference: 'PractitionerRole/r1' }, period: { end: '2026-01-14' } }]),
      role('r1', 'a', '@a:hs'),
      practitioner('a'),
    ],
  ],
  [
    'whose participation has yet to begin',
    [
      careTeam([{ member: { reference: 'PractitionerRole/r1' }, period: { start: '2026-01-16' } }]),
      role('r1', 'a', '@a:hs'),
      practitioner('a'),
    ],
  ],
  [
    'whose participation begins at a date nobody can read',
    [
      careTeam([{ member: { reference: 'PractitionerRole/r1' }, period: { start: 'gisteren' } }]),
      role('r1', 'a', '@a:hs'),
      practitioner('a'),
    ],
  ],
  [
    'whose role is not active',
    [
      careTeam(['PractitionerRole/r1']),
      role('r1', 'a', '@a:hs', { active: false }),
      practitioner('a'),
    ],
  ],
  [
    'whose role has ended',
    [
      careTeam(['PractitionerRole/r1']),
      role('r1', 'a', '@a:hs', { period: { end: '2025-12' } }),
      practitioner('a'),
    ],
  ],
  [
    'who is not active',
    [
      careTeam(['PractitionerRole/r1']),
      role('r1', 'a', '@a:hs'),
      practitioner('a', { active: false }),
    ],
  ],
  ['whose record is gone', [careTeam(['PractitionerRole/r1']), role('r1', 'a', '@a:hs')]],
  [
    'of a team that has ended',
    [
      careTeam(['PractitionerRole/r1'], { period: { end: '2025-12-31' } }),
      role('r1', 'a', '@a:hs'),
      practitioner('a'),
    ],
  ],
  [
    'of an inactive team',
    [
      careTeam(['PractitionerRole/r1'], { status: 'inactive' }),
      role('r1', 'a', '@a:hs'),
      practitioner('a'),
    ],
  ],
  ['of a team without a status', [statusless, role('r1', 'a', '@a:hs'), practitioner('a')]],
]

for (const [who, records] of closed) {
  test(`a professional ${who} is shown and has no access`, async () => {
    const team = await teamFrom(records)
    assert.equal(team.members.length, 1)
    assert.deepEqual(admitted(team), [])
    assert.deepEqual(await readerOf(records).patientsOf('@a:hs'), [])
  })
}

test('a participation that ends or begins today covers today', async () => {
  const today = { start: '2026-01-15', end: '2026-01-15' }
  const team = await teamFrom([
    careTeam([{ member: { reference: 'PractitionerRole/r1' }, period: today }]),
    role('r1', 'a', '@a:hs', { period: { start: '2026-01', end: '2026' } }),
    practitioner('a'),
  ])
  assert.deepEqual(admitted(team), ['@a:hs'])
})

test('the account of a role that has ended is not lent to the same person in another listing', async () => {
  const team = await teamFrom([
    careTeam(['PractitionerRole/r1', 'Practitioner/a']),
    role('r1', 'a', '@old:hs', { period: { end: '2025-01-01' } }),
    practitioner('a', { telecom: [account('@a:hs')] }),
  ])
  assert.deepEqual(admitted(team), ['@a:hs'])
})

test('an account that two people claim is nobody’s', async () => {
  const shared = [
    careTeam(['PractitionerRole/r1', 'PractitionerRole/r2']),
    role('r1', 'a', '@x:hs', { telecom: [account('@x:hs'), account('@a:hs')] }),
    role('r2', 'b', '@x:hs'),
    practitioner('a'),
    practitioner('b'),
  ]
  assert.deepEqual(admitted(await teamFrom(shared)), ['@a:hs'])
  assert.deepEqual(await readerOf(shared).patientsOf('@x:hs'), [])
  const kin = [
    careTeam(['PractitionerRole/r1', 'RelatedPerson/s']),
    role('r1', 'a', '@x:hs'),
    practitioner('a'),
    relative('s', { telecom: [account('@x:hs')] }),
  ]
  assert.deepEqual(admitted(await teamFrom(kin)), [])
})

test('one person in two roles keeps the account', async () => {
  const team = await teamFrom([
    careTeam(['PractitionerRole/r1', 'PractitionerRole/r2']),
    role('r1', 'a', '@x:hs'),
    role('r2', 'a', '@x:hs'),
    practitioner('a'),
  ])
  assert.deepEqual(admitted(team), ['@x:hs', '@x:hs'])
})
