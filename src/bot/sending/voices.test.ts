import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  doctor,
  nurse,
  openWorld,
  stranger,
  toIncoming,
  type World,
} from '../../../test/fakes/bot.ts'
import { botId } from '../../../test/fakes/homeserver.ts'
import { en } from '../../i18n/en.ts'
import { nl } from '../../i18n/nl.ts'

const directRoom = async (world: World, userId = nurse) => {
  const roomId = world.homeserver.addRoom(userId)
  await world.store.saveDirectRoom(userId, roomId)
  return roomId
}

const say = (world: World, roomId: string, words: string, sender = nurse) =>
  world.deliver(world.homeserver.say(roomId, sender, words))

test('who chose a language is answered in it directly, and the room keeps its own', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  for (const words of ['!taal engels', '!lees', '!xyzzy', 'hello there'])
    await say(world, direct, words)
  assert.deepEqual(world.homeserver.said(direct), [
    en.taal.saved,
    en.bot.notInDirect('lees'),
    en.bot.unknown('xyzzy'),
    en.bot.directHint,
  ])
  world.homeserver.member(world.roomId, stranger, 'join')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.audience])
})

test('another person is not answered in it, and it outlives a restart', async () => {
  await using world = await openWorld()
  const [mine, other] = [await directRoom(world), await directRoom(world, doctor)]
  await say(world, mine, '!taal en')
  world.restart()
  await say(world, mine, '!xyzzy')
  await say(world, other, '!xyzzy', doctor)
  assert.equal(world.homeserver.said(mine).at(-1), en.bot.unknown('xyzzy'))
  assert.deepEqual(world.homeserver.said(other), [nl.bot.unknown('xyzzy')])
  await say(world, mine, '!taal nl')
  assert.equal(world.homeserver.said(mine).at(-1), nl.taal.saved)
})

test('the head of an answer that is sent directly is in it too', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  await say(world, direct, '!taal en')
  await world.type(nurse, '!lees --prive')
  assert.equal(
    world.homeserver.said(direct).at(-1),
    `Client: J.J. (f), born in 1948\n${en.audience.aboutRoom('Zorgteam Blauwe Reiger')}\n\nklinisch antwoord`,
  )
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
})

test('a new conversation is greeted in it', async () => {
  await using world = await openWorld()
  await say(world, await directRoom(world), '!taal en')
  const again = world.homeserver.addRoom()
  const invite = world.homeserver.add(again, {
    type: 'm.room.member',
    sender: nurse,
    stateKey: botId,
    content: { membership: 'invite', is_direct: true },
  })
  await world.deliver(invite)
  assert.deepEqual(world.homeserver.said(again), [en.bot.introduction('Zorgbot')])
})

test('what could not be handled is told in it', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  await say(world, direct, '!taal en')
  const event = world.homeserver.say(direct, nurse, '!mijn')
  await world.accept(toIncoming(event))
  await world.giveUp()
  assert.equal(world.homeserver.said(direct).at(-1), en.bot.failed(event.eventId.slice(1, 9)))
})

test('a language that does not exist, none, or too much is answered with the choices', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  for (const words of ['!taal', '!taal frans', '!taal nl en', '!taal <b>'])
    await say(world, direct, words)
  assert.deepEqual(world.homeserver.said(direct), [
    'Ik schrijf u hier in het Nederlands. Kies met !taal nl of !taal en',
    'Die taal ken ik niet: frans. Kies met !taal nl of !taal en',
    'Die taal ken ik niet: nl. Kies met !taal nl of !taal en',
    'Die taal ken ik niet: <b>. Kies met !taal nl of !taal en',
  ])
  await world.type(nurse, '!taal en')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.onlyDirect('taal')])
})
