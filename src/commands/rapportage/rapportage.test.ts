import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Composition, Observation, Resource, ResourceType } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import {
  clinicalContext,
  patient,
  recordOver,
  type Source,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { eventOf } from '../../../test/record-context.ts'
import { type FhirClient, FhirError, type ResourceOf, type SearchResult } from '../../fhir/fhir.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { ownSource } from '../../fhir/server/source.ts'
import { toText } from '../../reply/text.ts'
import { rapportage } from './rapportage.ts'

const ask = async (source: Source | readonly Resource[], ...words: readonly string[]) => {
  const given = 'records' in source ? source : { records: source }
  const answer = shown(await rapportage.run(clinicalContext(given), typed(...words)))
  eventOf(answer.document)
  return answer
}

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
})

const subject = { reference: patient }

const report = (id: string, valueString: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: snomed('11591000146107', 'patiëntcontactverslag'),
  subject,
  effectiveDateTime: '2026-01-12T08:00:00+01:00',
  performer: [{ type: 'PractitionerRole', display: 'Verzorgende, Thuiszorg Om en Bij' }],
  valueString,
  ...more,
})

const line = (id: string, valueString: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: snomed('1', 'x'),
  subject,
  valueString,
  ...more,
})

const consult: Composition = {
  resourceType: 'Composition',
  id: 'c1',
  status: 'final',
  type: { coding: [{ system: 'http://loinc.org', code: '67781-5' }] },
  subject,
  date: '2026-01-10',
  author: [{ type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' }],
  title: 'Hoesten',
  section: [
    { code: snomed('255362007', 'Subjective'), entry: [{ reference: 'Observation/s' }] },
    { code: snomed('129265001', 'Evaluatie'), entry: [{ reference: 'Observation/e' }] },
    { code: snomed('129271007', 'Beleid'), entry: [{ reference: 'Observation/p' }] },
  ],
}

const records = [
  report('o1', 'Mevrouw slaapt goed.\nGewicht vanochtend:\n72,4 kg'),
  consult,
  line('s', 'Sinds 2 maanden hoesten.'),
  line('e', 'Bijwerking ACE-remmer'),
  line('p', 'Enalapril stoppen, over 2 weken controle'),
]

test('reports are shown whole and verbatim, line by line, with when and who', async () => {
  const answer = await ask(records)
  assert.equal(
    answer.text,
    [
      'Rapportage, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      '• 12-01-2026 08:00 – Verzorgende, Thuiszorg Om en Bij',
      '',
      'Mevrouw slaapt goed.',
      'Gewicht vanochtend:',
      '72,4 kg',
      '',
      '• 10-01-2026 – Huisarts, Pulver & Partners – consult: Hoesten',
      '',
      'Evaluatie: Bijwerking ACE-remmer',
      'Plan: Enalapril stoppen, over 2 weken controle',
      'bevat meer dan hier staat – open het dossier',
      '',
      'Rapportages zonder datum staan alleen in !rapportage alles.',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.deepEqual(answer.reads, ['Observation 4', 'Composition 1'])
  assert.deepEqual(
    answer.document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [['Observation/o1'], ['Composition/c1', 'Observation/e', 'Observation/p']],
  )
})

test('a part that names nobody belongs to the consultation that holds it', async () => {
  const { subject: _nobody, ...part } = line('e', 'Bijwerking ACE-remmer')
  const included = new Map<string, Resource>([['Observation/e', part]])
  const client: Pick<FhirClient, 'search' | 'read' | 'supports'> = {
    supports: () => true,
    read: () => Promise.reject(new FhirError('not-found')),
    search<K extends ResourceType>(type: K): Promise<SearchResult<K>> {
      const all: readonly Resource[] = [consult]
      const matches = all.filter(isType(type))
      const along = matches.length === 0 ? new Map<string, Resource>() : included
      return Promise.resolve({ matches, included: along, complete: true })
    },
  }
  const record = createRecordReader([ownSource('Apotheek', client)])
  const given = { ...clinicalContext({ records: [] }), record }
  const { text, outcome } = shown(await rapportage.run(given, typed()))
  assert.match(text, /\n\nEvaluatie: Bijwerking ACE-remmer\n/u)
  assert.equal(outcome, 'ok')
})

test('lezen may be typed before anything else', async () => {
  assert.equal((await ask(records, 'lezen')).text, (await ask(records)).text)
  assert.match((await ask(records, 'lezen', '7', 'dagen')).text, /^Rapportage, laatste 7 dagen – /u)
  assert.match((await ask(records, 'Lezen', 'alles')).text, /^Rapportage – peildatum/u)
})

test('what is no report is left out, and what is older than was asked', async () => {
  const { text } = await ask([
    report('1', 'ander', { code: snomed('1', 'Rapportage') }),
    report('2', 'oud', { effectiveDateTime: '2025-12-13T22:59:00Z' }),
    report('3', 'net binnen', { effectiveDateTime: '2025-12-13T23:00:00Z' }),
    { ...consult, type: { text: 'ontslagbrief' } },
  ])
  assert.doesNotMatch(text, /ander|\noud|consult/u)
  assert.match(text, /\nnet binnen\n/u)
  assert.match(
    (await ask([report('2', 'oud', { effectiveDateTime: '2020' })], 'alles')).text,
    /\noud\n/u,
  )
})

test('a report entered in error or cancelled is counted and never shown', async () => {
  const { text } = await ask([
    report('1', 'FOUT', { status: 'entered-in-error' }),
    report('2', 'WEG', { status: 'cancelled' }),
    { ...consult, status: 'entered-in-error' },
    line('e', 'FOUT'),
  ])
  assert.doesNotMatch(text, /FOUT|WEG|Bijwerking/u)
  assert.match(text, /\nNiet getoond: 2 foutief ingevoerd, 1 geannuleerd\.\n/u)
})

test('a part of a consultation entered in error, or of another patient, is never shown', async () => {
  const answer = await ask([
    consult,
    line('e', 'FOUT', { status: 'entered-in-error' }),
    line('p', 'VAN EEN ANDER', { subject: { reference: 'Patient/other' } }),
  ])
  assert.doesNotMatch(answer.text, /FOUT|VAN EEN ANDER/u)
  assert.match(answer.text, /\ngeen evaluatie of plan als tekst – open het dossier\n/u)
  assert.ok(answer.foreign.includes('Observation/p'))
  assert.equal(answer.outcome, 'partial')
})

test('a status that is not final, an unknown one and an unknown modifier are said', async () => {
  const { text } = await ask([
    report('1', 'a', { status: 'preliminary' }),
    report('2', 'b', { status: 'unknown', effectiveDateTime: '2026-01-11' }),
    report('3', 'c', { modifierExtension: [{ url: 'urn:x' }], effectiveDateTime: '2026-01-10' }),
  ])
  assert.match(text, /• 12-01-2026 08:00 – Verzorgende, Thuiszorg Om en Bij – voorlopig\n\na\n/u)
  assert.match(text, /• 11-01-2026 – [^\n]* – status onbekend\n\nb\n/u)
  assert.match(
    text,
    /• 10-01-2026 – [^\n]* – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier\n\nc\n/u,
  )
})

test('a report without text says so, with the reason of the source', async () => {
  const { valueString: _none, ...empty } = report('1', '')
  const { text } = await ask([
    { ...empty, dataAbsentReason: { coding: [{ code: 'masked' }] } },
    { ...empty, id: '2', effectiveDateTime: '2026-01-11', component: [{ code: { text: 'x' } }] },
  ])
  assert.match(text, /\n\ngeen tekst in de bron \(afgeschermd\)\n\n/u)
  assert.match(
    text,
    /\n\ngeen tekst in de bron – open het dossier\nbevat meer dan hier staat – open het dossier\n/u,
  )
})

test('no report in the span names where was looked and how to see all', async () => {
  const { text } = await ask([])
  assert.match(
    text,
    /\nGeen rapportage gevonden van de laatste 30 dagen in Apotheek \(peildatum 12-01-2026 09:31\)\. Voor alles, typ !rapportage alles\.\n/u,
  )
  assert.match(
    (await ask([], 'alles')).text,
    /Geen gegevens gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er niets is\./u,
  )
})

test('a failing part is named, and a dead source says nothing about the patient', async () => {
  const part = await ask({ records, failing: { Composition: 'forbidden' } })
  assert.match(part.text, /ONVOLLEDIG\nApotheek – [^\n]*: geen toegang\n[^]*Mevrouw slaapt goed/u)
  assert.equal(part.outcome, 'partial')
  const dead = await ask({ records, failing: { Composition: 'timeout', Observation: 'timeout' } })
  assert.match(dead.text, /Er kon niets worden opgehaald: /u)
  assert.doesNotMatch(dead.text, /slaapt|Geen rapportage/u)
  assert.equal(dead.outcome, 'failed')
})

test('a report of another source says which', async () => {
  const other = report('o9', 'Elders gezien', { subject: { reference: 'Patient/9' } })
  const record = recordOver(
    { records: [] },
    { label: 'Huisarts', patient: 'Patient/9', records: [other] },
  )
  const given = { ...clinicalContext({ records: [] }), record }
  const { text, refs } = shown(await rapportage.run(given, typed()))
  assert.match(
    text,
    /• 12-01-2026 08:00 – Verzorgende, Thuiszorg Om en Bij – uit Huisarts\n\nElders gezien\n/u,
  )
  assert.deepEqual(refs, [{ ref: 'Observation/o9', source: 'Huisarts' }])
})

test('a long report is shown whole: no word of it is lost', async () => {
  const words = Array.from({ length: 700 }, (_, index) => `woord${index}`)
  const { text } = await ask([report('1', words.join(' '))])
  assert.deepEqual(text.match(/woord\d+/gu), words)
})

test('more than fits in one message is shown page by page, none left out', async () => {
  const many = Array.from({ length: 23 }, (_, index) =>
    report(`r${index}`, `Verslag ${index}. ${'tekst '.repeat(index < 5 ? 400 : 1)}`, {
      effectiveDateTime: `2026-01-${String(1 + (index % 12)).padStart(2, '0')}T08:00:00+01:00`,
    }),
  )
  const seen: string[] = []
  let args = typed()
  for (let pages = 0; pages < 10; pages += 1) {
    const page = shown(await rapportage.run(clinicalContext({ records: many }), args))
    eventOf(page.document)
    seen.push(...[...page.text.matchAll(/^Verslag (\d+)\./gmu)].map(([, index]) => index ?? ''))
    if (page.more === undefined) break
    args = page.more
  }
  assert.deepEqual(
    seen.map(Number).toSorted((a, b) => a - b),
    many.map((_, index) => index),
  )
})

test('a report too long for any message is cut with a mark, never within a number', async () => {
  const { text } = await ask([report('1', `${'x 500 mg '.repeat(3000)}EINDE`)])
  assert.match(text, /… \(ingekort, open het dossier\)\n/u)
  assert.doesNotMatch(text, /EINDE|\d … \(ingekort/u)
})

test('hostile words become no markup and no mention', async () => {
  const { text } = await ask([report('1', '<b>vet</b> @room \u202Egrap\u0000')])
  assert.match(text, /\n<b>vet<\/b> @ room grap\n/u)
})

test('the Dutch example of a consultation shows its evaluation and plan with their codes', async () => {
  const examples = exampleResources(['zib2020']).map((each) =>
    each.resourceType === 'Composition' ? { ...each, subject } : each,
  )
  const { text } = await ask(examples, 'alles')
  assert.match(
    text,
    /• 21-07-2019 – [^\n]*H\.A\. Janszens[^\n]* – consult: Geneesmiddelbijwerking\n\nEvaluatie: bijwerking ACE-remmer \(code: Geneesmiddelbijwerking\)\nPlan: /u,
  )
})

for (const words of [
  '0d',
  '731d',
  '1.000d',
  'morgen',
  '<script>',
  'lezen 9999',
  'alles 7d',
  '31-02',
])
  test(`${words} is no span of reports`, async () => {
    const outcome = await rapportage.run(
      clinicalContext({ records: [] }),
      typed(...words.split(' ')),
    )
    assert.ok(outcome.kind === 'misused')
    assert.equal(
      toText(outcome.document),
      `“${words.replace('lezen ', '')}” is geen periode. Noem een aantal dagen van 1 tot en met 730, of alles, bijvoorbeeld !rapportage 30d. Zelf rapporteren kan met !rapporteer.`,
    )
  })
