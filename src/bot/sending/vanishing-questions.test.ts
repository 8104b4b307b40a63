import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { type Command, defineCommand, type Outcome } from '../../commands/command.ts'
import type { TaalPorts } from '../../commands/taal.ts'
import { nl } from '../../i18n/nl.ts'
import { heading, paragraph } from '../../reply/document.ts'

const minute = 60_000

const refs = [{ ref: 'MedicationRequest/9', versionId: '1', source: 'Apotheek' }]

/** Proposes something of another source. */
const writing = (name: string, outcome: Outcome): Command<TaalPorts> =>
  defineCommand({
    name,
    aliases: [],
    options: [],
    examples: [],
    access: 'write',
    place: 'room',
    summary: () => name,
    usage: () => name,
    run: async () => outcome,
    carryOut: async () => ({
      kind: 'done',
      document: [paragraph('vastgelegd')],
      promptLine: 'Voorstel bevestigd',
      refs: [{ ref: 'MedicationRequest/1', versionId: '1' }],
      writes: ['MedicationRequest/1'],
    }),
  })

const confirm = writing('stelvoor', {
  kind: 'confirm',
  draft: {},
  refs,
  preview: (code) => [
    heading('Bevestig', 'J. Jansen'),
    paragraph('metoprolol van elders'),
    paragraph(`typ ja ${code}`),
  ],
})

const choose = writing('waarvan', {
  kind: 'choose',
  document: [paragraph('1. metoprolol van elders')],
  choices: [{ words: ['a'], options: {}, text: '' }],
  refs,
})

const refuse = writing('weiger', {
  kind: 'misused',
  document: [paragraph('metoprolol is elders gestopt')],
  refs,
})

const later = async (world: World, ms: number) => {
  world.now += ms
  await world.store.fireTimers(world.now)
  await world.work()
}

const opened = async (posting: 'ephemeral' | 'dm' | 'persist') => {
  const world = await openWorld()
  world.deeds.posting = posting
  world.deeds.others = [confirm, choose, refuse]
  return world
}

const note =
  'Dit bericht bevat gegevens van een andere bron en wordt om 09:15 verwijderd. Niet overnemen als dossier.'

const bodies = ({ homeserver, roomId }: World) =>
  homeserver.room(roomId).events.map(({ content }) => JSON.stringify(content))

test('a preview with facts of a source that may not stay says so, and is taken away', async () => {
  await using world = await opened('ephemeral')
  await world.type(nurse, '!stelvoor')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    `Bevestig\nJ. Jansen\n\nmetoprolol van elders\n\ntyp ja 4821\n\n${note}`,
  ])
  await later(world, 15 * minute)
  assert.ok(bodies(world).every((body) => !body.includes('metoprolol')))
  assert.equal(
    world.homeserver.said(world.roomId).at(-1),
    'Antwoord op !stelvoor verwijderd; opnieuw opvragen met !stelvoor',
  )
})

test('what such a preview becomes when it is confirmed, refused or too late repeats none of it', async () => {
  for (const end of ['ja 4821', 'nee 4821', undefined]) {
    await using world = await opened('ephemeral')
    await world.type(nurse, '!stelvoor')
    if (end === undefined) {
      world.now += 11 * minute
      await world.expire()
    } else await world.type(nurse, end)
    const edits = world.homeserver.sent.filter(({ content }) => 'm.new_content' in content)
    assert.equal(edits.length, 1)
    await later(world, 15 * minute)
    assert.ok(
      bodies(world).every((body) => !body.includes('metoprolol')),
      end ?? 'too late',
    )
    assert.equal(world.homeserver.redacted.length, 1)
  }
})

test('what is said of a confirmed write stays, because it rests on the own record', async () => {
  await using world = await opened('ephemeral')
  await world.type(nurse, '!stelvoor')
  world.deeds.posting = 'persist'
  await world.type(nurse, 'ja 4821')
  await later(world, 60 * minute)
  assert.ok(world.homeserver.said(world.roomId).includes('vastgelegd'))
  assert.ok(bodies(world).some((body) => body.includes('vastgelegd')))
})

test('a list to choose from is taken away as well', async () => {
  await using world = await opened('ephemeral')
  await world.type(nurse, '!waarvan')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    `1. metoprolol van elders\n\n${nl.bot.questionEnds('09:10')}\n\n${note}`,
  ])
  await later(world, 15 * minute)
  assert.ok(bodies(world).every((body) => !body.includes('metoprolol')))
})

test('why something cannot be done is taken away as well when another source says so', async () => {
  await using world = await opened('ephemeral')
  await world.type(nurse, '!weiger')
  assert.deepEqual(world.homeserver.said(world.roomId), [`metoprolol is elders gestopt\n\n${note}`])
  await later(world, 15 * minute)
  assert.ok(bodies(world).every((body) => !body.includes('metoprolol')))
})

for (const typed of ['!stelvoor', '!waarvan'])
  test(`${typed} asks nothing in the room about what a source allows in no room`, async () => {
    await using world = await opened('dm')
    await world.type(nurse, typed)
    assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.notInRoom])
    assert.deepEqual(await world.store.promptsOf(world.roomId), [])
  })

test('why something cannot be done is told directly when its source allows nothing in a room', async () => {
  await using world = await opened('dm')
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  await world.type(nurse, '!weiger')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.source])
  assert.match(world.homeserver.said(direct)[0] ?? '', /metoprolol is elders gestopt$/u)
})

test('a preview of the own record stays as it is', async () => {
  await using world = await opened('persist')
  await world.type(nurse, '!stelvoor')
  await later(world, 60 * minute)
  assert.deepEqual(world.homeserver.redacted, [])
})

test('whatever call the process ends after, such a preview is taken away', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await opened('ephemeral')
    world.homeserver.crashAfter = call
    crashed = await world.type(nurse, '!stelvoor').then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.equal(world.homeserver.said(world.roomId).length, 1)
    await later(world, 15 * minute)
    assert.ok(
      bodies(world).every((body) => !body.includes('metoprolol')),
      `after call ${call}`,
    )
  }
})
