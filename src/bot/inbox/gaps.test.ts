import assert from 'node:assert/strict'
import { test } from 'node:test'
import { botId, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { recordedLog } from '../../../test/fakes/recorded-log.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { MatrixError } from '../gateway.ts'
import { createGapRepair } from './gaps.ts'

const nurse = '@nurse:zorg.example'
const hour = 3_600_000

const openRepair = async () => {
  const temporary = await openStore()
  const { store } = temporary
  const time = { now: Date.parse('2026-03-02T09:00:00Z') }
  const homeserver = new FakeHomeserver(() => time.now)
  const { log, lines } = recordedLog()
  const stopping = new AbortController()
  let told = 0
  const repair = createGapRepair({
    gateway: homeserver.gateway,
    store,
    log,
    ignore: (sender) => sender === botId,
    onFound: () => {
      told += 1
    },
    clock: () => time.now,
    pageSize: 3,
    maxPages: 5,
  })
  return {
    store,
    homeserver,
    time,
    lines,
    stopping,
    told: () => told,
    repair: () => repair.all(stopping.signal),
    repairRooms: (roomIds: readonly string[]) => repair.rooms(roomIds, stopping.signal),
    /** What waits, oldest first. */
    async waiting() {
      const options = { now: Infinity, busy: new Set<string>(), lanes: 10, perLane: 100 }
      return [...(await store.ready(options)).values()].flat()
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

const pushed = (id: string, lane: string) => ({ id, lane, body: '{}', late: false })

test('events lost at the end and in the middle are found, in order and marked late', async () => {
  await using at = await openRepair()
  const { homeserver, store } = at
  const room = homeserver.addRoom(nurse)
  const said = ['1', '2', '3', '4', '5', '6', '7'].map((body) => homeserver.say(room, nurse, body))
  const delivered = [0, 1, 4].map((index) => pushed(said[index]?.eventId ?? '', room))
  await store.accept(delivered)
  assert.deepEqual(await at.repair(), { found: 4, failed: 0 })
  const late = (await at.waiting()).filter((item) => item.late)
  assert.deepEqual(
    late.map(({ body }) => JSON.parse(body).content.body),
    ['3', '4', '6', '7'],
  )
  assert.equal(at.told(), 1)
})

test('some rooms alone can be read back, and one that cannot be read is an error', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const [one, other] = [homeserver.addRoom(nurse), homeserver.addRoom(nurse)]
  for (const room of [one, other]) homeserver.say(room, nurse, 'lost')
  await at.repairRooms([one])
  assert.deepEqual(
    (await at.waiting()).map(({ lane }) => lane),
    [one],
  )
  assert.equal(at.told(), 1)
  await assert.rejects(at.repairRooms(['!unknown:zorg.example']), MatrixError)
})

test('what was found is not found again, and what is new is', async () => {
  await using at = await openRepair()
  const room = at.homeserver.addRoom(nurse)
  at.homeserver.say(room, nurse, '1')
  await at.repair()
  assert.deepEqual(await at.repair(), { found: 0, failed: 0 })
  at.homeserver.say(room, nurse, '2')
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
  assert.equal((await at.waiting()).length, 2)
})

test('an event that is delivered after it was read back is handled once', async () => {
  await using at = await openRepair()
  const room = at.homeserver.addRoom(nurse)
  const { eventId } = at.homeserver.say(room, nurse, '1')
  await at.repair()
  assert.equal(await at.store.accept([pushed(eventId, room)]), 0)
})

test('in a room that was never read nothing from before the bot came in is found', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const room = homeserver.addRoom(nurse)
  homeserver.member(room, botId, 'leave')
  homeserver.say(room, nurse, 'before')
  homeserver.member(room, botId, 'invite', nurse)
  homeserver.member(room, botId, 'join')
  homeserver.say(room, nurse, 'after')
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
})

test('a new display name of the bot is not taken for its coming in', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const room = homeserver.addRoom(nurse)
  homeserver.say(room, nurse, 'lost')
  homeserver.member(room, botId, 'join')
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
})

test('in a room that was never read nothing older than a day is found', async () => {
  await using at = await openRepair()
  const room = at.homeserver.addRoom(nurse)
  at.homeserver.say(room, nurse, 'old')
  at.time.now += 25 * hour
  at.homeserver.say(room, nurse, 'new')
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
})

test('words of the bot itself and events nobody handles are left alone', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const room = homeserver.addRoom(nurse)
  homeserver.say(room, botId, 'own')
  homeserver.add(room, { type: 'm.reaction', sender: nurse })
  homeserver.member(room, '@doctor:zorg.example', 'join')
  assert.deepEqual(await at.repair(), { found: 0, failed: 0 })
})

