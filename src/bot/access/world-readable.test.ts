import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { nl } from '../../i18n/nl.ts'

const setHistory = ({ homeserver }: World, roomId: string, history_visibility: string) =>
  homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility },
  })

test('in a room that becomes readable for everybody nothing more is shown or written', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  setHistory(world, world.roomId, 'world_readable')
  for (const words of ['!lees', '!zie', '!stuur huisarts']) await world.type(nurse, words)
  assert.deepEqual(world.homeserver.said(world.roomId), [
    'klinisch antwoord',
    nl.audience.laterReaders,
    nl.audience.laterReaders,
    nl.audience.laterReaders,
  ])
  assert.deepEqual(await world.store.promptsOf(world.roomId), [])
})

test('a room that becomes readable for everybody while the answer is made does not get it', async () => {
  await using world = await openWorld()
  world.deeds.meanwhile = () => void setHistory(world, world.roomId, 'world_readable')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.laterReaders])
})

test('what was confirmed is told without details in a room that everybody can read by then', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.deeds.meanwhile = () => void setHistory(world, world.roomId, 'world_readable')
  await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.written.size, 1)
  const said = world.homeserver.said(world.roomId)
  assert.ok(said.includes(nl.confirm.doneUnshown))
  assert.ok(!said.includes('verstuurd'))
})

test('professionals among themselves are answered where only later members can read back', async () => {
  await using world = await openWorld()
  setHistory(world, world.roomId, 'shared')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('a direct message that everybody can read shows nothing of who asks', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  setHistory(world, direct, 'world_readable')
  await world.deliver(world.homeserver.say(direct, nurse, '!mijn'))
  assert.deepEqual(world.homeserver.said(direct), [nl.audience.laterReaders])
})
