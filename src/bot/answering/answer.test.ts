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
import { answered } from '../../../test/fakes/homeserver.ts'
import { nl } from '../../i18n/nl.ts'
import type { RoomEvent } from '../gateway.ts'

const minute = 60_000

const edit = (world: World, of: RoomEvent, body: string): Promise<RoomEvent> =>
  world.type(of.sender, `* ${body}`, {
    'm.new_content': { msgtype: 'm.text', body },
    'm.relates_to': { rel_type: 'm.replace', event_id: of.eventId },
  })

const said = ({ homeserver, roomId }: World) => homeserver.said(roomId)

test('chat between people is left alone', async () => {
  await using world = await openWorld()
  await world.type(nurse, 'Mevrouw slaapt goed.')
  await world.type(doctor, 'ok')
  await world.type(doctor, '3')
  assert.deepEqual(world.homeserver.sent, [])
})

test('an edit of a failed read command runs the new words and is answered at the edited message', async () => {
  await using world = await openWorld()
  const event = await world.type(nurse, '!lees fout')
  world.now += 2 * minute
  await edit(world, event, '!lees nu')
  assert.deepEqual(said(world), ['Gebruik', 'klinisch antwoord nu'])
  assert.equal(answered(world.homeserver.sent[1]?.content ?? {}), event.eventId)
})

test('an edit after two minutes runs nothing', async () => {
  await using world = await openWorld()
  const event = await world.type(nurse, '!lees fout')
  world.now += 2 * minute + 1
  await edit(world, event, '!lees nu')
  assert.deepEqual(said(world), ['Gebruik'])
})

test('an edit of a command that was answered runs nothing', async () => {
  await using world = await openWorld()
  await edit(world, await world.type(nurse, '!lees'), '!lees nu')
  assert.deepEqual(said(world), ['klinisch antwoord'])
})

test('an edit never starts a write command or a confirmation', async () => {
  await using world = await openWorld()
  await edit(world, await world.type(nurse, '!stuur fout'), '!stuur huisarts')
  assert.deepEqual(said(world), ['Gebruik'])
  await world.type(nurse, '!stuur huisarts')
  await edit(world, await world.type(nurse, '!lees fout'), 'ja 4821')
  assert.equal(world.deeds.carried, 0)
})

/** A question as it is shown at nine o'clock. */
const asks = (question: string) => `${question}\n\n${nl.bot.questionEnds('09:10')}`

test('a choice by number continues the question, through a second question too', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!kies')
  await world.type(nurse, '2')
  await world.type(nurse, '1')
  assert.deepEqual(said(world), [asks('Welke?'), asks('Welke van twee?'), 'gekozen twee een'])
})

test('a number that is not there asks again and keeps the question', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!kies')
  await world.type(nurse, '3')
  await world.type(nurse, '1')
  assert.deepEqual(said(world), [asks('Welke?'), nl.bot.choiceInvalid(2), asks('Welke van een?')])
})

test('only the person who was asked can choose', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!kies')
  await world.type(doctor, '1')
  assert.deepEqual(said(world), [asks('Welke?')])
})

test('a new command ends the question of before', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!kies')
  await world.type(nurse, '!lees')
  await world.type(nurse, '1')
  assert.deepEqual(said(world), [
    asks('Welke?'),
    'klinisch antwoord',
    `${nl.bot.questionDropped('09:00')}\nWelke?`,
    nl.bot.choiceExpired,
  ])
})

test('free words complete a question that asks for them, and later chat does not', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!vrij')
  await world.type(nurse, 'Wond aan de hiel')
  await world.type(nurse, 'Dank je wel')
  assert.deepEqual(said(world), [asks('Wat vraagt u?'), 'vraag Wond aan de hiel'])
})

test('a question that is ten minutes old takes no answer', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!kies')
  world.now += 10 * minute + 1
  await world.type(nurse, '1')
  assert.deepEqual(said(world), [asks('Welke?'), nl.bot.choiceExpired])
})

