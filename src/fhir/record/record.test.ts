import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flag, Observation, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type ResourceOf, type SearchParams } from '../fhir.ts'
import { keyOf, ownSource, partsOfKey, postingOf, type Source } from '../server/source.ts'
import { strictClient } from '../server/strict-nl.ts'
import { createRecordReader, createRecordReaders, foreignSource } from './record.ts'

const signal = new AbortController().signal

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

type Answer = {
  readonly matches?: readonly Resource[]
  readonly included?: readonly Resource[]
  readonly complete?: boolean
}

type Door = Source['client'] & { readonly asked: (SearchParams & { readonly type: string })[] }

/** A client that answers by type, and remembers what it was asked. */
const door = (
  answers: Readonly<Partial<Record<ResourceType, Answer | FhirError | 'silence'>>>,
  unsupported: readonly string[] = [],
): Door => {
  const asked: Door['asked'] = []
  const search: FhirClient['search'] = async (type, params, options) => {
    asked.push({ type, ...params })
    const answer: Answer | FhirError | 'silence' = answers[type] ?? {}
    if (answer instanceof FhirError) throw answer
    if (answer === 'silence') {
      const given = Promise.withResolvers<never>()
      options?.signal?.addEventListener('abort', () => given.reject(options.signal?.reason))
      return given.promise
    }
    return {
      matches: (answer.matches ?? []).filter(isType(type)),
      included: new Map(
        (answer.included ?? []).map((each) => [`${each.resourceType}/${each.id}`, each]),
      ),
      complete: answer.complete ?? true,
    }
  }
  const read: FhirClient['read'] = async (type, id) => {
    const answer = answers[type]
    const matches =
      answer === undefined || answer === 'silence' || answer instanceof FhirError
        ? []
        : answer.matches
    const found = (matches ?? []).filter(isType(type)).find((each) => each.id === id)
    if (found === undefined) throw new FhirError('not-found')
    return found
  }
  return { asked, search, read, supports: (_, name) => !unsupported.includes(name) }
}

/** For a source that knows nobody by that name. */
const nobody = 'nobody'

const other = (
  label: string,
  client: Source['client'],
  there: string | FhirError = 'Patient/9',
  more: Partial<Source> = {},
): Source => ({
  label,
  own: false,
  client,
  patientOf: async () => {
    if (there instanceof FhirError) throw there
    return there === nobody ? undefined : there
  },
  ...more,
})

const flag = (id: string, patient = 'Patient/1', more: Partial<Flag> = {}): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: { text: id },
  subject: { reference: patient },
  ...more,
})

const observation = (id: string, patient = 'Patient/1'): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: id },
  subject: { reference: patient },
})

const flags = [{ type: 'Flag' }] as const

test('every source is asked by its own reference of the patient, and each record says where it is from', async () => {
  const own = door({ Flag: { matches: [flag('a')] } })
  const there = door({ Flag: { matches: [flag('a', 'Patient/9')] } })
  const reader = createRecordReader([ownSource('Dossier', own), other('Huisarts', there)])
  const { value, refs, sources } = await reader.ask('Patient/1', flags, signal)
  assert.deepEqual(own.asked, [{ type: 'Flag', patient: 'Patient/1', _count: '100' }])
  assert.deepEqual(there.asked, [{ type: 'Flag', patient: 'Patient/9', _count: '100' }])
  assert.deepEqual(
    value.of('Flag').map((each) => [each.key, each.source, foreignSource(each)]),
    [
      ['Flag/a', 'Dossier', undefined],
      ['Flag/a @Huisarts', 'Huisarts', 'Huisarts'],
    ],
  )
  assert.deepEqual(refs, [{ ref: 'Flag/a' }, { ref: 'Flag/a', source: 'Huisarts' }])
  assert.deepEqual(sources, [
    { label: 'Dossier', failed: [] },
    { label: 'Huisarts', failed: [] },
  ])
})

