import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld, stranger, type World } from '../../../test/fakes/bot.ts'
import { answered, bodyOf } from '../../../test/fakes/homeserver.ts'
import { layPerson, patient, teamOf } from '../../../test/fakes/team.ts'
import { nl } from '../../i18n/nl.ts'
import { MatrixError } from '../gateway.ts'

const daughter = '@daughter:home.example'

const headOf = `Cliënt: J.J. (v), geboren in 1948\nUit de ruimte Zorgteam Blauwe Reiger; nummers, !meer en !bron typt u daar.`

/** The daughter is on the team, and the room's history is that of the bot's rooms. */
const withDaughter = (world: World, membership: 'join' | 'invite' | 'leave' = 'join') => {
  const { homeserver, teams, roomId } = world
  const team = teamOf(nurse, doctor)
  teams.set({ ...team, members: [...team.members, layPerson(daughter)] })
  closeHistory(world, 'invited')
  homeserver.member(roomId, daughter, membership, nurse)
}

const closeHistory = ({ homeserver, roomId }: World, history_visibility: string) =>
  homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility },
  })

const directRoom = async (world: World, userId = nurse): Promise<string> => {
  const roomId = world.homeserver.addRoom(userId)
  await world.store.saveDirectRoom(userId, roomId)
  return roomId
}

const denials = async ({ store }: World) =>
  (await store.auditTrail({}))
    .filter(({ action }) => action === 'denial')
    .map(({ who, what, outcome }) => [who, what, outcome].join(' '))

test('with a relative in the room a clinical answer goes to who asked, and the room is told so', async () => {
  for (const membership of ['join', 'invite'] as const) {
    await using world = await openWorld()
    withDaughter(world, membership)
    const direct = await directRoom(world)
    const event = await world.type(nurse, '!lees')
    assert.deepEqual(world.homeserver.said(world.roomId), [
      'Dit antwoord is alleen voor zorgverleners. Ik heb het u rechtstreeks gestuurd.',
    ])
    assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nklinisch antwoord`])
    const [sent, note] = world.homeserver.sent
    assert.deepEqual(sent?.content['nl-ta-chat.fhir'], [
      { ref: 'MedicationRequest/1', versionId: '1' },
    ])
    assert.ok(!('nl-ta-chat.fhir' in (note?.content ?? {})))
    assert.equal(answered(note?.content ?? {}), event.eventId)
    const trail = await world.store.auditTrail({ patient })
    assert.ok(trail.some(({ action, what }) => action === 'read' && what === 'Patient'))
  }
})

test('who has no direct message gets one, with nobody else in it', async () => {
  await using world = await openWorld()
  withDaughter(world)
  await world.type(nurse, '!lees')
  const direct = (await world.store.directRoom(nurse)) ?? ''
  assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nklinisch antwoord`])
  assert.equal(world.homeserver.membership(direct, nurse), 'invite')
  await world.type(nurse, '!lees nog eens')
  assert.equal(await world.store.directRoom(nurse), direct)
})

test('a direct message that can be used no more is replaced by a new one', async () => {
  for (const spoil of [
    (world: World, room: string) => void world.homeserver.member(room, nurse, 'leave'),
    (world: World, room: string) =>
      void world.homeserver.add(room, { type: 'm.room.encryption', sender: nurse, stateKey: '' }),
  ]) {
    await using world = await openWorld()
    withDaughter(world)
    const old = await directRoom(world)
    spoil(world, old)
    await world.type(nurse, '!lees')
    assert.deepEqual(world.homeserver.said(old), [])
    const direct = (await world.store.directRoom(nurse)) ?? ''
    assert.notEqual(direct, old)
    assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nklinisch antwoord`])
  }
})

test('with somebody else in the direct message, or none to be had, the answer is refused plainly', async () => {
  await using world = await openWorld()
  withDaughter(world)
  const direct = await directRoom(world)
  world.homeserver.member(direct, stranger, 'invite', nurse)
  await world.type(nurse, '!lees')
  world.homeserver.member(direct, nurse, 'leave')
  world.homeserver.member(direct, stranger, 'leave')
  world.homeserver.refuse = (method) =>
    method === 'createDirectRoom' ? new MatrixError('M_FORBIDDEN', { status: 403 }) : undefined
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    nl.audience.notSent.audience,
    nl.audience.notSent.audience,
  ])
  assert.deepEqual(world.homeserver.said(direct), [])
  assert.deepEqual(await denials(world), [`${nurse} direct no-room`, `${nurse} direct no-room`])
})

test('a command with plain words is answered in the room, in plain words, to professionals and relatives', async () => {
  await using world = await openWorld()
  withDaughter(world)
  await world.type(nurse, '!zie')
  await world.type(daughter, '!zie')
  assert.deepEqual(world.homeserver.said(world.roomId), ['in gewone woorden', 'in gewone woorden'])
})

test('a relative may ask nothing else, and is told no reason', async () => {
  await using world = await openWorld()
  withDaughter(world)
  const direct = await directRoom(world, daughter)
  for (const words of ['!lees', '!lees --privé', '!stuur huisarts'])
    await world.type(daughter, words)
  assert.deepEqual(
    world.homeserver.said(world.roomId),
    [0, 1, 2].map(() => nl.bot.noRights),
  )
  assert.deepEqual(world.homeserver.said(direct), [])
  assert.deepEqual(await denials(world), [
    `${daughter} lees no-rights lay`,
    `${daughter} lees no-rights lay`,
    `${daughter} stuur no-rights lay`,
  ])
})

test('nothing is written where the client or a relative reads along', async () => {
  await using world = await openWorld()
  withDaughter(world)
  await world.type(nurse, '!stuur huisarts')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.notHere])
  assert.deepEqual(await world.store.promptsOf(world.roomId), [])
  assert.equal(world.deeds.ran, 0)
})

test('a relative who comes in while the answer is made does not get to see it', async () => {
  await using world = await openWorld()
  withDaughter(world, 'leave')
  const direct = await directRoom(world)
  world.deeds.meanwhile = () => void world.homeserver.member(world.roomId, daughter, 'join')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.audience])
  assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nklinisch antwoord`])
})

