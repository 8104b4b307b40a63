import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  crashEverywhere,
  doctor,
  nurse,
  openWorld,
  stranger,
  toIncoming,
} from '../../../test/fakes/bot.ts'
import { answered, bodyOf } from '../../../test/fakes/homeserver.ts'
import { patient } from '../../../test/fakes/team.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { MatrixError } from '../gateway.ts'
import { txnIdOf } from './txn.ts'

test('an answer relates to its command, names what it rests on, and is audited first', async () => {
  await using world = await openWorld()
  let auditedBefore = 0
  const sending = world.store.auditTrail.bind(world.store)
  world.homeserver.refuse = (method) => {
    if (method === 'send') void sending({}).then((trail) => (auditedBefore = trail.length))
    return undefined
  }
  const event = await world.type(nurse, '!lees')
  const [sent] = world.homeserver.sent
  assert.equal(answered(sent?.content ?? {}), event.eventId)
  assert.deepEqual(sent?.content['nl-ta-chat.fhir'], [
    { ref: 'MedicationRequest/1', versionId: '1' },
  ])
  assert.equal(auditedBefore, 4)
  const trail = await world.store.auditTrail({})
  assert.deepEqual(
    trail.map(({ action, what, outcome }) => [action, what, outcome]),
    [
      ['command', 'lees', 'ok'],
      ['read', 'CareTeam', 'ok'],
      ['read', 'MedicationRequest 1', 'ok'],
      ['drop', 'Observation/other', 'other-patient'],
    ],
  )
  assert.ok(trail.every(({ who, role }) => who === nurse && role === 'PractitionerRole/nurse'))
})

test('whatever call the process ends after, a command is answered once', async () => {
  const calls = await crashEverywhere(
    async ({ homeserver, roomId }) => homeserver.say(roomId, nurse, '!lees'),
    async ({ homeserver, store }) => {
      assert.equal(homeserver.sent.length, 1)
      assert.equal((await store.auditTrail({})).length, 4)
    },
  )
  assert.ok(calls >= 3, `${calls} calls were tried`)
})

test('a stranger who came in while the answer was made gets the refusal, with the same transaction id', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  world.deeds.meanwhile = () => void homeserver.member(roomId, stranger, 'join')
  const event = await world.type(nurse, '!lees')
  assert.deepEqual(homeserver.said(roomId), [nl.bot.audience])
  assert.equal(
    homeserver.sent[0]?.txnId,
    txnIdOf(event.eventId, 'answer', homeserver.gateway.userId),
  )
  assert.ok(!('nl-ta-chat.fhir' in (homeserver.sent[0]?.content ?? {})))
  const denials = (await world.store.auditTrail({})).filter(({ action }) => action === 'denial')
  assert.deepEqual(
    denials.map(({ who, role, what, outcome }) => [who, role, what, outcome]),
    [[nurse, 'PractitionerRole/nurse', 'audience-recheck', 'audience']],
  )
})

test('a command and all that was read for it are on the audit trail by one commit', async () => {
  await using world = await openWorld()
  const commits: string[][] = []
  await world.accept(toIncoming(world.homeserver.say(world.roomId, nurse, '!lees')))
  await world.work({
    ...world.store,
    async audit(entries) {
      commits.push(entries.map(({ action }) => action))
      await world.store.audit(entries)
    },
  })
  assert.deepEqual(commits, [['command', 'read', 'read', 'drop']])
})

test('when the team cannot be read again just before sending nothing is sent, and the trail says so', async () => {
  await using world = await openWorld()
  world.deeds.meanwhile = () => {
    world.now += 60_001
    world.teams.failure = new FhirError('timeout')
  }
  const event = world.homeserver.say(world.roomId, nurse, '!lees')
  await assert.rejects(world.deliver(event), { code: 'timeout' })
  assert.deepEqual(world.homeserver.sent, [])
  const unread = (await world.store.auditTrail({})).at(-1)
  assert.deepEqual(
    [unread?.who, unread?.action, unread?.what, unread?.patient, unread?.eventId, unread?.outcome],
    [nurse, 'read', 'CareTeam', patient, event.eventId, 'timeout'],
  )
})

