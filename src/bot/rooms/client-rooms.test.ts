import assert from 'node:assert/strict'
import { test } from 'node:test'
import { botId, Crash, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { patient } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { nl } from '../../i18n/nl.ts'
import type { Store } from '../../store/store.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { createClientRooms } from './client-rooms.ts'

const nurse = '@nurse:zorg.example'

const roomsOn = (homeserver: FakeHomeserver, store: Store, aliasPrefix?: string) =>
  createClientRooms({
    gateway: homeserver.gateway,
    store,
    t: nl,
    aliasPrefix,
    roomVersion: undefined,
  })

const assertWhole = async (homeserver: FakeHomeserver, store: Store) => {
  const link = await store.linkOfPatient(patient)
  const { spaceId = '', roomId = '' } = link ?? {}
  const via = ['zorg.example']
  assert.equal(homeserver.rooms.size, 2)
  assert.notEqual(spaceId, roomId)
  assert.deepEqual(homeserver.stateOf(roomId, 'm.space.parent', spaceId), { via, canonical: true })
  assert.deepEqual(homeserver.stateOf(spaceId, 'm.space.child', roomId), {
    via,
    order: '01',
    suggested: true,
  })
  for (const id of [spaceId, roomId]) {
    assert.deepEqual(homeserver.stateOf(id, 'm.room.join_rules'), { join_rule: 'invite' })
    assert.ok(homeserver.stateOf(id, 'm.room.power_levels'))
  }
}

test('a patient gets one space with one room in it, both pointing at each other', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  await roomsOn(homeserver, made.store).ensure(patient, [nurse])
  await assertWhole(homeserver, made.store)
})

test('rooms are made with the list of servers that may take part', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const servers = ['zorg.example', 'elders.example']
  const { gateway } = homeserver
  const parts = {
    gateway,
    store: made.store,
    t: nl,
    aliasPrefix: undefined,
    roomVersion: undefined,
  }
  const { spaceId, roomId } = await createClientRooms({ ...parts, servers }).ensure(patient, [
    nurse,
  ])
  for (const id of [spaceId, roomId])
    assert.deepEqual(homeserver.stateOf(id, 'm.room.server_acl')?.['allow'], servers)
})

test('a room that the homeserver never let the bot into is left, and made anew under the same alias', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const dead = homeserver.addRoom()
  homeserver.member(dead, botId, 'leave')
  homeserver.crashAfter = 1
  await assert.rejects(roomsOn(homeserver, made.store).ensure(patient, [nurse]))
  homeserver.crashAfter = undefined
  const { nonce } = (await made.store.linkOfPatient(patient)) ?? {}
  homeserver.aliases.set(`careteam/${nonce}`, dead)
  const link = await roomsOn(homeserver, made.store).ensure(patient, [nurse])
  assert.notEqual(link.spaceId, dead)
  assert.equal(homeserver.aliases.get(`careteam/${nonce}`), link.spaceId)
})

test('asking again makes nothing new', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const first = await roomsOn(homeserver, made.store).ensure(patient, [nurse])
  assert.deepEqual(await roomsOn(homeserver, made.store).ensure(patient, [nurse]), first)
  assert.equal(homeserver.rooms.size, 2)
})

test('whatever call the process ends after, the next try makes no second room', async () => {
  let crashes = 0
  for (let call = 1; ; call += 1) {
    await using made = await openStore()
    const homeserver = new FakeHomeserver()
    homeserver.crashAfter = call
    const first = await roomsOn(homeserver, made.store)
      .ensure(patient, [nurse])
      .catch((error: unknown) => error)
    homeserver.crashAfter = undefined
    await roomsOn(homeserver, made.store).ensure(patient, [nurse])
    await assertWhole(homeserver, made.store)
    if (!(first instanceof Crash)) break
    crashes += 1
  }
  assert.ok(crashes >= 6, `${crashes} points between the steps were tried`)
})

test('whatever save the process ends before, the next try makes no second room', async () => {
  for (const save of ['saveSpace', 'saveRoom'] as const) {
    await using made = await openStore()
    const homeserver = new FakeHomeserver()
    const ending: Store = { ...made.store, [save]: () => Promise.reject(new Crash()) }
    await assert.rejects(roomsOn(homeserver, ending).ensure(patient, [nurse]), Crash)
    await roomsOn(homeserver, made.store).ensure(patient, [nurse])
    await assertWhole(homeserver, made.store)
  }
})

test('a room whose alias was lost is found by the mark in its create event', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  homeserver.crashAfter = 2
  await assert.rejects(roomsOn(homeserver, made.store).ensure(patient, [nurse]), Crash)
  assert.equal(homeserver.rooms.size, 1)
  homeserver.aliases.clear()
  homeserver.crashAfter = undefined
  await roomsOn(homeserver, made.store).ensure(patient, [nurse])
  await assertWhole(homeserver, made.store)
})

test('a room the homeserver made by half gets its power levels and rules', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const half: MatrixGateway = {
    ...homeserver.gateway,
    createRoom: async (spec) => {
      homeserver.make(spec, true)
      throw new MatrixError('timeout', { retryable: true })
    },
  }
  const rooms = { store: made.store, t: nl, aliasPrefix: undefined, roomVersion: undefined }
  const first = createClientRooms({ ...rooms, gateway: half })
  await assert.rejects(first.ensure(patient, [nurse]), MatrixError)
  await assert.rejects(first.ensure(patient, [nurse]), MatrixError)
  await roomsOn(homeserver, made.store).ensure(patient, [nurse])
  await assertWhole(homeserver, made.store)
})

test('the alias another try took is used and not made again', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const rooms = roomsOn(homeserver, made.store)
  const all = await Promise.allSettled([
    rooms.ensure(patient, [nurse]),
    rooms.ensure(patient, [nurse]),
  ])
  assert.ok(all.some(({ status }) => status === 'fulfilled'))
  await rooms.ensure(patient, [nurse])
  await assertWhole(homeserver, made.store)
})

test('names, topics and aliases hold nothing of the patient', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  await roomsOn(homeserver, made.store).ensure('Patient/jansen-1948', [nurse])
  const all = JSON.stringify([...homeserver.rooms.values()].map(({ state }) => [...state]))
  assert.doesNotMatch(all, /jansen|-1948/i)
  assert.doesNotMatch([...homeserver.aliases.keys()].join(' '), /jansen|-1948/i)
  for (const alias of homeserver.aliases.keys())
    assert.match(alias, /^(careteam|communicationrequest)\/[0-9a-f]{24}$/)
})

test('with an alias prefix both aliases begin with it', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  await roomsOn(homeserver, made.store, '_fhir_').ensure(patient, [nurse])
  assert.equal(homeserver.aliases.size, 2)
  for (const alias of homeserver.aliases.keys()) assert.match(alias, /^_fhir_[0-9a-f]{24}(_1)?$/)
})

test('two patients never get the same name', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  const rooms = roomsOn(homeserver, made.store)
  for (let one = 0; one < 60; one += 1) await rooms.ensure(`Patient/${one}`, [])
  const names = (await made.store.links()).map(({ name }) => name)
  assert.equal(new Set(names).size, 60)
})
