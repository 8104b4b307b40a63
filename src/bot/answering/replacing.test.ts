import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld, toIncoming } from '../../../test/fakes/bot.ts'
import { answersTo, edits } from '../../../test/fakes/said.ts'
import { nl } from '../../i18n/nl.ts'

test('the very same order typed again takes the place of the one that waits, which says so', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, '!stuur huisarts')
  assert.deepEqual(edits(world), [
    `${nl.audience.replaced}\nJ. Jansen, geb. 12-03-1948\n\nNaar: huisarts`,
  ])
  const old = await world.type(nurse, 'ja 4821')
  assert.deepEqual(answersTo(world, old), [nl.confirm.alreadyCancelled('09:00', true)])
  assert.equal(world.deeds.written.size, 0)
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 5930')), ['verstuurd'])
  assert.equal(world.deeds.written.size, 1)
})

test('another order, or the same of another person, leaves it waiting', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, '!stuur apotheek')
  await world.type(doctor, '!stuur huisarts')
  assert.deepEqual(edits(world), [])
  const open = (await world.store.promptsOf(world.roomId)).filter(({ state }) => state === 'open')
  assert.equal(open.length, 3)
})

test('an order of which nobody knows whether it was carried out is not taken for replaced', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.deeds.carry = () => ({ kind: 'failed', document: [], code: 'unknown' })
  await world.type(nurse, 'ja 4821')
  const before = edits(world).length
  await world.type(nurse, '!stuur huisarts')
  assert.equal(edits(world).length, before)
})

test('whatever call the process ends after, one order waits and the other says that it was replaced', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    await world.type(nurse, '!stuur huisarts')
    await world.accept(toIncoming(world.homeserver.say(world.roomId, nurse, '!stuur huisarts')))
    world.homeserver.crashAfter = call
    crashed = await world.work().then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    const prompts = await world.store.promptsOf(world.roomId)
    assert.deepEqual(
      prompts.map(({ state }) => state),
      ['open', 'cancelled'],
    )
    assert.equal(edits(world).length, 1)
  }
})
