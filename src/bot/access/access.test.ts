import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, stranger } from '../../../test/fakes/bot.ts'
import { FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { FakeTeams, patient, professional, teamOf } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import {
  createEncryption,
  createTeams,
  inRole,
  personOf,
  professionalOf,
  professionals,
} from './access.ts'

const team = teamOf(nurse)
const signal = AbortSignal.timeout(10_000)

test('an account is of the current professional who has it', () => {
  assert.equal(professionalOf(team, nurse)?.name, 'Naam nurse')
  assert.equal(professionalOf(team, stranger), undefined)
})

test('who is not current, or no professional, has no access', () => {
  for (const more of [{ current: false }, { kind: 'related' }, { kind: 'unknown' }] as const) {
    const members = [professional(nurse, more)]
    assert.equal(professionalOf({ ...team, members }, nurse), undefined)
    assert.deepEqual(professionals({ ...team, members }), [])
  }
})

test('an account two people claim is of nobody', () => {
  const other = professional(nurse, {
    practitioner: 'Practitioner/other',
    ref: 'PractitionerRole/2',
  })
  const members = [professional(nurse), other]
  assert.equal(professionalOf({ ...team, members }, nurse), undefined)
  assert.deepEqual(professionals({ ...team, members }), [])
})

test('one person in two roles has access by the role that is current', () => {
  const former = professional(nurse, { ref: 'PractitionerRole/old', current: false })
  const members = [former, professional(nurse)]
  assert.equal(professionalOf({ ...team, members }, nurse)?.ref, 'PractitionerRole/nurse')
  assert.deepEqual(professionals({ ...team, members }), [nurse])
})

test('one person in two roles of now has the codes of both, in whichever order the team names them', () => {
  const system = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'
  const as = (ref: string, code: string) =>
    professional(nurse, { ref: `PractitionerRole/${ref}`, roleCodes: [{ system, code }] })
  const [carer, trained] = [as('carer', '86.000'), as('nurse', '30.000')]
  const codesOf = (...members: readonly ReturnType<typeof professional>[]) =>
    personOf({ ...team, members }, nurse)?.roleCodes.map(({ code }) => code)
  assert.deepEqual(codesOf(carer, trained), ['86.000', '30.000'])
  assert.deepEqual(codesOf(trained, carer), ['30.000', '86.000'])
  assert.deepEqual(codesOf(carer, { ...trained, current: false }), ['86.000'])
  assert.deepEqual(codesOf(carer, { ...trained, practitioner: 'Practitioner/other' }), undefined)
  const asked = inRole({ ...team, members: [carer, trained] }, nurse, ({ roleCodes }) =>
    roleCodes.some(({ code }) => code === '30.000'),
  )
  assert.equal(asked?.ref, 'PractitionerRole/nurse')
  assert.equal(asked?.roleCodes.length, 2)
})

test('a team is read again when it is older than wanted, and always when asked fresh', async () => {
  const reader = new FakeTeams(team)
  let now = 0
  const teams = createTeams(reader, () => now)
  await teams.recent(patient, 60_000, signal)
  now = 60_000
  await teams.recent(patient, 60_000, signal)
  assert.equal(reader.reads, 1)
  now = 60_001
  await teams.recent(patient, 60_000, signal)
  await teams.fresh(patient, signal)
  assert.equal(reader.reads, 3)
})

test('a reading of a team names what of another patient was left out, and whether all of it came', async () => {
  const teams = createTeams({
    team: async () => ({
      value: team,
      sources: [{ label: 'Dossier', failed: [{ part: 'Organization', code: 'timeout' }] }],
      foreign: ['CareTeam/other'],
      refs: [],
    }),
  })
  const { deeds } = await teams.fresh(patient, signal)
  assert.deepEqual(
    deeds.map(({ action, what, outcome }) => [action, what, outcome]),
    [
      ['read', 'CareTeam', 'partial'],
      ['drop', 'CareTeam/other', 'other-patient'],
    ],
  )
})

test('a team that is kept is given without reading, for as long as wanted and no longer', async () => {
  const reader = new FakeTeams(team)
  let now = 0
  const teams = createTeams(reader, () => now)
  assert.equal(teams.kept(patient, 1000), undefined)
  await teams.fresh(patient, signal)
  now = 1000
  assert.equal(teams.kept(patient, 1000), team)
  assert.deepEqual((await teams.recent(patient, 1000, signal)).deeds, [])
  now = 1001
  assert.equal(teams.kept(patient, 1000), undefined)
  assert.equal(reader.reads, 1)
})

test('a team that cannot be read is an error, not the one of before', async () => {
  const reader = new FakeTeams(team)
  const teams = createTeams(reader, () => 0)
  await teams.fresh(patient, signal)
  reader.failure = new FhirError('timeout')
  await assert.rejects(teams.fresh(patient, signal), { code: 'timeout' })
})

test('no more teams are kept than there is room for', async () => {
  const reader = new FakeTeams()
  const teams = createTeams(reader, () => 0, 2)
  for (const id of ['Patient/1', 'Patient/2', 'Patient/3']) await teams.fresh(id, signal)
  await teams.recent('Patient/3', 1, signal)
  assert.equal(reader.reads, 3)
  await teams.recent('Patient/1', 1, signal)
  assert.equal(reader.reads, 4)
})

test('an encrypted room stays encrypted, is told once, and is not asked for again', async () => {
  const homeserver = new FakeHomeserver()
  const room = homeserver.addRoom(nurse)
  const told: string[] = []
  let now = 0
  await using temporary = await openStore()
  const { store } = temporary
  const onFirst = (id: string) => void told.push(id)
  const parts = { gateway: homeserver.gateway, store, onFirst, clock: () => now }
  const encryption = createEncryption(parts)
  assert.equal(await encryption.isEncrypted(room, 60_000), false)
  homeserver.add(room, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  assert.equal(await encryption.isEncrypted(room, 60_000), false)
  assert.equal(await encryption.isEncrypted(room, 0), true)
  const asked = homeserver.calls.length
  now = 1e12
  assert.equal(await encryption.isEncrypted(room, 0), true)
  await encryption.note(room)
  assert.deepEqual(told, [room])
  assert.deepEqual(await encryption.rooms(), [room])
  assert.equal(homeserver.calls.length, asked)
})

test('an encrypted room is known after a restart before anything is said in it', async () => {
  const homeserver = new FakeHomeserver()
  await using temporary = await openStore()
  const parts = { gateway: homeserver.gateway, store: temporary.store, clock: () => 0 }
  const before = createEncryption({ ...parts, onFirst: () => {} })
  await Promise.all(['!a:x', '!b:x', '!a:x'].map((room) => before.note(room)))
  const told: string[] = []
  const encryption = createEncryption({ ...parts, onFirst: (room) => void told.push(room) })
  assert.deepEqual(await encryption.rooms(), ['!a:x', '!b:x'])
  assert.equal(await encryption.isEncrypted('!b:x', 60_000), true)
  assert.deepEqual([told, homeserver.calls], [[], []])
})

test('when it cannot be told whether a room is encrypted, that is an error', async () => {
  const homeserver = new FakeHomeserver()
  await using temporary = await openStore()
  const parts = { gateway: homeserver.gateway, store: temporary.store, clock: () => 0 }
  const encryption = createEncryption({ ...parts, onFirst: () => {} })
  await assert.rejects(encryption.isEncrypted('!nowhere:x', 0), { code: 'M_FORBIDDEN' })
})
