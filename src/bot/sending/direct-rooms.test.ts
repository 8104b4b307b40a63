import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, stranger, type World } from '../../../test/fakes/bot.ts'
import { botId } from '../../../test/fakes/homeserver.ts'
import { createEncryption } from '../access/access.ts'
import { MatrixError } from '../gateway.ts'
import { directKey } from './direct-room-making.ts'
import { createDirectRooms } from './direct-rooms.ts'

const clock = () => 0

/** The finder as it is after a start. */
const roomsOf = ({ homeserver, store }: World) => {
  const { gateway } = homeserver
  const encryption = createEncryption({ gateway, store, onFirst: () => {}, clock })
  return createDirectRooms({ gateway, store, encryption })
}

/** Rooms the bot is in with this person, or to which it is invited. */
const shared = ({ homeserver, roomId }: World, userId: string): readonly string[] =>
  [...homeserver.rooms.keys()].filter(
    (id) => id !== roomId && ['join', 'invite'].includes(String(homeserver.membership(id, userId))),
  )

test('whatever call the process ends after, one room is made for a person', async () => {
  let calls = 0
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    const rooms = world.homeserver.rooms.size
    world.homeserver.crashAfter = call
    crashed = await roomsOf(world)(nurse).then(
      () => false,
      () => true,
    )
    calls += Number(crashed)
    world.homeserver.crashAfter = undefined
    const found = await roomsOf(world)(nurse)
    assert.deepEqual(shared(world, nurse), [found], `after call ${call}`)
    assert.equal(world.homeserver.rooms.size, rooms + 1, `after call ${call}`)
    assert.equal(await roomsOf(world)(nurse), found)
  }
  assert.ok(calls >= 4, `${calls} calls were tried`)
})

test('a room whose making was broken off is finished before anything is sent there', async () => {
  await using world = await openWorld()
  const { homeserver } = world
  const rooms = homeserver.rooms.size
  homeserver.refuse = (method) => {
    if (method !== 'createDirectRoom') return undefined
    homeserver.makeDirect(nurse, { [directKey]: String(kept) }, true)
    return new MatrixError('timeout', { retryable: true })
  }
  let kept: string | undefined
  const saving = world.store.saveSetting.bind(world.store)
  const { gateway } = homeserver
  const encryption = createEncryption({
    gateway,
    store: world.store,
    onFirst: () => {},
    clock,
  })
  const store = {
    ...world.store,
    async saveSetting(key: string, value: string) {
      kept = value
      await saving(key, value)
    },
  }
  const find = createDirectRooms({ gateway, store, encryption })
  await assert.rejects(find(nurse), { code: 'timeout' })
  homeserver.refuse = () => undefined
  const found = (await roomsOf(world)(nurse)) ?? ''
  assert.equal(homeserver.rooms.size, rooms + 1)
  assert.equal(homeserver.membership(found, nurse), 'invite')
  assert.deepEqual(homeserver.stateOf(found, 'm.room.history_visibility'), {
    history_visibility: 'invited',
  })
})

test('two answers to one person at the same time share one room', async () => {
  await using world = await openWorld()
  const find = roomsOf(world)
  const found = await Promise.all([find(nurse), find(nurse), find(nurse)])
  assert.equal(new Set(found).size, 1)
  assert.deepEqual(shared(world, nurse), [found[0]])
})

test('who went away from the room gets a new one, and is not asked back into the old one', async () => {
  await using world = await openWorld()
  const { homeserver } = world
  const old = (await roomsOf(world)(nurse)) ?? ''
  homeserver.member(old, nurse, 'leave')
  const found = (await roomsOf(world)(nurse)) ?? ''
  assert.notEqual(found, old)
  assert.equal(homeserver.membership(old, nurse), 'leave')
  assert.deepEqual(shared(world, nurse), [found])
})

test('a room of another mark, or of nobody, is not taken for the one that was being made', async () => {
  await using world = await openWorld()
  const { homeserver, store } = world
  const other = homeserver.makeDirect(nurse, { [directKey]: 'somebody-else' })
  await store.saveSetting(`making the direct room of ${nurse}`, 'mine')
  const found = await roomsOf(world)(nurse)
  assert.notEqual(found, other)
  assert.equal(homeserver.stateOf(found ?? '', 'm.room.create')?.[directKey], 'mine')
})

test('a room somebody else is in as well is not written to', async () => {
  await using world = await openWorld()
  const found = (await roomsOf(world)(nurse)) ?? ''
  world.homeserver.member(found, stranger, 'join', botId)
  assert.equal(await roomsOf(world)(nurse), undefined)
})