test('what fails is named by source, and takes nothing away from the others', async () => {
  const reader = createRecordReader([
    ownSource('Dossier', door({ Flag: { matches: [flag('a')], complete: false } })),
    other('Apotheek', door({ Flag: new FhirError('forbidden') })),
    other('Huisarts', door({}), nobody),
    other('Ziekenhuis', door({}), new FhirError('ambiguous')),
  ])
  const { value, sources } = await reader.ask('Patient/1', flags, signal)
  assert.deepEqual(
    value.of('Flag').map(({ key }) => key),
    ['Flag/a'],
  )
  assert.deepEqual(sources, [
    { label: 'Dossier', failed: [{ part: 'Flag', code: 'incomplete' }] },
    { label: 'Apotheek', failed: [{ part: 'Flag', code: 'forbidden' }] },
    { label: 'Huisarts', failed: [{ part: '', code: 'unknown-patient' }] },
    { label: 'Ziekenhuis', failed: [{ part: '', code: 'ambiguous' }] },
  ])
})

test('a source is not asked for a type that its server says it does not have, and nothing failed there', async () => {
  const own = door({
    Flag: { matches: [flag('a')] },
    EpisodeOfCare: new FhirError('not-found'),
  })
  const reader = createRecordReader([
    ownSource('Dossier', { ...own, serves: (type) => type === 'Flag' }),
  ])
  const asked = [{ type: 'Flag' }, { type: 'EpisodeOfCare' }] as const
  const { value, sources } = await reader.ask('Patient/1', asked, signal)
  assert.deepEqual(
    value.of('Flag').map(({ key }) => key),
    ['Flag/a'],
  )
  assert.deepEqual(
    own.asked.map(({ type }) => type),
    ['Flag'],
  )
  assert.deepEqual(sources, [
    { label: 'Dossier', failed: [{ part: 'EpisodeOfCare', code: 'not-agreed' }] },
  ])
})

test('a source that is silent until its deadline is a time-out, beside what it did answer', async () => {
  const slow = door({ Flag: 'silence', Observation: { matches: [observation('o', 'Patient/9')] } })
  const reader = createRecordReader([
    ownSource('Dossier', door({ Flag: { matches: [flag('a')] } })),
    other('Huisarts', slow, 'Patient/9', { deadlineMs: 30 }),
  ])
  const questions = [{ type: 'Flag' }, { type: 'Observation' }] as const
  const { value, sources } = await reader.ask('Patient/1', questions, signal)
  assert.deepEqual(sources[1], { label: 'Huisarts', failed: [{ part: 'Flag', code: 'timeout' }] })
  assert.deepEqual(
    [...value.of('Flag'), ...value.of('Observation')].map(({ key }) => key),
    ['Flag/a', 'Observation/o @Huisarts'],
  )
})

test('a patient that is not found there before the deadline is a time-out of that source', async () => {
  const waiting: Source = {
    ...other('Huisarts', door({}), nobody, { deadlineMs: 20 }),
    patientOf: () => Promise.withResolvers<string>().promise,
  }
  const reader = createRecordReader([ownSource('Dossier', door({})), waiting])
  const { sources } = await reader.ask('Patient/1', flags, signal)
  assert.deepEqual(sources[1], { label: 'Huisarts', failed: [{ part: '', code: 'timeout' }] })
})

test('who asked and went away is no time-out of a source', async () => {
  const gone = new AbortController()
  const reader = createRecordReader([
    other('Huisarts', door({ Flag: 'silence' }), 'Patient/9', { deadlineMs: 5000 }),
  ])
  const asking = reader.ask('Patient/1', flags, gone.signal)
  gone.abort()
  await assert.rejects(asking, { name: 'AbortError' })
})

