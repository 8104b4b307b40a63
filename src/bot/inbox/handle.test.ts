import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, stranger, type World } from '../../../test/fakes/bot.ts'
import { bodyOf, botId } from '../../../test/fakes/homeserver.ts'
import { patient } from '../../../test/fakes/team.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { MatrixError } from '../gateway.ts'

const invite = (world: World, sender: string, isDirect: boolean) => {
  const room = world.homeserver.addRoom(sender)
  world.homeserver.member(room, botId, 'leave')
  return world.homeserver.add(room, {
    type: 'm.room.member',
    sender,
    stateKey: botId,
    content: { membership: 'invite', is_direct: isDirect },
  })
}

const expiry = (world: World, prompt: string) => ({
  id: `expiry:${prompt}`,
  lane: world.roomId,
  body: JSON.stringify({ kind: 'expiry', prompt }),
  late: false,
})

test('a professional who starts a direct message is greeted there, once', async () => {
  await using world = await openWorld()
  const event = invite(world, nurse, true)
  await world.deliver(event)
  assert.deepEqual(world.homeserver.said(event.roomId), [nl.bot.introduction('Zorgbot')])
  assert.equal(await world.store.directUser(event.roomId), nurse)
  const trail = await world.store.auditTrail({})
  assert.deepEqual(
    trail.map(({ who, action, what, eventId, outcome }) => [who, action, what, eventId, outcome]),
    [[nurse, 'read', 'CareTeam', event.eventId, 'ok']],
  )
})

test('an invitation that was read back and is delivered after all is greeted once', async () => {
  await using world = await openWorld()
  const event = invite(world, nurse, true)
  await world.deliver({ ...event, eventId: 'invite:1' })
  world.now += 25 * 60 * 60_000
  world.restart()
  await world.deliver(event)
  assert.deepEqual(world.homeserver.said(event.roomId), [nl.bot.introduction('Zorgbot')])
})

test('a stranger who starts a direct message is told why nothing is shown', async () => {
  await using world = await openWorld()
  const event = invite(world, stranger, true)
  await world.deliver(event)
  assert.deepEqual(world.homeserver.said(event.roomId), [nl.bot.stranger('Zorgbot')])
})

test('while the record does not answer nobody is called a stranger', async () => {
  await using world = await openWorld()
  world.teams.failure = new FhirError('unreachable')
  const event = invite(world, nurse, true)
  await world.deliver(event)
  assert.equal(world.homeserver.membership(event.roomId, botId), 'join')
  assert.deepEqual(world.homeserver.said(event.roomId), [nl.bot.unsure('Zorgbot')])
  const [line] = await world.store.auditTrail({})
  assert.deepEqual([line?.who, line?.action, line?.outcome], [nurse, 'read', 'unreachable'])
})

test('a stranger of another server who invites into a room is left alone, a colleague is not', async () => {
  await using world = await openWorld()
  const theirs = invite(world, stranger, false)
  await world.deliver(theirs)
  assert.equal(world.homeserver.membership(theirs.roomId, botId), 'invite')
  const ours = invite(world, '@colleague:zorg.example', false)
  await world.deliver(ours)
  assert.equal(world.homeserver.membership(ours.roomId, botId), 'join')
  assert.deepEqual(world.homeserver.said(ours.roomId), [])
})

test('an invitation that was taken back is no failure', async () => {
  await using world = await openWorld()
  const event = invite(world, nurse, true)
  world.homeserver.refuse = (method) =>
    method === 'join' ? new MatrixError('M_FORBIDDEN', { status: 403 }) : undefined
  // At first it may only have come before the inviting server was done with it.
  await assert.rejects(world.deliver(event), { code: 'M_FORBIDDEN', retryable: true })
  world.now += 31_000
  await world.work()
  assert.equal(await world.store.directUser(event.roomId), undefined)
})

test('an invitation of another server that comes too early is taken up by the next try', async () => {
  await using world = await openWorld()
  const event = invite(world, nurse, true)
  world.homeserver.refuse = (method) =>
    method === 'join' ? new MatrixError('M_FORBIDDEN', { status: 403 }) : undefined
  await assert.rejects(world.deliver(event), { retryable: true })
  world.homeserver.refuse = () => undefined
  await world.work()
  assert.equal(await world.store.directUser(event.roomId), nurse)
})

