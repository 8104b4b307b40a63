import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, toIncoming, type World } from '../../../test/fakes/bot.ts'
import { Crash } from '../../../test/fakes/homeserver.ts'
import { answersTo, edits } from '../../../test/fakes/said.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import type { RoomEvent } from '../gateway.ts'
import { MatrixError } from '../gateway.ts'

const confirmed = async (world: World, words = 'ja 4821', more = {}): Promise<RoomEvent> => {
  await world.type(nurse, '!stuur huisarts')
  return world.homeserver.say(world.roomId, nurse, words, more)
}

const stateOf = async (world: World) => (await world.store.promptsOf(world.roomId))[0]?.state

test('a write that was done is never told as not done when its answer could not be made', async () => {
  await using world = await openWorld()
  const event = await confirmed(world)
  world.homeserver.refuse = (method) => (method === 'send' ? new MatrixError('x') : undefined)
  await assert.rejects(world.deliver(event), MatrixError)
  world.homeserver.refuse = () => undefined
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [nl.confirm.doneUntold])
  assert.equal(await stateOf(world), 'done')
})

test('a prompt that could not be closed is closed when its message is given up on', async () => {
  await using world = await openWorld()
  const event = await confirmed(world)
  await world.accept(toIncoming(event))
  const broken = { ...world.store, closePrompt: () => Promise.reject(new Crash()) }
  await assert.rejects(world.work(broken), Crash)
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [nl.confirm.doneUntold])
  assert.equal(await stateOf(world), 'done')
})

test('a write that broke off each time is told as unknown, and ja finds out', async () => {
  await using world = await openWorld()
  const event = await confirmed(world)
  world.deeds.carry = (promptId) => {
    world.deeds.written.add(promptId)
    throw new Error('broken off')
  }
  await assert.rejects(world.deliver(event), /broken off/)
  await assert.rejects(world.work(), /broken off/)
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [
    `${nl.confirm.unknown}\n\n${nl.confirm.unknownHint('4821', '09:10')}`,
  ])
  world.deeds.carry = undefined
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), ['verstuurd'])
  assert.equal(world.deeds.written.size, 1)
})

test('an unknown outcome that could not be told is told as unknown, a failure as not done', async () => {
  for (const [code, says] of [
    ['unknown', `${nl.confirm.unknown}\n\n${nl.confirm.unknownHint('4821', '09:10')}`],
    ['forbidden', undefined],
  ] as const) {
    await using world = await openWorld()
    const event = await confirmed(world)
    world.deeds.carry = () => ({ kind: 'failed', document: [paragraph('NIET')], code })
    world.homeserver.refuse = (method) => (method === 'send' ? new MatrixError('x') : undefined)
    await assert.rejects(world.deliver(event), MatrixError)
    world.homeserver.refuse = () => undefined
    await world.giveUp()
    assert.deepEqual(answersTo(world, event), [says ?? nl.bot.failed(event.eventId.slice(1, 9))])
    assert.equal(await stateOf(world), 'open')
  }
})

test('a confirmation that never came to writing is told as not done, and its prompt waits again', async () => {
  await using world = await openWorld()
  const event = await confirmed(world)
  world.homeserver.refuse = (method) => (method === 'members' ? new MatrixError('x') : undefined)
  await assert.rejects(world.deliver(event), MatrixError)
  world.homeserver.refuse = () => undefined
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [nl.bot.failed(event.eventId.slice(1, 9))])
  assert.equal(world.deeds.carried, 0)
  assert.equal((await world.store.promptsOf(world.roomId))[0]?.inDoubt, false)
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), ['verstuurd'])
})

test('a cancellation that could not be told is carried out and told', async () => {
  await using world = await openWorld()
  const event = await confirmed(world, 'nee 4821')
  await world.accept(toIncoming(event))
  const broken = { ...world.store, claimPrompt: () => Promise.reject(new Crash()) }
  await assert.rejects(world.work(broken), Crash)
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [nl.confirm.cancelled(true)])
  assert.equal(await stateOf(world), 'cancelled')
})

test('who asked in a thread is told in the thread', async () => {
  await using world = await openWorld()
  const relation = { rel_type: 'm.thread', event_id: '$root', is_falling_back: true }
  const event = world.homeserver.say(world.roomId, nurse, '!lees', { 'm.relates_to': relation })
  world.homeserver.refuse = (method) => (method === 'members' ? new MatrixError('x') : undefined)
  await assert.rejects(world.deliver(event), MatrixError)
  world.homeserver.refuse = () => undefined
  await world.giveUp()
  const sent = world.homeserver.sent.at(-1)?.content['m.relates_to']
  assert.equal(Object(sent)['rel_type'], 'm.thread')
  assert.equal(Object(sent)['event_id'], '$root')
  assert.deepEqual(edits(world), [])
})