test('records of another patient are dropped and named, also those that came along', async () => {
  const reader = createRecordReader([
    other(
      'Huisarts',
      door({
        Flag: {
          matches: [flag('a', 'Patient/9'), flag('b', 'Patient/1')],
          included: [
            observation('mine', 'Patient/9'),
            observation('theirs', 'Patient/8'),
            { resourceType: 'Organization', id: 'o' },
          ],
        },
      }),
    ),
  ])
  const { value, foreign } = await reader.ask('Patient/1', flags, signal)
  const [found] = value.of('Flag')
  assert.deepEqual(
    [...(found?.included.keys() ?? [])],
    ['Observation/mine', 'Organization/o', 'Flag/a'],
  )
  assert.deepEqual(foreign, ['Flag/b @Huisarts', 'Observation/theirs @Huisarts'])
})

test('a source is not asked by what it cannot search by, and not twice for the same', async () => {
  const client = door({}, ['code', 'category'])
  const reader = createRecordReader([other('Huisarts', client)])
  await reader.ask(
    'Patient/1',
    [
      { type: 'Observation', params: { code: 'x', _sort: '-date' } },
      { type: 'Observation', params: { category: 'y', _sort: '-date' } },
      { type: 'Observation', params: { _sort: '-date', date: 'ge2026' } },
    ],
    signal,
  )
  assert.deepEqual(client.asked, [
    { type: 'Observation', patient: 'Patient/9', _count: '100', _sort: '-date' },
  ])
})

test('a source with an agreement says what it is not asked, beside what it is', async () => {
  const client = door({ Observation: { matches: [observation('a', 'Patient/9')] } })
  const strict = strictClient(client, 'refused')
  const reader = createRecordReader([other('Huisarts', strict)])
  const weight = { code: 'http://loinc.org|29463-7', _count: '50', _sort: '-date' }
  const report = { code: 'http://snomed.info/sct|11591000146107' }
  const questions = [
    { type: 'Observation', params: { category: 'vital-signs' } },
    { type: 'Observation', params: weight },
    { type: 'Observation', params: report },
    { type: 'Task' },
    { type: 'Task', params: { status: 'requested' } },
  ] as const
  const { sources, value } = await reader.ask('Patient/1', questions, signal)
  assert.deepEqual(sources, [
    {
      label: 'Huisarts',
      failed: [
        { part: 'Observation', code: 'not-agreed' },
        { part: 'Task', code: 'not-agreed' },
      ],
    },
  ])
  assert.deepEqual(
    value.of('Observation').map(({ key }) => key),
    ['Observation/a @Huisarts'],
  )
  assert.deepEqual(
    client.asked.map(({ _profile, ...asked }) => asked),
    [{ type: 'Observation', patient: 'Patient/9', _count: '100' }],
  )
})

test('what a source with an agreement answered is not asked again within five minutes, unless refreshed', async () => {
  let now = Date.parse('2026-01-12T09:31:00Z')
  const client = door({ Flag: { matches: [flag('a', 'Patient/9')] } })
  const forgotten: string[] = []
  const source = other('Huisarts', client, 'Patient/9', {
    remembered: true,
    forget: (patient) => forgotten.push(patient),
  })
  const readers = createRecordReaders([source], () => now)
  const ask = (asker: string, patient = 'Patient/1') =>
    readers.for(asker).ask(patient, flags, signal)
  const first = await ask('@jansen')
  assert.deepEqual(first.sources, [{ label: 'Huisarts', failed: [] }])
  now += 299_000
  const again = await ask('@jansen')
  assert.equal(client.asked.length, 1)
  assert.deepEqual(again.sources, [
    { label: 'Huisarts', failed: [], fetchedAt: new Date('2026-01-12T09:31:00Z') },
  ])
  assert.deepEqual(
    again.value.of('Flag').map(({ key }) => key),
    ['Flag/a @Huisarts'],
  )
  await ask('@bakker')
  await ask('@jansen', 'Patient/2')
  assert.equal(client.asked.length, 3, 'another person or patient is another question')
  readers.refresh('Patient/1', '@jansen')
  assert.deepEqual(forgotten, ['Patient/1'])
  await ask('@jansen')
  await ask('@bakker')
  assert.equal(client.asked.length, 4, 'only the session of who refreshed was forgotten')
  now += 300_000
  await ask('@jansen')
  assert.equal(client.asked.length, 5)
})