test('a room that cannot be read does not keep others from being read, and is read the next time', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const broken = homeserver.addRoom(nurse)
  const whole = homeserver.addRoom(nurse)
  for (const room of [broken, whole]) homeserver.say(room, nurse, '1')
  homeserver.refuse = (method, roomId) =>
    method === 'history' && roomId === broken ? new MatrixError('timeout') : undefined
  assert.deepEqual(await at.repair(), { found: 1, failed: 1 })
  homeserver.refuse = () => undefined
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
})

test('a repair that is stopped halfway leaves the rest for the next one', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const room = homeserver.addRoom(nurse)
  for (let one = 0; one < 8; one += 1) homeserver.say(room, nurse, String(one))
  const stopping = new AbortController()
  homeserver.after = (method) => {
    if (method === 'history') stopping.abort()
  }
  const { log } = recordedLog()
  const stopped = createGapRepair({
    gateway: homeserver.gateway,
    store: at.store,
    log,
    clock: () => at.time.now,
    ignore: () => false,
    onFound: () => {},
    pageSize: 3,
  })
  await stopped.all(stopping.signal)
  homeserver.after = () => {}
  await at.repair()
  assert.equal((await at.waiting()).length, 8)
})

test('an invitation that was lost is found once, also when it waits for long', async () => {
  await using at = await openRepair()
  const { homeserver } = at
  const room = homeserver.addRoom(nurse)
  homeserver.member(room, botId, 'leave')
  const content = { membership: 'invite', is_direct: true }
  homeserver.add(room, { type: 'm.room.member', sender: nurse, stateKey: botId, content })
  assert.deepEqual(await at.repair(), { found: 1, failed: 0 })
  assert.deepEqual(await at.repair(), { found: 0, failed: 0 })
  assert.equal(at.told(), 1)
  const [item] = await at.waiting()
  assert.deepEqual([item?.lane, item?.late], [room, true])
  const { type, sender, state_key: invited, content: kept } = JSON.parse(item?.body ?? '')
  assert.deepEqual([type, sender, invited, kept], ['m.room.member', nurse, botId, content])
})

test('invitations that cannot be read keep no room from being read', async () => {
  await using at = await openRepair()
  at.homeserver.say(at.homeserver.addRoom(nurse), nurse, '1')
  at.homeserver.refuse = (method) =>
    method === 'invitations' ? new MatrixError('timeout') : undefined
  assert.deepEqual(await at.repair(), { found: 1, failed: 1 })
})

test('a page without events is not the end', async () => {
  await using at = await openRepair()
  const room = at.homeserver.addRoom(nurse)
  at.homeserver.say(room, nurse, 'lost')
  const { gateway } = at.homeserver
  const { log } = recordedLog()
  const repair = createGapRepair({
    gateway: {
      ...gateway,
      history: async (roomId, options) =>
        options.from === undefined ? { events: [], next: '3' } : gateway.history(roomId, options),
    },
    store: at.store,
    log,
    clock: () => at.time.now,
    ignore: () => false,
    onFound: () => {},
  })
  assert.deepEqual(await repair.all(at.stopping.signal), { found: 1, failed: 0 })
})

test('history that is longer than is read back is told to the operator, and reading ends', async () => {
  await using at = await openRepair()
  const room = at.homeserver.addRoom(nurse)
  for (let one = 0; one < 30; one += 1) at.homeserver.say(room, nurse, String(one))
  assert.deepEqual(await at.repair(), { found: 15, failed: 0 })
  assert.ok(at.lines.includes('room history is longer than is read back'))
})