test('a notice is posted silently, once, and audited', async () => {
  await using world = await openWorld()
  const counts = { medicatie: 2, meting: 1 }
  const body = JSON.stringify({ kind: 'notice', patient, counts })
  await world.accept({ id: 'notice:1', lane: world.roomId, body, late: false })
  world.homeserver.crashAfter = 2
  await assert.rejects(world.work())
  world.homeserver.crashAfter = undefined
  world.restart()
  await world.work()
  assert.deepEqual(world.homeserver.said(world.roomId), [
    'Nieuw in het dossier: medicatie (2), meting (1). Typ !medicatie of !metingen.',
  ])
  assert.equal(world.homeserver.sent[0]?.content['msgtype'], 'm.notice')
  const [line] = await world.store.auditTrail({ patient })
  assert.deepEqual([line?.action, line?.who, line?.outcome], ['notice', 'system', 'ok'])
})

test('a notice for an encrypted room is not posted, and the audit trail says so', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  const body = JSON.stringify({ kind: 'notice', patient, counts: { meting: 1 } })
  await world.accept({ id: 'notice:1', lane: roomId, body, late: false })
  await world.work()
  assert.deepEqual(homeserver.sent, [])
  const [line] = await world.store.auditTrail({ patient })
  assert.equal(line?.outcome, 'encrypted')
})

test('a prompt nobody answered says in its first line that it is over', async () => {
  await using world = await openWorld()
  const { eventId } = await world.type(nurse, '!stuur huisarts')
  world.now += 10 * 60_000 + 1
  await world.accept(expiry(world, eventId))
  await world.work()
  const edit = bodyOf(world.homeserver.sent.at(-1)?.content ?? {})
  assert.match(edit, /^Verlopen om 09:10 – niets verstuurd\nJ\. Jansen/)
  assert.equal((await world.store.prompt(eventId))?.state, 'expired')
})

test('an expired prompt shows nothing of the patient to who came in since', async () => {
  await using world = await openWorld()
  const { eventId } = await world.type(nurse, '!stuur huisarts')
  world.homeserver.member(world.roomId, stranger, 'join')
  world.now += 10 * 60_000 + 1
  await world.accept(expiry(world, eventId))
  await world.work()
  assert.equal(
    bodyOf(world.homeserver.sent.at(-1)?.content ?? {}),
    'Verlopen om 09:10 – niets verstuurd',
  )
})

test('a team that is read for the end of a prompt is on the audit trail as read by the bot', async () => {
  await using world = await openWorld()
  const { eventId } = await world.type(nurse, '!stuur huisarts')
  const before = (await world.store.auditTrail({})).length
  world.now += 10 * 60_000 + 1
  await world.accept(expiry(world, eventId))
  await world.work()
  const trail = (await world.store.auditTrail({})).slice(before)
  assert.deepEqual(
    trail.map(({ who, action, what, roomId, outcome }) => [who, action, what, roomId, outcome]),
    [['system', 'read', 'CareTeam', world.roomId, 'ok']],
  )
})

test('an expired prompt whose team cannot be read shows nothing of the patient either', async () => {
  await using world = await openWorld()
  const { eventId } = await world.type(nurse, '!stuur huisarts')
  world.teams.failure = new FhirError('timeout')
  world.now += 10 * 60_000 + 1
  await world.accept(expiry(world, eventId))
  await world.work()
  assert.equal(
    bodyOf(world.homeserver.sent.at(-1)?.content ?? {}),
    'Verlopen om 09:10 – niets verstuurd',
  )
})

test('an encrypted event in a plain room silences nobody', async () => {
  await using world = await openWorld()
  await world.deliver(
    world.homeserver.add(world.roomId, { type: 'm.room.encrypted', sender: nurse }),
  )
  await world.type(nurse, '!help')
  assert.deepEqual(world.homeserver.said(world.roomId), ['uitleg'])
  assert.deepEqual(world.encrypted, [])
})

test('an encrypted event in an encrypted room names the room to the operator', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  await world.deliver(homeserver.add(roomId, { type: 'm.room.encrypted', sender: nurse }))
  assert.deepEqual(world.encrypted, [roomId])
})

test('work nobody knows is not tried again', async () => {
  await using world = await openWorld()
  await world.accept({ id: 'other:1', lane: 'x', body: '{"kind":"other"}', late: false })
  await assert.rejects(world.work(), { code: 'unknown-work', retryable: false })
})
