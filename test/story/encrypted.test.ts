import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asJson, asList, type ClientEvent, type Json } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { historyOf } from '../soak/history.ts'
import { until } from './until.ts'
import { startWorld, type World } from './world.ts'

const algorithm = { algorithm: 'm.megolm.v1.aes-sha2' }
const encryption = { type: 'm.room.encryption', state_key: '', content: algorithm }
const ciphertext = {
  ...algorithm,
  ciphertext: 'AwgAEnACgAkLmt6qF84IK',
  session_id: 's',
  device_id: 'D',
}

let world: World
let nurse: Client

before(async () => {
  world = await startWorld()
  nurse = await world.person('wijkverpleegkundige')
})

after(() => world.close())

const named = async (): Promise<readonly unknown[]> =>
  asList(asJson(JSON.parse((await world.bot.ready()).body))['encryptedRooms'])

const untilJoined = (roomId: string): Promise<ClientEvent> =>
  nurse.waitFor(
    (event) =>
      event.room_id === roomId &&
      event.state_key === world.botUserId &&
      event.content['membership'] === 'join',
  )

const withBot = async (body: Json): Promise<string> => {
  const roomId = await nurse.createRoom({ invite: [world.botUserId], ...body })
  await untilJoined(roomId)
  return roomId
}

/** Types commands, in the clear and encrypted, and gives what the bot wrote after all of it was handled. */
const wroteIn = async (roomId: string): Promise<readonly ClientEvent[]> => {
  await nurse.sendContent(roomId, ciphertext, 'm.room.encrypted')
  for (const line of ['!help', '!medicatie', 'ja 1234', '!verwijs']) await nurse.send(roomId, line)
  await until('the room to be named', async () => (await named()).includes(roomId) || undefined)
  // A stopping bot finishes what it has begun, and after the start the gap repair has looked again.
  assert.equal(await world.bot.stop(), 0)
  await world.bot.start()
  await world.bot.untilReady()
  assert.ok((await named()).includes(roomId), 'a restart forgot that the room is encrypted')
  await nurse.send(roomId, '!mijn')
  await until('the room to be named again', async () =>
    (await named()).includes(roomId) ? true : undefined,
  )
  assert.equal(await world.bot.stop(), 0)
  await world.bot.start()
  await world.bot.untilReady()
  return (await historyOf(nurse, roomId)).filter(
    (event) => event.sender === world.botUserId && event.type !== 'm.room.member',
  )
}

const assertLogged = (roomId: string) =>
  assert.ok(
    world.bot.lines.some((line) => line.includes(roomId) && line.includes('room is encrypted')),
    'the log does not name the room',
  )

test('in an encrypted direct message the bot never writes in the clear, and the operator is told', async () => {
  const roomId = await withBot({
    is_direct: true,
    preset: 'private_chat',
    initial_state: [encryption],
  })
  assert.deepEqual(await wroteIn(roomId), [])
  assertLogged(roomId)
})

test('in a room that becomes encrypted the bot falls silent', async () => {
  const roomId = await withBot({ preset: 'private_chat' })
  await world.ask(nurse, roomId, '!help')
  await nurse.request(
    'PUT',
    `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/state/m.room.encryption/`,
    {
      body: algorithm,
    },
  )
  const earlier = (await historyOf(nurse, roomId)).filter(
    ({ sender }) => sender === world.botUserId,
  )
  const wrote = await wroteIn(roomId)
  assert.deepEqual(
    wrote.map(({ event_id: id }) => id),
    earlier.filter(({ type }) => type !== 'm.room.member').map(({ event_id: id }) => id),
  )
  assertLogged(roomId)
})
