import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asJson } from '../scripts/client/event.ts'
import type { Client } from '../scripts/client.ts'
import type { MatrixGateway } from '../src/bot/gateway.ts'
import { toRoomEvent } from '../src/bot/homeserver/matrix-events.ts'
import { toTransaction } from '../src/bot/inbox/incoming.ts'
import { roomPowerLevels } from '../src/bot/rooms/power-levels.ts'
import { login, registerUser } from './seed-services.ts'
import example from './seed-transaction.json' with { type: 'json' }
import { type SeedWorld, serverName, startSeedWorld } from './seed-world.ts'
import { until } from './story/until.ts'
import { textOf } from './story/world.ts'

const at = (localpart: string) => `@${localpart}:${serverName}`
const version3 = '/_matrix/client/v3'

let world: SeedWorld
let bot: MatrixGateway
let jan: MatrixGateway
let nurse: Client

before(async () => {
  world = await startSeedWorld({
    ZORGBOT_SENDER_LOCALPART: '_fhir',
    ZORGBOT_USER_PREFIX: '_fhir_bridge_',
    ZORGBOT_ALIAS_PREFIX: '_fhir_bridge_',
  })
  bot = await world.own.user(world.baseUrl, 'seed.1_bot')
  jan = await world.own.user(world.baseUrl, 'seed.1_jan')
  nurse = await world.person('wijkverpleegkundige')
})

after(() => world.close())

const newRoom = (aliasLocalpart = `seed.1_${randomUUID()}`): Promise<string> =>
  bot.createRoom({
    aliasLocalpart,
    name: 'Zorgteam',
    space: false,
    marker: 'seed',
    initialState: [],
    powerLevels: roomPowerLevels([]),
  })

/** A room of the bot with the nurse and another user of the namespace in it. */
const sharedRoom = async (): Promise<string> => {
  const roomId = await newRoom()
  await bot.invite(roomId, nurse.userId)
  await nurse.join(roomId)
  await bot.invite(roomId, jan.userId)
  await jan.join(roomId)
  return roomId
}

const received = (roomId: string, eventId: string) =>
  until('the event in a transaction', async () =>
    (await world.own.received(roomId)).find((event) => event['event_id'] === eventId),
  )

test('an application-service user logs in with m.login.application_service', async () => {
  const { first, own } = world
  // The sender of a registration has no account either until one is made, and its session would be worth nothing.
  for (const username of ['_first', 'first_jan'])
    await registerUser(world.as(first.asToken), username)
  for (const user of ['_first', 'first_jan', at('first_jan')]) {
    const session = world.as(await login(world.as(first.asToken), user))
    const { user_id: userId } = await session('GET', `${version3}/account/whoami`)
    assert.equal(userId, user.startsWith('@') ? user : at(user))
  }
  await assert.rejects(login(world.as(first.asToken), 'wijkverpleegkundige'), /M_FORBIDDEN/)
  await assert.rejects(login(world.as(first.hsToken), '_first'), /M_UNKNOWN_TOKEN/)
  // The product's own registration shuts this door: it manages its devices without a session (MSC4190).
  await assert.rejects(login(world.as(own.asToken), '_seed'), /M_APPSERVICE_LOGIN_UNSUPPORTED/)
})

test('the bot creates a room, under an alias of its namespace', async () => {
  const roomId = await newRoom('seed.1_new')
  assert.equal(await bot.roomOfAlias('seed.1_new'), roomId)
  assert.ok((await bot.joinedRooms()).includes(roomId))
  assert.deepEqual(await bot.members(roomId), [
    { userId: at('seed.1_bot'), membership: 'join', by: at('seed.1_bot') },
  ])
  assert.deepEqual(await bot.state(roomId, 'm.room.name', ''), { name: 'Zorgteam' })
})

test('the bot invites a user', async () => {
  const roomId = await newRoom()
  await bot.invite(roomId, nurse.userId)
  const { sender, content } = await nurse.waitFor(
    ({ room_id: id, state_key: who }) => id === roomId && who === nurse.userId,
  )
  assert.deepEqual([sender, content['membership']], [bot.userId, 'invite'])
})

test('a namespace user accepts an invitation that came in a transaction', async () => {
  const roomId = await nurse.createRoom()
  await nurse.invite(roomId, jan.userId)
  const invitation = await until('the invitation', async () =>
    (await world.own.received(roomId)).find((event) => event['state_key'] === jan.userId),
  )
  assert.equal(asJson(invitation['content'])['membership'], 'invite')
  await jan.join(roomId)
  const joined = await nurse.waitFor(
    ({ room_id: id, state_key: who, content }) =>
      id === roomId && who === jan.userId && content['membership'] === 'join',
  )
  assert.equal(joined.sender, jan.userId)
})

test('the bot and a namespace user send messages, each under its own name and once', async () => {
  const roomId = await sharedRoom()
  for (const sender of [bot, jan]) {
    const content = { msgtype: 'm.text', body: `from ${sender.userId}` }
    // Synapse takes a transaction id for one of the whole service, so that it must differ by sender.
    const txnId = `of ${sender.userId}`
    const eventId = await sender.send(roomId, content, txnId)
    assert.equal(await sender.send(roomId, content, txnId), eventId)
    const seen = await nurse.waitFor((event) => event.event_id === eventId)
    assert.deepEqual([seen.room_id, seen.sender, seen.content], [roomId, sender.userId, content])
  }
  assert.equal(nurse.events(roomId).filter(({ type }) => type === 'm.room.message').length, 2)
})