test('an answer for professionals alone goes directly when a relative came in, also of a command with plain words', async () => {
  await using world = await openWorld()
  withDaughter(world, 'leave')
  const direct = await directRoom(world)
  world.deeds.meanwhile = () =>
    void world.homeserver.member(world.roomId, daughter, 'invite', nurse)
  await world.type(nurse, '!zie')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.audience])
  assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nvoor ${nurse}`])
})

test('a stranger who comes in while plain words are made stops them too', async () => {
  await using world = await openWorld()
  withDaughter(world)
  world.deeds.meanwhile = () => void world.homeserver.member(world.roomId, stranger, 'join')
  await world.type(daughter, '!zie')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.audience])
})

test('a write that was done is told without details to a relative who came in meanwhile', async () => {
  await using world = await openWorld()
  withDaughter(world, 'leave')
  await world.type(nurse, '!stuur huisarts')
  world.deeds.meanwhile = () => void world.homeserver.member(world.roomId, daughter, 'join')
  await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.written.size, 1)
  const said = world.homeserver.said(world.roomId)
  assert.ok(said.includes(nl.confirm.doneUnshown))
  assert.ok(!said.includes('verstuurd'))
})

test('in a room whose history is open to later readers a client is shown nothing', async () => {
  for (const visibility of ['shared', 'world_readable', 'anything']) {
    await using world = await openWorld()
    withDaughter(world)
    closeHistory(world, visibility)
    await world.type(daughter, '!zie')
    await world.type(nurse, '!lees')
    assert.deepEqual(world.homeserver.said(world.roomId), [
      nl.audience.laterReaders,
      nl.audience.laterReaders,
    ])
    assert.equal(world.deeds.ran, 0)
  }
})

test('a room without a word about its history has an open one', async () => {
  await using world = await openWorld()
  withDaughter(world)
  world.homeserver.room(world.roomId).state.delete('m.room.history_visibility\n')
  await world.type(daughter, '!zie')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.laterReaders])
})

test('with --privé the answer goes to the direct message, whoever is in the room', async () => {
  for (const words of ['!lees --privé', '!lees —prive', '!lees --prive']) {
    await using world = await openWorld()
    world.homeserver.member(world.roomId, stranger, 'join')
    const direct = await directRoom(world)
    await world.type(nurse, words)
    assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
    assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nklinisch antwoord`])
  }
})

test('a relative who asks with --privé gets the plain words directly', async () => {
  await using world = await openWorld()
  withDaughter(world)
  const direct = await directRoom(world, daughter)
  await world.type(daughter, '!zie --privé')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
  assert.deepEqual(world.homeserver.said(direct), [`${headOf}\n\nin gewone woorden`])
})

test('a question that is asked back is not asked where it cannot be shown', async () => {
  await using world = await openWorld()
  withDaughter(world)
  await world.type(nurse, '!kies')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.asksBack])
  assert.deepEqual(await world.store.promptsOf(world.roomId), [])
})

test('the members of a room are asked for once a read, right before the answer, and each time before a write', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  const before = world.homeserver.calls.length
  await world.type(nurse, '!lees opnieuw')
  assert.deepEqual(world.homeserver.calls.slice(before).toSorted(), [
    'members',
    'send',
    'state',
    'state',
  ])
  const writing = world.homeserver.calls.length
  await world.type(nurse, '!stuur huisarts')
  const asked = world.homeserver.calls.slice(writing).filter((call) => call === 'members')
  assert.equal(asked.length, 2)
})

test('who is seen to come in counts at the next question, and who left no more', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  withDaughter(world, 'leave')
  await world.type(nurse, '!zie')
  const joins = world.homeserver.member(world.roomId, daughter, 'join')
  await world.deliver(joins)
  await world.type(nurse, '!zie')
  await world.deliver(world.homeserver.member(world.roomId, daughter, 'leave'))
  await world.type(nurse, '!zie weer')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    `voor ${nurse}`,
    'in gewone woorden',
    `voor ${nurse}`,
  ])
  assert.deepEqual(world.homeserver.said(direct), [])
})

test('a refusal is never made from memory: somebody whose leaving was not delivered does not keep the answer back', async () => {
  await using world = await openWorld()
  await world.deliver(world.homeserver.member(world.roomId, stranger, 'join'))
  await world.type(nurse, '!lees')
  world.homeserver.member(world.roomId, stranger, 'leave')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.audience, 'klinisch antwoord'])
})

test('whatever call the process ends after, a direct answer comes once', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    withDaughter(world)
    const direct = await directRoom(world)
    world.homeserver.crashAfter = call
    const event = world.homeserver.say(world.roomId, nurse, '!lees')
    crashed = await world.deliver(event).then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.equal(world.homeserver.said(direct).length, 1, `after call ${call}`)
    assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.audience])
    assert.ok(world.homeserver.sent.every(({ content }) => bodyOf(content) !== ''))
  }
})

test('somebody who comes into the direct message while an answer is made stops it', async () => {
  await using world = await openWorld()
  const direct = await directRoom(world)
  const event = world.homeserver.say(direct, nurse, '!mijn')
  world.deeds.meanwhile = () => void world.homeserver.member(direct, stranger, 'invite', nurse)
  await world.deliver(event)
  assert.deepEqual(world.homeserver.said(direct), [nl.bot.notAlone])
})