test('what was written about a patient makes the own record be asked anew by everybody, and no other source', async () => {
  const [own, practice] = [door({ Flag: { matches: [] } }), door({ Flag: { matches: [] } })]
  const readers = createRecordReaders([
    { ...other('Dossier', own, 'Patient/1', { remembered: true }), own: true },
    other('Huisarts', practice, 'Patient/9', { remembered: true }),
  ])
  const ask = (asker: string, patient = 'Patient/1') =>
    readers.for(asker).ask(patient, flags, signal)
  const everybody = async () => {
    for (const asker of ['@jansen', '@bakker']) await ask(asker)
    await ask('@jansen', 'Patient/11')
  }
  await everybody()
  readers.changed('Patient/1')
  await everybody()
  assert.equal(own.asked.length, 5)
  assert.equal(practice.asked.length, 3)
})

test('what failed at a source with an agreement is not asked again so soon either, and elsewhere it is', async () => {
  const now = Date.parse('2026-01-12T09:31:00Z')
  const answers = { Flag: new FhirError('unavailable') }
  const [strict, free] = [door(answers), door(answers)]
  const sources = [other('Huisarts', strict, 'Patient/9', { remembered: true }), other('X', free)]
  const reader = createRecordReaders(sources, () => now).for('@jansen')
  const failed = [{ part: 'Flag', code: 'unavailable' }]
  assert.deepEqual((await reader.ask('Patient/1', flags, signal)).sources[0], {
    label: 'Huisarts',
    failed,
  })
  assert.deepEqual((await reader.ask('Patient/1', flags, signal)).sources, [
    { label: 'Huisarts', failed, fetchedAt: new Date(now) },
    { label: 'X', failed },
  ])
  assert.deepEqual([strict.asked.length, free.asked.length], [1, 2])
})

test('a key names one record of one source, as it is now, if it is this patient’s', async () => {
  const own = door({ Flag: { matches: [flag('a')] } })
  const there = door({ Flag: { matches: [flag('a', 'Patient/9'), flag('b', 'Patient/8')] } })
  const reader = createRecordReader([ownSource('Dossier', own), other('Huisarts Pulver', there)])
  const look = async (key: string) => (await reader.look('Patient/1', key, signal))?.source
  assert.equal(await look('Flag/a'), 'Dossier')
  assert.equal(await look('Flag/a @Huisarts Pulver'), 'Huisarts Pulver')
  assert.equal(await look('Flag/b @Huisarts Pulver'), undefined)
  assert.equal(await look('Flag/a @Apotheek'), undefined)
  assert.equal(await look('Flag/gone'), undefined)
  assert.equal(await look('Practitioner/a'), undefined)
})

test('a key holds the reference and the source, also when the name holds an @', () => {
  const key = keyOf('Flag/a', { label: 'info@zorg', own: false })
  assert.deepEqual(partsOfKey(key), { ref: 'Flag/a', label: 'info@zorg' })
  assert.deepEqual(partsOfKey('Flag/a'), { ref: 'Flag/a', label: undefined })
})

test('an answer is posted as the most careful of its sources wants it', () => {
  const sources = [
    ownSource('Dossier', door({})),
    other('Huisarts', door({}), nobody, { posting: 'persist' }),
    other('Apotheek', door({})),
    other('Ggz', door({}), nobody, { posting: 'dm' }),
  ]
  const from = (...labels: readonly (string | undefined)[]) =>
    postingOf(
      sources,
      labels.map((source) => (source === undefined ? {} : { source })),
    )
  assert.equal(from(), 'persist')
  assert.equal(from(undefined, 'Huisarts'), 'persist')
  assert.equal(from(undefined, 'Apotheek', 'Huisarts'), 'ephemeral')
  assert.equal(from('Ggz', 'Apotheek'), 'dm')
  assert.equal(from('Unheard of'), 'ephemeral')
})
