import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { layPerson, teamOf } from '../../../test/fakes/team.ts'

const whole = 'klinisch antwoord'

const last = (world: World) => world.homeserver.said(world.roomId).at(-1)

const short =
  'Ongewijzigd: om 09:02 opnieuw nagegaan, en precies hetzelfde als mijn antwoord van 09:00 in deze ruimte.'

test('the same question within two minutes, answered exactly the same, gets a short answer that names the first', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  const first = world.homeserver.room(world.roomId).events.at(-1)
  world.now += 120_000
  await world.type(nurse, '!lees')
  assert.equal(last(world), short)
  assert.equal(world.deeds.ran, 2)
  const content = world.homeserver.sent.at(-1)?.content ?? {}
  assert.ok(
    String(content['formatted_body']).includes(
      `${encodeURIComponent(world.roomId)}/${encodeURIComponent(first?.eventId ?? '')}?via=zorg.example`,
    ),
  )
  assert.ok(!('nl-ta-chat.fhir' in content))
  world.now += 1
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
})

test('another version of the same record is another answer, in whatever words', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  world.deeds.refs = [{ ref: 'MedicationRequest/1', versionId: '2' }]
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
})

test('an answer whose versions are not known is always given whole', async () => {
  await using world = await openWorld()
  world.deeds.refs = [{ ref: 'MedicationRequest/1' }]
  await world.type(nurse, '!lees')
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
})

test('other words, another person, another thread or a misspelling get the whole answer', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  await world.type(nurse, '!lees alles')
  assert.equal(last(world), `${whole} alles`)
  await world.type(doctor, '!lees')
  assert.equal(last(world), whole)
  await world.type(nurse, '!lees', { 'm.relates_to': { rel_type: 'm.thread', event_id: '$root' } })
  assert.equal(last(world), whole)
})

test('after something was taken away in the room, or a restart, the answer is given whole', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  const { homeserver, roomId } = world
  await world.deliver(homeserver.add(roomId, { type: 'm.room.redaction', sender: doctor }))
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
  world.restart()
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
})

test('an answer that will be taken away is always given whole', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees')
  await world.type(nurse, '!lees')
  assert.ok(last(world)?.startsWith(whole))
})

test('what was sent directly is given whole in the room', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  await world.type(nurse, '!lees --privé')
  await world.type(nurse, '!lees')
  assert.equal(last(world), whole)
})

test('who is refused now is not told that nothing changed', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  const daughter = '@daughter:home.example'
  const team = teamOf(nurse)
  world.teams.set({ ...team, members: [...team.members, layPerson(daughter)] })
  world.now += 60_001
  world.homeserver.member(world.roomId, daughter, 'join')
  const { homeserver, roomId } = world
  const content = { history_visibility: 'invited' }
  homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content,
  })
  homeserver.member(roomId, doctor, 'leave')
  await world.type(nurse, '!lees')
  assert.ok(!homeserver.said(roomId).some((said) => said.startsWith('Ongewijzigd')))
})
