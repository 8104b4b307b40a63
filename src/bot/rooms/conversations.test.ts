import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommunicationRequest } from '@medplum/fhirtypes'
import { requestOf } from '../../../test/conversation-parts.ts'
import { doctor, nurse } from '../../../test/fakes/bot.ts'
import { botId, Crash, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { FakeTeams, patient, teamOf } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import type { Item } from '../../store/store.ts'
import { txnIdOf } from '../sending/txn.ts'
import { createClientRooms } from './client-rooms.ts'
import { createConversationRooms } from './conversations.ts'
import { createConversationWork } from './conversations-work.ts'
import { syncMembers } from './membership.ts'
import { createPlaces } from './places.ts'

const pharmacist = '@pharmacist:zorg.example'
const request = 'CommunicationRequest/c1'
const subject = 'Wondzorg mevrouw Jansen'

const openAt = async () => {
  const temporary = await openStore()
  const { store } = temporary
  const homeserver = new FakeHomeserver()
  const { gateway } = homeserver
  const teams = new FakeTeams(teamOf(nurse, doctor, pharmacist))
  const requests: CommunicationRequest[] = [requestOf('c1', subject)]
  const record = { requests, down: false }
  const client = { gateway, store, t: nl, aliasPrefix: undefined, roomVersion: undefined }
  const link = await createClientRooms(client).ensure(patient, [nurse, doctor, pharmacist])
  const rooms = createConversationRooms({ store, gateway, t: nl })
  const handle = createConversationWork({
    ...client,
    reply: {
      post: (itemId, roomId, document) =>
        gateway.send(roomId, { body: JSON.stringify(document) }, txnIdOf(itemId, 'post', botId)),
    },
    careTeams: teams,
    record: {
      look: async (_patient, key) => {
        if (record.down) throw new FhirError('timeout')
        const resource = record.requests.find(({ id }) => key === `CommunicationRequest/${id}`)
        return resource && { resource, source: 'Dossier', key, included: new Map() }
      },
    },
    clock: () => 0,
  })
  const next = async (): Promise<Item | undefined> => {
    const options = { now: 1e15, busy: new Set<string>(), lanes: 1, perLane: 1 }
    return [...(await store.ready(options)).values()][0]?.[0]
  }
  const at = {
    store,
    homeserver,
    teams,
    record,
    link,
    rooms,
    open: () => rooms.open({ request, patient, people: [nurse, doctor] }),
    async work() {
      for (let item = await next(); item !== undefined; item = await next()) {
        await handle(item, JSON.parse(item.body), AbortSignal.timeout(5000))
        await store.done(item.seq)
      }
    },
    /** The room of the conversation, made. */
    async talk() {
      const { roomId } = (await store.conversation(request)) ?? {}
      assert.ok(roomId !== undefined)
      return roomId
    },
    async sync() {
      const people = [...(teams.teams.get(patient)?.members ?? [])].flatMap((one) => one.userIds)
      await syncMembers({ gateway, store, t: nl, clock: () => 0 }, link, people)
    },
    levels: (roomId: string) => homeserver.stateOf(roomId, 'm.room.power_levels') ?? {},
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
  return at
}

const eventLevels = (levels: Readonly<Record<string, unknown>>) =>
  Object.entries(levels['events'] ?? {}).filter(([type]) =>
    /message|encrypted|reaction/u.test(type),
  )

test('a conversation gets a room in the space of the client, with those it is for', async () => {
  await using at = await openAt()
  const opened = await at.open()
  assert.deepEqual([opened.number, opened.roomId], [1, undefined])
  await at.work()
  const roomId = await at.talk()
  const via = ['zorg.example']
  const { spaceId } = at.link
  assert.deepEqual(at.homeserver.stateOf(roomId, 'm.space.parent', spaceId), {
    via,
    canonical: true,
  })
  assert.deepEqual(at.homeserver.stateOf(spaceId, 'm.space.child', roomId), {
    via,
    order: '02',
    suggested: true,
  })
  const stands = [nurse, doctor, pharmacist].map((one) => at.homeserver.membership(roomId, one))
  assert.deepEqual(stands, ['invite', 'invite', undefined])
  assert.deepEqual(at.homeserver.stateOf(roomId, 'm.room.join_rules'), { join_rule: 'invite' })
  const [room] = await at.rooms.ofPatient(patient)
  assert.equal(room?.name, `Gesprek 1 · ${at.link.name}`)
  assert.deepEqual(await at.rooms.ofRoom(roomId), room)
})

test('the subject is told inside and stands in no name, alias or state', async () => {
  await using at = await openAt()
  await at.open()
  await at.work()
  const roomId = await at.talk()
  const { state } = at.homeserver.room(roomId)
  const all = JSON.stringify([[...state], [...at.homeserver.aliases.keys()]])
  assert.doesNotMatch(all, /Wondzorg|Jansen/u)
  const said = at.homeserver.said(roomId)
  assert.equal(said.length, 1)
  assert.match(said[0] ?? '', /Gesprek over: Wondzorg mevrouw Jansen/u)
})

test('wherever the process ends, one room is made, one subject is told and nobody is asked twice', async () => {
  let crashes = 0
  for (let call = 1; ; call += 1) {
    await using at = await openAt()
    await at.open()
    at.homeserver.crashAfter = call
    const first = await at.work().catch((error: unknown) => error)
    at.homeserver.crashAfter = undefined
    await at.open()
    await at.work()
    const roomId = await at.talk()
    assert.equal(at.homeserver.rooms.size, 3)
    assert.equal(at.homeserver.said(roomId).length, 1)
    const invited = at.homeserver
      .room(roomId)
      .events.filter(({ content }) => content['membership'] === 'invite')
    assert.equal(invited.length, 2)
    if (!(first instanceof Crash)) break
    crashes += 1
  }
  assert.ok(crashes >= 8, `${crashes} points between the steps were tried`)
})

test('a room whose alias was lost is found by the mark in its create event', async () => {
  await using at = await openAt()
  await at.open()
  const before = at.homeserver.calls.length
  const calls = ['roomOfAlias', 'createRoom']
  at.homeserver.crashAfter = calls.length
  await assert.rejects(at.work(), Crash)
  at.homeserver.crashAfter = undefined
  assert.deepEqual(at.homeserver.calls.slice(before), calls)
  at.homeserver.aliases.clear()
  await at.work()
  assert.equal(at.homeserver.rooms.size, 3)
})

test('archived nobody but the bot may write, and opened again they may', async () => {
  await using at = await openAt()
  await at.open()
  await at.work()
  const roomId = await at.talk()
  const before = at.levels(roomId)
  await at.rooms.setArchived(request, true, '$a')
  await at.work()
  const closed = at.levels(roomId)
  assert.deepEqual(
    eventLevels(closed).map(([, level]) => level),
    [100, 100, 100],
  )
  assert.equal(closed['events_default'], 100)
  assert.deepEqual(closed['users'], before['users'])
  assert.match(at.homeserver.said(roomId).at(-1) ?? '', /Dit gesprek is gearchiveerd/u)
  assert.equal(at.homeserver.stateOf(at.link.spaceId, 'm.space.child', roomId)?.['suggested'], true)
  await at.rooms.setArchived(request, false, '$b')
  await at.work()
  assert.deepEqual(at.levels(roomId), before)
  assert.match(at.homeserver.said(roomId).at(-1) ?? '', /Dit gesprek is heropend/u)
  await at.rooms.setArchived(request, false, '$b')
  await at.work()
  assert.equal(at.homeserver.said(roomId).length, 3)
})

test('who is no more of the team is removed from the conversation, also once it is archived', async () => {
  await using at = await openAt()
  await at.sync()
  await at.open()
  await at.work()
  const roomId = await at.talk()
  at.homeserver.member(roomId, doctor, 'join')
  await at.rooms.setArchived(request, true, '$a')
  await at.work()
  at.teams.set(teamOf(nurse, pharmacist))
  await at.sync()
  assert.equal(at.homeserver.membership(roomId, doctor), 'leave')
  const users = at.levels(roomId)['users']
  assert.ok(typeof users === 'object' && users !== null && !(doctor in users))
  assert.equal(at.homeserver.membership(roomId, pharmacist), undefined)
})

test('who left a conversation is not asked again, and who is asked in later is', async () => {
  await using at = await openAt()
  await at.open()
  await at.work()
  const roomId = await at.talk()
  at.homeserver.member(roomId, doctor, 'leave')
  await at.sync()
  await at.rooms.include(request, [pharmacist], '$c')
  await at.work()
  const stands = [doctor, pharmacist].map((one) => at.homeserver.membership(roomId, one))
  assert.deepEqual(stands, ['leave', 'invite'])
  assert.equal(at.homeserver.said(roomId).length, 1)
})

test('who left the team before the room was made is not asked in', async () => {
  await using at = await openAt()
  await at.open()
  at.teams.set(teamOf(nurse))
  await at.work()
  const roomId = await at.talk()
  assert.equal(at.homeserver.membership(roomId, doctor), undefined)
})

test('while the record does not answer the work waits, and its room is not made twice', async () => {
  await using at = await openAt()
  await at.open()
  at.record.down = true
  await assert.rejects(at.work(), FhirError)
  at.record.down = false
  await at.work()
  assert.equal(at.homeserver.rooms.size, 3)
  assert.equal(at.homeserver.said(await at.talk()).length, 1)
})

test('a conversation that is gone from the record says so and invents no subject', async () => {
  await using at = await openAt()
  await at.open()
  at.record.requests.length = 0
  await at.work()
  assert.match(
    at.homeserver.said(await at.talk())[0] ?? '',
    /Het onderwerp van dit gesprek staat niet \(meer\) in het dossier\./u,
  )
})

test('the room of a conversation is a place of its client, where commands work', async () => {
  await using at = await openAt()
  const placeOf = createPlaces(at.store, at.homeserver.gateway)
  await at.open()
  await at.work()
  assert.deepEqual(await placeOf(await at.talk()), { kind: 'room', patient })
})
