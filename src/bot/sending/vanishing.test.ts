import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { answered, bodyOf } from '../../../test/fakes/homeserver.ts'
import { slowly } from '../../../test/fakes/slow.ts'
import { defineCommand } from '../../commands/command.ts'
import type { TaalPorts } from '../../commands/taal.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import { MatrixError } from '../gateway.ts'

const minute = 60_000

/** Writes when it is told what; without that it tells what there is. */
const asking = defineCommand<TaalPorts>({
  name: 'vraag',
  aliases: [],
  options: [],
  examples: [],
  access: 'write',
  place: 'room',
  summary: () => 'vraag',
  usage: () => 'vraag',
  run: async () => ({
    kind: 'answer',
    document: [paragraph('uit een andere bron')],
    refs: [{ ref: 'Communication/1', versionId: '1' }],
    reads: ['Communication'],
    foreign: [],
    outcome: 'ok',
  }),
})

const later = async (world: World, ms: number) => {
  world.now += ms
  await world.store.fireTimers(world.now)
  await world.work()
}

const stub = 'Antwoord op !lees verwijderd; opnieuw opvragen met !lees'

const note =
  'Dit bericht bevat gegevens van een andere bron en wordt om 09:15 verwijderd. Niet overnemen als dossier.'

test('an answer that may not stay says so, and is taken away after a quarter of an hour; a line stays', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  const event = await world.type(nurse, '!lees')
  const { homeserver, roomId } = world
  assert.deepEqual(homeserver.said(roomId), [`klinisch antwoord\n\n${note}`])
  await later(world, 15 * minute - 1)
  assert.deepEqual(homeserver.redacted, [])
  await later(world, 1)
  const answer = homeserver
    .room(roomId)
    .events.find(({ eventId }) => homeserver.redacted.includes(eventId))
  assert.equal(homeserver.redacted.length, 1)
  assert.deepEqual(answer?.content, {})
  assert.equal(homeserver.said(roomId).at(-1), stub)
  assert.equal(answered(homeserver.sent.at(-1)?.content ?? {}), event.eventId)
  const line = (await world.store.auditTrail({})).find(({ action }) => action === 'redact')
  assert.deepEqual(
    [line?.who, line?.what, line?.outcome, line?.roomId],
    ['system', 'lees 1', 'ok', roomId],
  )
})

test('the words of a line that stays never hold what was typed behind the command', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees metoprolol')
  await later(world, 15 * minute)
  assert.equal(world.homeserver.said(world.roomId).at(-1), stub)
})

test('after a restart in between the answer is taken away all the same, once', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees')
  world.restart()
  await later(world, 60 * minute)
  await later(world, 60 * minute)
  assert.equal(world.homeserver.redacted.length, 1)
  assert.equal(world.homeserver.said(world.roomId).filter((said) => said === stub).length, 1)
})

test('whatever call the process ends after, the answer is gone and one line stays', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    world.deeds.posting = 'ephemeral'
    await world.type(nurse, '!lees')
    world.now += 15 * minute
    await world.store.fireTimers(world.now)
    world.homeserver.crashAfter = call
    crashed = await world.work().then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.equal(new Set(world.homeserver.redacted).size, 1)
    assert.equal(world.homeserver.said(world.roomId).filter((said) => said === stub).length, 1)
  }
})

test('an answer that cannot be taken away is on the trail, and nothing says that it is gone', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees')
  world.homeserver.refuse = (method) =>
    method === 'redact' ? new MatrixError('M_FORBIDDEN', { status: 403 }) : undefined
  await later(world, 15 * minute)
  assert.ok(!world.homeserver.said(world.roomId).includes(stub))
  const line = (await world.store.auditTrail({})).find(({ action }) => action === 'redact')
  assert.equal(line?.outcome, 'failed 1')
})