test('a team that was read for an earlier message is no second line on the audit trail', async () => {
  await using world = await openWorld()
  const first = await world.type(nurse, '!help')
  const second = await world.type(nurse, '!help')
  world.now += 60_001
  world.teams.failure = new FhirError('unreachable')
  const third = await world.type(nurse, '!help')
  const trail = await world.store.auditTrail({ patient })
  assert.deepEqual(
    trail.map(({ eventId, action, what, outcome }) => [eventId, action, what, outcome]),
    [
      [first.eventId, 'command', 'help', 'ok'],
      [first.eventId, 'read', 'CareTeam', 'ok'],
      [second.eventId, 'command', 'help', 'ok'],
      [third.eventId, 'command', 'help', 'ok'],
      [third.eventId, 'read', 'CareTeam', 'unreachable'],
    ],
  )
})

test('somebody who is only invited counts as present', async () => {
  await using world = await openWorld()
  world.homeserver.member(world.roomId, stranger, 'invite', nurse)
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.audience])
  assert.equal(world.deeds.ran, 0)
})

test('who left or was banned does not count as present', async () => {
  await using world = await openWorld()
  world.homeserver.member(world.roomId, stranger, 'leave')
  world.homeserver.member(world.roomId, '@banned:x.example', 'ban', nurse)
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('a command that is found a day later and was answered is not answered again', async () => {
  await using world = await openWorld()
  const event = world.homeserver.say(world.roomId, nurse, '!lees')
  await world.accept(toIncoming({ ...event, age: undefined }))
  const content = {
    body: 'al beantwoord',
    'm.relates_to': { 'm.in_reply_to': { event_id: event.eventId } },
  }
  await world.homeserver.gateway.send(world.roomId, content, 'of an earlier day')
  world.now += 25 * 60 * 60_000
  await world.work()
  assert.deepEqual(world.homeserver.said(world.roomId), ['al beantwoord'])
})

test('nothing is answered in an encrypted room, not even help', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  const content = { algorithm: 'm.megolm.v1.aes-sha2' }
  homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '', content })
  for (const words of ['!lees', '!help', '!stuur huisarts', 'ja 4821'])
    await world.type(nurse, words)
  assert.deepEqual(homeserver.sent, [])
  assert.equal(world.deeds.ran, 0)
  assert.deepEqual(world.encrypted, [roomId])
})

test('a room that is encrypted while a clinical answer is made gets no answer', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  world.deeds.meanwhile = () => {
    homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  }
  await world.type(nurse, '!lees')
  assert.deepEqual(homeserver.sent, [])
})

test('while it is unknown whether a room is encrypted nothing is sent, and the command waits', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  homeserver.refuse = (method, _room, type) =>
    method === 'state' && type === 'm.room.encryption'
      ? new MatrixError('timeout', { retryable: true })
      : undefined
  const event = homeserver.say(roomId, nurse, '!lees')
  await assert.rejects(world.deliver(event), { code: 'timeout', retryable: true })
  assert.deepEqual(homeserver.sent, [])
  homeserver.refuse = () => undefined
  await world.work()
  assert.deepEqual(homeserver.said(roomId), ['klinisch antwoord'])
})

test('a record that does not answer who may see it gives a refusal that says so', async () => {
  await using world = await openWorld()
  world.teams.failure = new FhirError('unreachable')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.accessUnknown('Dossier')])
  const trail = await world.store.auditTrail({ patient })
  assert.deepEqual(
    trail.map(({ action, what, outcome }) => [action, what, outcome]),
    [
      ['denial', 'lees', 'access-unknown unreachable'],
      ['read', 'CareTeam', 'unreachable'],
    ],
  )
})

test('an account outside the team is refused, also when another team has it', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  homeserver.member(roomId, doctor, 'leave')
  homeserver.member(roomId, stranger, 'join')
  await world.type(stranger, '!lees')
  assert.deepEqual(homeserver.said(roomId), [nl.bot.noRights])
  assert.equal(world.deeds.ran, 0)
  const trail = await world.store.auditTrail({ patient })
  assert.deepEqual(
    trail.map(({ who, role, action, what }) => [who, role, action, what]),
    [
      [stranger, undefined, 'denial', 'lees'],
      [stranger, undefined, 'read', 'CareTeam'],
    ],
  )
})

test('a command in a thread is answered in that thread', async () => {
  await using world = await openWorld()
  const relation = { 'm.relates_to': { rel_type: 'm.thread', event_id: '$root' } }
  const event = await world.type(nurse, '!lees', relation)
  assert.deepEqual(world.homeserver.sent[0]?.content['m.relates_to'], {
    rel_type: 'm.thread',
    event_id: '$root',
    is_falling_back: true,
    'm.in_reply_to': { event_id: event.eventId },
  })
  assert.equal(bodyOf(world.homeserver.sent[0]?.content ?? {}), 'klinisch antwoord')
})
