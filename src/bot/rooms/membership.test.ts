import assert from 'node:assert/strict'
import { test } from 'node:test'
import { botId, Crash, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { patient } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { nl } from '../../i18n/nl.ts'
import { MatrixError } from '../gateway.ts'
import { createClientRooms } from './client-rooms.ts'
import { syncMembers } from './membership.ts'

const nurse = '@nurse:zorg.example'
const doctor = '@doctor:elders.example'

const openRooms = async (servers?: readonly string[]) => {
  const temporary = await openStore()
  const { store } = temporary
  const homeserver = new FakeHomeserver()
  const { gateway } = homeserver
  const rooms = createClientRooms({
    gateway,
    store,
    t: nl,
    aliasPrefix: undefined,
    roomVersion: undefined,
  })
  const link = await rooms.ensure(patient, [nurse])
  const ports = { gateway, store, t: nl, clock: () => 0, servers }
  return {
    homeserver,
    store,
    link,
    sync: (...people: readonly string[]) => syncMembers(ports, link, people),
    /** How somebody stands in the space and in the room. */
    stands: (userId: string) => [
      homeserver.membership(link.spaceId, userId),
      homeserver.membership(link.roomId, userId),
    ],
    join: (userId: string) => {
      for (const id of [link.spaceId, link.roomId]) homeserver.member(id, userId, 'join')
    },
    level: (userId: string) => {
      const users = homeserver.stateOf(link.roomId, 'm.room.power_levels')?.['users']
      return typeof users === 'object' && users !== null
        ? new Map<string, unknown>(Object.entries(users)).get(userId)
        : undefined
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('rooms that were made before get the list of servers, and nobody of another server is invited', async () => {
  await using at = await openRooms(['zorg.example'])
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(nurse), ['invite', 'invite'])
  assert.deepEqual(at.stands(doctor), [undefined, undefined])
  for (const id of [at.link.spaceId, at.link.roomId])
    assert.deepEqual(at.homeserver.stateOf(id, 'm.room.server_acl'), {
      allow: ['zorg.example'],
      deny: [],
      allow_ip_literals: false,
    })
  const before = at.homeserver.calls.length
  await at.sync(nurse, doctor)
  assert.ok(!at.homeserver.calls.slice(before).includes('setState'))
})

test('professionals are invited to the space and the room, once, and that is audited', async () => {
  await using at = await openRooms()
  await at.sync(nurse, doctor)
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(nurse), ['invite', 'invite'])
  assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
  assert.equal(at.homeserver.calls.filter((call) => call === 'invite').length, 4)
  const trail = await at.store.auditTrail({ patient })
  assert.deepEqual(
    trail.map(({ action, what }) => [action, what]),
    [nurse, doctor, nurse, doctor].map((userId) => ['invite', userId]),
  )
})

test('who declined or left is not invited again', async () => {
  await using at = await openRooms()
  await at.sync(nurse, doctor)
  at.homeserver.member(at.link.roomId, nurse, 'leave')
  at.homeserver.member(at.link.spaceId, doctor, 'leave')
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(nurse), ['invite', 'leave'])
  assert.deepEqual(at.stands(doctor), ['leave', 'invite'])
})

test('who is no longer of the team is removed from both and loses their level', async () => {
  await using at = await openRooms()
  await at.sync(nurse, doctor)
  at.join(doctor)
  assert.equal(at.level(doctor), 75)
  await at.sync(nurse)
  assert.deepEqual(at.stands(doctor), ['leave', 'leave'])
  assert.equal(at.level(doctor), undefined)
  assert.equal(at.level(nurse), 75)
  assert.equal(at.level(botId), 100)
  const removed = (await at.store.auditTrail({ patient })).filter(
    ({ action }) => action === 'remove',
  )
  assert.equal(removed.length, 2)
})

test('who comes back to the team is invited again, also when they had left by themselves', async () => {
  await using at = await openRooms()
  await at.sync(nurse, doctor)
  at.join(doctor)
  at.homeserver.member(at.link.spaceId, doctor, 'leave')
  await at.sync(nurse)
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
})

test('who comes back is invited again wherever the process ends', async () => {
  for (let call = 1; call < 14; call += 1) {
    await using at = await openRooms()
    await at.sync(nurse, doctor)
    for (const id of [at.link.spaceId, at.link.roomId]) at.homeserver.member(id, doctor, 'leave')
    await at.sync(nurse)
    at.homeserver.crashAfter = call
    await at.sync(nurse, doctor).catch((error: unknown) => assert.ok(error instanceof Crash))
    at.homeserver.crashAfter = undefined
    await at.sync(nurse, doctor)
    assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
  }
})

test('who was invited right before the process ended and then left the team is removed', async () => {
  await using at = await openRooms()
  await at.sync(nurse)
  at.homeserver.crashAfter = 2
  await assert.rejects(at.sync(nurse, doctor), Crash)
  at.homeserver.crashAfter = undefined
  assert.deepEqual(at.stands(doctor), ['invite', undefined])
  await at.sync(nurse)
  assert.deepEqual(at.stands(doctor), ['leave', undefined])
})

test('an account that cannot be invited does not keep the others out', async () => {
  await using at = await openRooms()
  at.homeserver.refuse = (method, _room, userId) =>
    method === 'invite' && userId === nurse ? new MatrixError('M_FORBIDDEN') : undefined
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
})

test('a failure that passes is thrown after everybody was tried, and made good the next time', async () => {
  await using at = await openRooms()
  at.homeserver.refuse = (method, _room, userId) =>
    method === 'invite' && userId === nurse
      ? new MatrixError('timeout', { retryable: true })
      : undefined
  await assert.rejects(at.sync(nurse, doctor), { code: 'timeout' })
  assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
  at.homeserver.refuse = () => undefined
  await at.sync(nurse, doctor)
  assert.deepEqual(at.stands(nurse), ['invite', 'invite'])
})

test('who could not be removed is tried again the next time', async () => {
  await using at = await openRooms()
  await at.sync(nurse, doctor)
  at.homeserver.refuse = (method) =>
    method === 'kick' ? new MatrixError('M_FORBIDDEN') : undefined
  await at.sync(nurse)
  assert.deepEqual(at.stands(doctor), ['invite', 'invite'])
  at.homeserver.refuse = () => undefined
  await at.sync(nurse)
  assert.deepEqual(at.stands(doctor), ['leave', 'leave'])
})

test('somebody a colleague brought in is not removed, and a banned one is not invited', async () => {
  await using at = await openRooms()
  at.homeserver.member(at.link.roomId, '@guest:x.example', 'join')
  at.homeserver.member(at.link.roomId, doctor, 'ban', nurse)
  await at.sync(nurse, doctor)
  assert.equal(at.homeserver.membership(at.link.roomId, '@guest:x.example'), 'join')
  assert.deepEqual(at.stands(doctor), ['invite', 'ban'])
})