test('events arrive in transactions: complete, in order and once', async () => {
  const roomId = await sharedRoom()
  const sent = []
  for (const body of ['een', 'twee', 'drie']) sent.push(await nurse.send(roomId, body))
  const last = await received(roomId, sent.at(-1) ?? '')
  assert.deepEqual(
    [last['type'], last['sender'], last['room_id'], last['content']],
    ['m.room.message', nurse.userId, roomId, { msgtype: 'm.text', body: 'drie' }],
  )
  const messages = (await world.own.received(roomId)).filter(
    ({ type }) => type === 'm.room.message',
  )
  assert.deepEqual(
    messages.map((event) => event['event_id']),
    sent,
  )
})

test("a registration in the first bridge's shape works by three settings alone", async () => {
  const { printed } = world
  assert.equal(printed['sender_localpart'], '_fhir')
  assert.deepEqual(printed['namespaces'], {
    users: [{ exclusive: true, regex: '^@_fhir_bridge_.*:zorg\\.test$' }],
    aliases: [{ exclusive: true, regex: '^#_fhir_bridge_.*:zorg\\.test$' }],
    rooms: [],
  })
  await world.startBot()
  const botUserId = at('_fhir_bridge_zorgbot')
  const entered = new Set<string>()
  const enter = async (): Promise<string> => {
    const roomId = await nurse.waitForInvite(
      ({ sender, room_id: id }) => sender === botUserId && !entered.has(id),
    )
    entered.add(roomId)
    await nurse.join(roomId)
    const { alias } = await nurse.state(roomId, 'm.room.canonical_alias')
    assert.match(String(alias), /^#_fhir_bridge_[0-9a-f]+(_1)?:zorg\.test$/)
    const { type } = await nurse.state(roomId, 'm.room.create')
    return type === 'm.space' ? enter() : roomId
  }
  const roomId = await enter()
  const answer = await nurse.waitForAnswer(await nurse.send(roomId, '!help'))
  assert.equal(answer.sender, botUserId)
  assert.match(textOf(answer), /!medicatie/)
})

test('namespace patterns are anchored and escaped, and no room is asked for by a pattern', async () => {
  const service = world.as(world.own.asToken)
  for (const username of ['_fhir_bridge_x', '_fhir_bridge_', 'seedx1_x'])
    await assert.rejects(registerUser(service, username), /M_EXCLUSIVE/, username)
  await assert.rejects(world.register('seed.1_x'), /M_EXCLUSIVE/)
  for (const name of ['seedx1_x', 'x_fhir_bridge_x', 'x.seed.1_x'])
    await assert.doesNotReject(world.register(name), name)
  for (const alias of ['seed.1_y', '_fhir_bridge_y'])
    await assert.rejects(nurse.createRoom({ room_alias_name: alias }), /M_EXCLUSIVE/, alias)
  for (const alias of ['seedx1_y', 'x_fhir_bridge_y'])
    await assert.doesNotReject(nurse.createRoom({ room_alias_name: alias }), alias)
  for (const userId of [
    nurse.userId,
    at('seedx1_x'),
    at('x.seed.1_x'),
    at('_fhir_bridge_zorgbot'),
  ]) {
    const who = service('GET', `${version3}/account/whoami`, { query: { user_id: userId } })
    await assert.rejects(who, /M_FORBIDDEN/, userId)
  }

  // To a homeserver `!*` means "any number of exclamation marks", also none: every room there is.
  const strangers = await nurse.createRoom()
  const unheard = await nurse.send(strangers, 'not for any bot')
  const shared = await sharedRoom()
  await received(shared, await nurse.send(shared, 'for the bot'))
  assert.deepEqual(await world.own.received(strangers), [])
  await until('the event at the service that asks for every room', () =>
    world.first.heard(strangers).find((event) => event['event_id'] === unheard),
  )
})

test("the example's events parse, and a running bot takes them without harm", async () => {
  const transaction = toTransaction(example)
  assert.ok(transaction !== undefined)
  const ids = example.events.map((event) => event.event_id)
  assert.deepEqual(
    transaction.items.map(({ id }) => id),
    ids,
  )
  assert.deepEqual(transaction.malformed, [])
  assert.deepEqual(transaction.extras?.ephemeral, example.ephemeral)
  for (const event of example.events) {
    const parsed = toRoomEvent(event, event.room_id)
    assert.deepEqual(
      [parsed?.eventId, parsed?.type, parsed?.sender, parsed?.originServerTs, parsed?.content],
      [event.event_id, event.type, event.sender, event.origin_server_ts, event.content],
    )
  }

  const { settings } = world
  const running = await world.startBot()
  assert.deepEqual(await world.push(example, settings['ZORGBOT_HS_TOKEN']), [200, {}])
  assert.equal((await world.push(example, settings['ZORGBOT_AS_TOKEN']))[0], 403)
  await until('everything to be handled', async () => {
    const { pending } = await world.database((store) => store.stats(Date.now()), true)
    return pending === 0 ? true : undefined
  })
  assert.equal((await running.ready()).status, 200)
  assert.equal(await running.stop(), 0)
  assert.deepEqual(await world.database((store) => store.known(ids)), new Set(ids))
  assert.deepEqual(await world.database((store) => store.letters()), [])
})