test('a choice whose first try ended before its answer asks the same second question', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  await world.type(nurse, '!kies')
  const choice = homeserver.say(roomId, nurse, '2')
  homeserver.crashAfter = 99
  homeserver.refuse = (method) => (method === 'send' ? new Error('ended') : undefined)
  await assert.rejects(world.deliver(choice))
  homeserver.refuse = () => undefined
  world.restart()
  await world.work()
  await world.type(nurse, '1')
  assert.deepEqual(said(world), [asks('Welke?'), asks('Welke van twee?'), 'gekozen twee een'])
})

test('a command that waited more than ten minutes is told and not run', async () => {
  await using world = await openWorld()
  const event = world.homeserver.say(world.roomId, nurse, '!lees')
  await world.accept(toIncoming(event))
  world.now += 11 * minute
  await world.work()
  assert.deepEqual(said(world), [nl.bot.stale(11)])
  assert.equal(world.deeds.ran, 0)
  const [line] = await world.store.auditTrail({})
  assert.deepEqual([line?.what, line?.outcome], ['lees', 'stale'])
})

test('in a direct message the patient commands are refused and the direct ones work', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  for (const words of ['!lees', '!mijn', '!help'])
    await world.deliver(world.homeserver.say(direct, nurse, words))
  assert.deepEqual(world.homeserver.said(direct), [
    nl.bot.notInDirect('lees'),
    'uw ruimtes',
    'uitleg',
  ])
})

test('in a direct message with somebody else in it nothing of the asker is shown', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.homeserver.member(direct, stranger, 'invite')
  await world.deliver(world.homeserver.say(direct, nurse, '!mijn'))
  assert.deepEqual(world.homeserver.said(direct), [nl.bot.notAlone])
  world.homeserver.member(direct, stranger, 'leave')
  await world.deliver(world.homeserver.say(direct, nurse, '!mijn'))
  assert.equal(world.homeserver.said(direct).at(-1), 'uw ruimtes')
})

test('in a room of nobody only help is answered', async () => {
  await using world = await openWorld()
  const elsewhere = world.homeserver.addRoom(nurse, stranger)
  for (const words of ['!lees', '!mijn', '!help'])
    await world.deliver(world.homeserver.say(elsewhere, nurse, words))
  assert.deepEqual(world.homeserver.said(elsewhere), [
    nl.bot.notLinked,
    nl.bot.onlyDirect('mijn'),
    'uitleg',
  ])
  assert.equal(world.deeds.ran, 0)
})

test("in a client's room of another organization's bot this one stays silent, whatever is typed", async () => {
  await using world = await openWorld()
  const roomId = world.homeserver.addRoom(doctor)
  const content = { room_version: '12', 'nl-ta-chat.marker': 'theirs/room' }
  world.homeserver.add(roomId, { type: 'm.room.create', sender: doctor, stateKey: '', content })
  const before = world.homeserver.sent.length
  for (const line of ['!help', '!lees', '!hlep', 'ja 4821', 'goedemorgen'])
    await world.deliver(world.homeserver.say(roomId, doctor, line))
  assert.equal(world.homeserver.sent.length, before)
})

test('in a direct message chat gets one hint a day and an unknown command an answer', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  for (const words of ['hoi daar', 'dank je', '!xyzzy'])
    await world.deliver(world.homeserver.say(direct, nurse, words))
  assert.deepEqual(world.homeserver.said(direct), [nl.bot.directHint, nl.bot.unknown('xyzzy')])
  world.now += 24 * 60 * minute
  await world.deliver(world.homeserver.say(direct, nurse, 'hoi weer'))
  assert.equal(world.homeserver.said(direct).at(-1), nl.bot.directHint)
})

test('help is for everyone in the room', async () => {
  await using world = await openWorld()
  world.homeserver.member(world.roomId, stranger, 'join')
  await world.type(stranger, '!help')
  assert.deepEqual(said(world), ['uitleg'])
})