test('an answer in the direct message that may not stay is taken away there', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees --privé')
  assert.ok(world.homeserver.said(direct)[0]?.endsWith(`klinisch antwoord\n\n${note}`))
  await later(world, 15 * minute)
  assert.equal(world.homeserver.redacted.length, 1)
  assert.equal(
    world.homeserver.said(direct).at(-1),
    'Antwoord op !lees uit de ruimte Zorgteam Blauwe Reiger verwijderd; opnieuw opvragen in die ruimte met !lees',
  )
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
})

test('a source that allows no answer in a room has it sent directly, to stay there', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.deeds.posting = 'dm'
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.source])
  assert.ok(world.homeserver.said(direct)[0]?.endsWith('\n\nklinisch antwoord'))
  await later(world, 24 * 60 * minute)
  assert.deepEqual(world.homeserver.redacted, [])
})

test('an answer of the own record stays as it is', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees')
  await later(world, 24 * 60 * minute)
  assert.deepEqual(world.homeserver.redacted, [])
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('when a notice stood for the answer, both events that carry words of it are emptied', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await slowly(world)
  await world.type(nurse, '!lees')
  const words = world.homeserver.sent.map(({ content }) => bodyOf(content))
  assert.equal(words.length, 2)
  await later(world, 15 * minute)
  assert.equal(world.homeserver.redacted.length, 2)
  const left = world.homeserver.room(world.roomId).events.map(({ content }) => bodyOf(content))
  assert.ok(left.every((body) => !body.includes('klinisch')))
})

test('in a room that was encrypted since, the answer is taken away and nothing is written', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees')
  const { homeserver, roomId } = world
  homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  await later(world, 15 * minute)
  assert.equal(homeserver.redacted.length, 1)
  assert.equal(homeserver.said(roomId).length, 1)
})

test('an answer whose picture can never be posted is taken away all the same', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  const png = new Uint8Array([1, 2, 3])
  const size = { png, width: 1000, height: 800 }
  const words = { blurhash: 'LKO2', filename: 'gewicht.png', caption: 'Gewicht' }
  world.deeds.picture = { ...size, thumbnail: size, ...words }
  world.homeserver.refuse = (method) =>
    method === 'upload' ? new MatrixError('M_UNKNOWN', { retryable: true }) : undefined
  await assert.rejects(world.type(nurse, '!lees'), MatrixError)
  await world.giveUp()
  await later(world, 15 * minute)
  assert.equal(world.homeserver.redacted.length, 1)
  assert.equal(world.homeserver.said(world.roomId).at(-1), stub)
})

test('what a first try sent is taken away, also when the second may not show it any more', async () => {
  let tries = 0
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    world.deeds.posting = 'ephemeral'
    world.homeserver.crashAfter = call
    crashed = await world.type(nurse, '!lees').then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    // By now the sources that may not stay do not answer.
    world.deeds.posting = 'persist'
    await world.work()
    const wasSent = world.homeserver
      .said(world.roomId)
      .some((said) => said.includes('wordt om 09:15 verwijderd'))
    tries += Number(wasSent)
    await later(world, 15 * minute)
    assert.equal(new Set(world.homeserver.redacted).size, Number(wasSent), `after call ${call}`)
  }
  assert.ok(tries > 1)
})

test('a command that writes and answers out of the record lets nothing stay that may not', async () => {
  await using world = await openWorld()
  world.deeds.posting = 'ephemeral'
  world.deeds.others = [asking]
  await world.type(nurse, '!vraag')
  assert.deepEqual(world.homeserver.said(world.roomId), [`uit een andere bron\n\n${note}`])
  await later(world, 15 * minute)
  assert.equal(world.homeserver.redacted.length, 1)
})

test('a command that writes puts nothing in the room of a source that allows no answer there', async () => {
  await using world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.deeds.posting = 'dm'
  world.deeds.others = [asking]
  await world.type(nurse, '!vraag')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.source])
  assert.match(world.homeserver.said(direct)[0] ?? '', /uit een andere bron$/u)
})
