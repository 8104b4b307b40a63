import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { answeredEvent, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { historyOf, isEdit } from '../soak/history.ts'
import { enterFirstClient } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, type World } from './world.ts'

const lines = ['!help', '!medicatie', '!allergie', '!metingen', '!wie'] as const

const begin = async (t: TestContext) => {
  const world = await startWorld()
  t.after(() => world.close())
  const first = await enterFirstClient(world)
  await world.ask(first.nurse, first.roomId, '!help')
  return { world, ...first }
}

const typeMany = async (people: readonly Client[], roomId: string, count: number) => {
  const typed: string[] = []
  for (let n = 0; n < count; n += 1) {
    const person = people[n % people.length]
    if (person !== undefined)
      typed.push(await person.send(roomId, lines[n % lines.length] ?? lines[0]))
  }
  return typed
}

/** How often each of these messages was answered, read from the room's history after everything else was handled. */
const answersOf = async (
  world: World,
  client: Client,
  roomId: string,
  typed: readonly string[],
): Promise<readonly number[]> => {
  await world.ask(client, roomId, '!help', 30_000)
  const answered = (await historyOf(client, roomId)).flatMap((event) =>
    event.sender === world.botUserId && !isEdit(event) ? (answeredEvent(event) ?? []) : [],
  )
  return typed.map((eventId) => answered.filter((one) => one === eventId).length)
}

const untilAnswered = async (client: Client, typed: readonly string[], timeoutMs: number) => {
  const deadline = Date.now() + timeoutMs
  for (const eventId of typed)
    await client.waitForAnswer(eventId, Math.max(1, deadline - Date.now()))
}

const once = (typed: readonly string[]) => typed.map(() => 1)

for (const [how, end] of [
  ['crashes', (world: World) => world.synapse.kill()],
  ['is stopped', (world: World) => world.synapse.stop()],
] as const)
  test(`what was typed while the bot hung is answered once after the homeserver ${how} and starts`, async (t) => {
    const { world, nurse, doctor, roomId } = await begin(t)
    world.bot.signal('SIGSTOP')
    const typed = await typeMany([nurse, doctor], roomId, 20)
    await end(world)
    await world.synapse.restart()
    world.bot.signal('SIGCONT')
    await untilAnswered(nurse, typed, 30_000)
    assert.deepEqual(await answersOf(world, nurse, roomId, typed), once(typed))
  })

test('an invitation that the homeserver lost is found, and the person greeted once', async (t) => {
  const { world, nurse, roomId } = await begin(t)
  world.bot.signal('SIGSTOP')
  // What is in flight is kept by the homeserver; what waits behind it is lost.
  const typed = await typeMany([nurse], roomId, 1)
  const direct = await nurse.createRoom({
    preset: 'trusted_private_chat',
    is_direct: true,
    invite: [world.botUserId],
  })
  await world.synapse.kill()
  await world.synapse.restart()
  world.bot.signal('SIGCONT')
  const isWord = (event: ClientEvent) =>
    event.room_id === direct && event.sender === world.botUserId && event.type === 'm.room.message'
  await nurse.waitFor(isWord, 30_000, 'the greeting')
  await untilAnswered(nurse, typed, 30_000)
  await world.ask(nurse, direct, '!mijn', 30_000)
  const words = (await historyOf(nurse, direct)).filter(isWord)
  assert.equal(words.length, 2)
  const readBack = 'events were read back'
  await until('the log to tell', () =>
    world.bot.lines.some((line) => line.includes(readBack)) ? true : undefined,
  )
})

test('what was typed while the bot was away is answered once after the homeserver restarts', async (t) => {
  const { world, nurse, doctor, roomId } = await begin(t)
  assert.equal(await world.bot.stop(), 0)
  const typed = await typeMany([nurse, doctor], roomId, 10)
  await world.synapse.restart()
  await world.bot.start()
  await world.bot.untilReady()
  await untilAnswered(nurse, typed, 30_000)
  assert.deepEqual(await answersOf(world, nurse, roomId, typed), once(typed))
})

test('what is typed while the homeserver comes and goes is answered once', async (t) => {
  const { world, nurse, doctor, roomId } = await begin(t)
  const typed: string[] = []
  for (let round = 0; round < 3; round += 1) {
    typed.push(...(await typeMany([nurse, doctor], roomId, 6)))
    await world.synapse.kill()
    await world.synapse.restart()
  }
  typed.push(...(await typeMany([nurse, doctor], roomId, 2)))
  await untilAnswered(nurse, typed, 45_000)
  assert.deepEqual(await answersOf(world, nurse, roomId, typed), once(typed))
})
