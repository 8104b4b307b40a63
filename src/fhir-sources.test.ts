import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordedLog } from '../test/fakes/recorded-log.ts'
import { giveJson, type Seen, startLoopbackServer } from '../test/loopback-server.ts'
import { readConfig } from './config.ts'
import { createRecordReader } from './fhir/record/record.ts'
import { createFhirSource, createSources } from './fhir-source.ts'

const number = '999911120'
const system = 'http://fhir.nl/fhir/NamingSystem/bsn'
const nl = 'http://nictiz.nl/fhir/StructureDefinition/'
const signal = new AbortController().signal

const person = (id: string, ...numbers: readonly string[]) => ({
  resourceType: 'Patient',
  id,
  identifier: numbers.map((value) => ({ system, value })),
})

const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
})

const allergy = (id: string, patient: string) => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: { reference: patient },
  code: { text: 'Penicilline' },
})

/** A server that knows one patient, and one allergy of theirs. */
const startSource = (patient: string) =>
  startLoopbackServer((seen, response) => {
    const [path = ''] = seen.path.split('?')
    if (path.endsWith('/Patient/_search'))
      return giveJson(response, bundle(person(patient, number)))
    if (path.includes('/Patient/')) return giveJson(response, person(patient, number))
    if (path.endsWith('/AllergyIntolerance'))
      return giveJson(response, bundle(allergy('a', `Patient/${patient}`)))
    return giveJson(response, {}, 404)
  })

const openSources = (own: string, others: readonly object[], mode = 'open') => {
  const config = readConfig(
    {
      ZORGBOT_HOMESERVER_URL: 'http://127.0.0.1:8008',
      ZORGBOT_SERVER_NAME: 'zorg.example',
      ZORGBOT_AS_TOKEN: 'as-token-secret',
      ZORGBOT_HS_TOKEN: 'hs-token-secret',
      ZORGBOT_FHIR_URL: `${own}/fhir`,
      ZORGBOT_FHIR_NAME: 'Dossier',
      ZORGBOT_FHIR_MODE: mode,
      ZORGBOT_FHIR_SOURCES: '/sources.json',
    },
    (path) => (path === '/sources.json' ? JSON.stringify(others) : 'TOKEN-9f2c'),
  )
  const { log, lines } = recordedLog()
  const client = createFhirSource(config, log)
  const made = createSources(config, client, log)
  const close = async () => {
    await Promise.all([client.close(), made.close()])
  }
  return { ...made, lines, [Symbol.asyncDispose]: close }
}

const asked = (seen: readonly Seen[]) =>
  seen.map(({ method, path, body }) => `${method} ${decodeURIComponent(path)} ${body}`.trim())

const questions = [
  {
    type: 'AllergyIntolerance',
    params: { _include: 'AllergyIntolerance:recorder', date: 'ge2020' },
  },
] as const

test('another source is asked by the number of the patient, never in an address, and then by its own id', async () => {
  await using own = await startSource('p1')
  await using pharmacy = await startSource('x7')
  await using made = openSources(own.url, [
    { name: 'Apotheek', url: `${pharmacy.url}/r4`, tokenFile: '/token' },
  ])
  const { sources, value } = await createRecordReader(made.sources).ask(
    'Patient/p1',
    questions,
    signal,
  )
  assert.deepEqual(sources, [
    { label: 'Dossier', failed: [] },
    { label: 'Apotheek', failed: [] },
  ])
  assert.deepEqual(
    value.of('AllergyIntolerance').map(({ key }) => key),
    ['AllergyIntolerance/a', 'AllergyIntolerance/a @Apotheek'],
  )
  assert.deepEqual(asked(pharmacy.seen), [
    `POST /r4/Patient/_search identifier=${encodeURIComponent(`${system}|${number}`)}`,
    'GET /r4/AllergyIntolerance?patient=Patient/x7&_count=100&_include=AllergyIntolerance:recorder&date=ge2020',
  ])
  for (const { headers } of pharmacy.seen)
    assert.equal(headers['authorization'], 'Bearer TOKEN-9f2c')
  for (const { path } of [...own.seen, ...pharmacy.seen]) assert.ok(!path.includes(number))
  assert.ok(pharmacy.seen.every(({ headers }) => headers['prefer'] === 'handling=strict'))
})

test('a source with the Dutch agreement is asked nothing but what is agreed', async () => {
  await using own = await startSource('p1')
  await using practice = await startSource('x7')
  await using made = openSources(own.url, [
    { name: 'Huisarts', url: `${practice.url}/fhir`, mode: 'strict-nl', deadlineSeconds: 60 },
  ])
  const reader = createRecordReader(made.sources)
  const ask = () => reader.ask('Patient/p1', [...questions, { type: 'Task' }], signal)
  const first = await ask()
  assert.deepEqual(first.sources[1], {
    label: 'Huisarts',
    failed: [{ part: 'Task', code: 'not-agreed' }],
  })
  await ask()
  const profiles = ['nl-core-AllergyIntolerance', 'zib-AllergyIntolerance']
  assert.deepEqual(asked(practice.seen.slice(1)), [
    `GET /fhir/AllergyIntolerance?patient=Patient/x7&_profile=${profiles
      .map((name) => `${nl}${name}`)
      .join(',')}&_count=100`,
  ])
  assert.deepEqual(
    made.sources.map(({ posting, deadlineMs, remembered }) => ({
      posting,
      deadlineMs,
      remembered,
    })),
    [
      { posting: 'persist', deadlineMs: 24_000, remembered: undefined },
      { posting: 'ephemeral', deadlineMs: 30_000, remembered: true },
    ],
  )
})

test('the own record can have the Dutch agreement too', async () => {
  await using own = await startSource('p1')
  await using made = openSources(own.url, [], 'strict-nl')
  await createRecordReader(made.sources).ask('Patient/p1', questions, signal)
  assert.match(
    asked(own.seen)[0] ?? '',
    /^GET \/fhir\/AllergyIntolerance\?patient=Patient\/p1&_profile=http/u,
  )
})

test('each other source is asked once what it can; one that is silent about it is used all the same', async () => {
  await using own = await startSource('p1')
  await using pharmacy = await startSource('x7')
  await using made = openSources(own.url, [{ name: 'Apotheek', url: `${pharmacy.url}/r4` }])
  await made.check(signal)
  assert.deepEqual(asked(pharmacy.seen), ['GET /r4/metadata'])
  const { sources } = await createRecordReader(made.sources).ask('Patient/p1', questions, signal)
  assert.deepEqual(sources[1], { label: 'Apotheek', failed: [] })
})
