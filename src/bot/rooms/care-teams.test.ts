import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse } from '../../../test/fakes/bot.ts'
import { FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { recordedLog } from '../../../test/fakes/recorded-log.ts'
import { FakeTeams, patient, teamOf } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { createCareTeams } from './care-teams.ts'
import { createClientRooms } from './client-rooms.ts'

const openLoop = async (reader: FakeTeams, everyMs = 3_600_000) => {
  const temporary = await openStore()
  const { store } = temporary
  const homeserver = new FakeHomeserver()
  const { gateway } = homeserver
  const { log, lines } = recordedLog()
  const time = { now: 1e12 }
  const client = { gateway, store, t: nl, aliasPrefix: undefined, roomVersion: undefined }
  const loop = createCareTeams({
    reader,
    log,
    everyMs,
    rooms: createClientRooms(client),
    membership: { gateway, store, t: nl, clock: () => 0 },
    clock: () => time.now,
  })
  return {
    store,
    homeserver,
    loop,
    lines,
    time,
    async [Symbol.asyncDispose]() {
      await loop.stop()
      await temporary[Symbol.asyncDispose]()
    },
  }
}

/** Waits until something is so, with a deadline. */
const until = async (so: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = Date.now() + 10_000
  while (!(await so())) {
    if (Date.now() > deadline) throw new Error('it did not come about')
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}

test('every patient with an active team gets one space and one room, two teams or one', async () => {
  const two = { ...teamOf(nurse, doctor), teams: ['CareTeam/1', 'CareTeam/2'] }
  await using at = await openLoop(new FakeTeams(two, { ...teamOf(nurse), patient: 'Patient/p2' }))
  at.loop.changed(undefined)
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 6)
  assert.equal(at.homeserver.rooms.size, 4)
  assert.equal((await at.store.links()).length, 2)
})

test('a patient whose team has ended gets no room, and one with rooms loses its people', async () => {
  const reader = new FakeTeams({ ...teamOf(), active: false })
  await using at = await openLoop(reader)
  at.loop.changed([patient])
  await until(() => reader.reads === 1)
  reader.set(teamOf(nurse))
  at.loop.changed([patient])
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 2)
  assert.equal(at.homeserver.rooms.size, 2)
  reader.set({ ...teamOf(), active: false })
  at.loop.changed([patient])
  await until(() => at.homeserver.calls.filter((call) => call === 'kick').length === 2)
})

test('rooms that were not made yet when the team ended are not made', async () => {
  const reader = new FakeTeams({ ...teamOf(), active: false })
  await using at = await openLoop(reader)
  await at.store.openLink(patient, 'nonce', 'Zorgteam Blauwe Reiger')
  at.loop.changed([patient])
  await until(() => reader.reads === 1)
  // The second look begins when the first is over.
  at.loop.changed([patient])
  await until(() => reader.reads === 2)
  assert.deepEqual(at.homeserver.calls, [])
  reader.set(teamOf(nurse))
  at.loop.changed([patient])
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 2)
})

test('a team that cannot be read changes nothing and is tried again', async () => {
  const reader = new FakeTeams(teamOf(nurse))
  await using at = await openLoop(reader, 1000)
  at.loop.changed(undefined)
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 2)
  reader.failure = new FhirError('unavailable')
  at.loop.changed([patient])
  await until(() => at.lines.length > 0)
  assert.ok(!at.homeserver.calls.includes('kick'))
  const reads = (await at.store.auditTrail({})).filter(({ action }) => action === 'read')
  assert.ok(reads.every(({ outcome }) => outcome === 'ok'))
  assert.equal(reads.length, 1)
  reader.failure = undefined
  reader.set(teamOf(doctor))
  await until(() => at.homeserver.calls.filter((call) => call === 'kick').length === 2)
})

test('a comparison that finds all as it was adds nothing to the audit trail', async () => {
  const reader = new FakeTeams(teamOf(nurse))
  await using at = await openLoop(reader)
  at.loop.changed([patient])
  await until(async () => (await at.store.auditTrail({ patient })).length === 3)
  const before = reader.reads
  at.loop.changed([patient])
  await until(() => reader.reads > before)
  reader.set(teamOf(nurse, doctor))
  at.loop.changed([patient])
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 4)
  const trail = await at.store.auditTrail({ patient })
  assert.equal(trail.filter(({ action }) => action === 'read').length, 2)
})

test('a team that is news is on the audit trail before anybody is invited by it', async () => {
  await using at = await openLoop(new FakeTeams(teamOf(nurse)))
  at.loop.changed([patient])
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 2)
  await until(async () => (await at.store.auditTrail({ patient })).length === 3)
  const trail = await at.store.auditTrail({ patient })
  assert.deepEqual(
    trail.map(({ who, action, what, outcome }) => [who, action, what, outcome]),
    [
      ['system', 'read', 'CareTeam', 'ok'],
      ['system', 'invite', nurse, 'ok'],
      ['system', 'invite', nurse, 'ok'],
    ],
  )
})

test('everything is compared again after a while, although nothing was said to have changed', async () => {
  const reader = new FakeTeams(teamOf(nurse))
  await using at = await openLoop(reader, 50)
  at.loop.changed(undefined)
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 2)
  reader.set(teamOf(nurse, doctor))
  at.time.now += 50
  await until(() => at.homeserver.calls.filter((call) => call === 'invite').length === 4)
})

test('one patient is never brought in step twice at the same time', async () => {
  const reader = new FakeTeams(teamOf(nurse), { ...teamOf(nurse), patient: 'Patient/p2' })
  await using at = await openLoop(reader)
  const { after } = at.homeserver
  const patients: string[] = []
  let inside = 0
  let most = 0
  const team = reader.team.bind(reader)
  reader.team = async (asked) => {
    if (asked === patient) {
      patients.push(asked)
      inside += 1
      most = Math.max(most, inside)
      if (patients.length < 4) at.loop.changed([patient])
      await new Promise((resolve) => {
        setTimeout(resolve, 20)
      })
      inside -= 1
    }
    return team(asked)
  }
  at.homeserver.after = (method) => {
    after(method)
    if (patients.length < 4) at.loop.changed([patient])
  }
  at.loop.changed(undefined)
  await until(() => patients.length >= 4)
  assert.equal(most, 1)
})
