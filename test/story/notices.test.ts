import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Flag, Observation, Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { CLIENTS } from '../../packages/fhir-sandbox/src/demo-people.ts'
import type { ClientEvent } from '../../scripts/client/event.ts'
import { assertReplyInvariant } from '../flatten.ts'
import { botMessages } from './bot-messages.ts'
import { enterBoth, enterFirstClient } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>
let secondRoom: string

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
  secondRoom = (await enterBoth(world, first.doctor, [first])).roomId
})

after(() => world.close())

const isNotice = (event: ClientEvent): boolean =>
  String(event.content['body']).startsWith('Nieuw in het dossier')

const noticesIn = (roomId: string): readonly ClientEvent[] =>
  botMessages(world, first.doctor, roomId).filter(isNotice)

const textsIn = (roomId: string): readonly string[] => noticesIn(roomId).map(textOf)

/** Waits for the next notice in a room and gives its words. */
const nextNotice = async (roomId: string, known: number): Promise<string> =>
  textOf(await until('a notice', () => noticesIn(roomId)[known]))

/** Waits until the bot has looked at the record from now on, and is not looking at this moment. */
const betweenLooks = async (): Promise<void> => {
  const start = world.fhir.searches()
  let last = { count: start, at: Date.now() }
  await until('a look at the record', () => {
    const count = world.fhir.searches()
    if (count !== last.count) last = { count, at: Date.now() }
    return last.count >= start + 10 && Date.now() - last.at > 100 ? true : undefined
  })
}

const subject = (n: 0 | 1) => ({ reference: `Patient/${CLIENTS[n]}` })

const weight = (id: string, n: 0 | 1): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: subject(n),
  effectiveDateTime: new Date().toISOString(),
  valueQuantity: { value: 71.3, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' },
})

const flag = (id: string, n: 0 | 1): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: { text: 'Valgevaar' },
  subject: subject(n),
})

/** A stored resource of the demonstration under another id, as if it were written now. */
const copyOf = (id: string, copy: string): Resource => {
  const found = demoResources({ serverName: 'zorg.test', now: new Date() }).find(
    (resource) => resource.id === id,
  )
  assert.ok(found !== undefined)
  return { ...found, id: copy }
}

test('what stood in the record before the bot came is announced to nobody', async () => {
  await betweenLooks()
  assert.deepEqual([textsIn(first.roomId), textsIn(secondRoom)], [[], []])
})

test('a burst of changes is one silent notice for each patient, with counts and no content', async () => {
  await betweenLooks()
  const loaded = Date.now()
  await world.fhir.load([
    copyOf('demo-metoprolol-ma', 'new-agreement'),
    copyOf('demo-metoprolol-ta', 'new-administration'),
    weight('new-weight', 0),
    copyOf('demo-allergie-pleister', 'new-allergy'),
    copyOf('demo-taak-wegen', 'new-task'),
    flag('new-flag', 0),
    weight('new-weight-1', 1),
    weight('new-weight-2', 1),
  ])
  assert.equal(
    await nextNotice(first.roomId, 0),
    'Nieuw in het dossier: waarschuwing (1), allergie (1), medicatie (2), meting (1), taak (1). Typ !waarschuwingen of !allergie of !medicatie of !metingen of !taken.',
  )
  assert.ok(Date.now() - loaded < 5000, 'later than the poll interval and a moment')
  assert.equal(await nextNotice(secondRoom, 0), 'Nieuw in het dossier: meting (2). Typ !metingen.')
  for (const { content } of [...noticesIn(first.roomId), ...noticesIn(secondRoom)]) {
    assert.equal(content['msgtype'], 'm.notice')
    assert.deepEqual(content['m.mentions'], {})
    assert.equal(content['m.relates_to'], undefined)
    assert.equal(content['nl-ta-chat.fhir'], undefined)
  }
})

test('the sentence of two medications and a measurement', async () => {
  await betweenLooks()
  await world.fhir.load([
    copyOf('demo-furosemide-ma', 'new-agreement-2'),
    copyOf('demo-furosemide-ta', 'new-administration-2'),
    weight('new-weight-3', 0),
  ])
  assert.equal(
    await nextNotice(first.roomId, 1),
    'Nieuw in het dossier: medicatie (2), meting (1). Typ !medicatie of !metingen.',
  )
})

test('a new version of a known resource is announced again', async () => {
  await betweenLooks()
  await world.fhir.load([{ ...weight('new-weight-3', 0), status: 'amended' }])
  assert.equal(
    await nextNotice(first.roomId, 2),
    'Nieuw in het dossier: meting (1). Typ !metingen.',
  )
})

test('across a crash and a restart each change is announced once, also what changed meanwhile', async () => {
  await betweenLooks()
  await world.fhir.load([flag('flag-before', 0)])
  await nextNotice(first.roomId, 3)
  await world.bot.kill()
  await world.fhir.load([flag('flag-meanwhile', 0)])
  await world.bot.start()
  await world.bot.untilReady()
  assert.equal(
    await nextNotice(first.roomId, 4),
    'Nieuw in het dossier: waarschuwing (1). Typ !waarschuwingen.',
  )
  assert.equal(await world.bot.stop(), 0)
  await world.bot.start()
  await world.bot.untilReady()
  await betweenLooks()
  await world.fhir.load([flag('flag-after', 1)])
  await nextNotice(secondRoom, 1)
  assert.equal(textsIn(first.roomId).length, 5)
  assert.equal(textsIn(secondRoom).length, 2)
})

test('a change that is of no patient with a room is announced nowhere', async () => {
  await betweenLooks()
  await world.fhir.load([
    { resourceType: 'Patient', id: 'somebody-else' },
    { ...flag('flag-elsewhere', 0), subject: { reference: 'Patient/somebody-else' } },
  ])
  await betweenLooks()
  await world.fhir.load([flag('flag-last', 1)])
  await nextNotice(secondRoom, 2)
  assert.equal(textsIn(first.roomId).length, 5)
})

test('every notice is fit to be shown', () => {
  const all = [...noticesIn(first.roomId), ...noticesIn(secondRoom)]
  assert.equal(all.length, 8)
  for (const { content } of all) assertReplyInvariant(content)
})
