import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Encounter, Observation, Procedure, Resource } from '@medplum/fhirtypes'
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
import { toText } from '../../reply/text.ts'
import { tijdlijn } from './tijdlijn.ts'

const ask = async (source: Source | readonly Resource[], ...words: readonly string[]) => {
  const given = 'records' in source ? source : { records: source }
  const outcome = await tijdlijn.run(clinicalContext(given), typed(...words))
  const answer = shown(outcome)
  eventOf(answer.document)
  return answer
}

const subject = { reference: patient }
const doctor = { type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' } as const

const visit: Encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'HH', display: 'huisbezoek' },
  type: [{ text: 'Huisbezoek' }],
  subject,
  period: { start: '2026-01-10T10:15:00+01:00' },
  participant: [{ individual: doctor }],
}

const done: Procedure = {
  resourceType: 'Procedure',
  id: 'p1',
  status: 'not-done',
  code: { text: 'Katheter verwisselen' },
  subject,
  performedDateTime: '2026-01-10',
}

const report: Observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: {
    coding: [{ system: 'http://snomed.info/sct', code: '11591000146107', display: 'Rapportage' }],
  },
  subject,
  effectiveDateTime: '2026-01-12T08:00:00+01:00',
  performer: [{ type: 'PractitionerRole', display: 'Verzorgende' }],
  valueString: 'Mevrouw slaapt goed.',
}

const records: readonly Resource[] = [
  visit,
  done,
  {
    resourceType: 'Condition',
    id: 'c1',
    code: { text: 'Hartfalen' },
    subject,
    clinicalStatus: { coding: [{ code: 'active' }] },
    onsetDateTime: '2019',
    recordedDate: '2026-01-09T23:30:00Z',
    asserter: doctor,
  },
  report,
  {
    resourceType: 'Immunization',
    id: 'i1',
    status: 'completed',
    vaccineCode: { text: 'Griepvaccin' },
    patient: subject,
    occurrenceDateTime: '2025-12',
  },
  {
    resourceType: 'Task',
    id: 't1',
    status: 'requested',
    intent: 'order',
    description: 'Dagelijks wegen',
    for: subject,
    authoredOn: '2026-01-12T09:10:00+01:00',
  },
]

test('what happened is told by day, newest first, each with its kind, standing, time and maker', async () => {
  const { text, outcome, reads } = await ask(records)
  assert.equal(
    text,
    [
      'Tijdlijn, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      '12-01-2026 (vandaag)',
      '',
      '• Taak: Dagelijks wegen – gevraagd – 09:10 – bron onbekend',
      '• Rapportage: Mevrouw slaapt goed. – 08:00 – Verzorgende',
      '',
      '10-01-2026',
      '',
      '• Contact: Huisbezoek – afgelopen – 10:15 – Huisarts, Pulver & Partners',
      '• Probleem: Hartfalen – actief – 00:30 – Huisarts, Pulver & Partners',
      '• Verrichting: Katheter verwisselen – NIET gedaan – bron onbekend',
      '',
      'Zonder precieze datum',
      '',
      '• Vaccinatie: Griepvaccin – afgerond – dec 2025 – bron onbekend',
      '',
      'Gegevens zonder datum staan niet altijd in de tijdlijn.',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, [
    'Encounter 1',
    'Procedure 1',
    'Condition 1',
    'Observation 1',
    'Immunization 1',
    'DocumentReference 0',
    'Communication 0',
    'Task 1',
  ])
})

test('every line has the record it was made from, and only those are referred to', async () => {
  const { document, refs } = await ask([
    ...records,
    { ...visit, id: 'old', period: { start: '2020-01-01' } },
  ])
  assert.deepEqual(
    document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [
      ['Task/t1'],
      ['Observation/o1'],
      ['Encounter/e1'],
      ['Condition/c1'],
      ['Procedure/p1'],
      ['Immunization/i1'],
    ],
  )
  assert.deepEqual(refs.map(({ ref }) => ref).toSorted(), [
    'Condition/c1',
    'Encounter/e1',
    'Immunization/i1',
    'Observation/o1',
    'Procedure/p1',
    'Task/t1',
  ])
})

test('what is older than the span, replaced or no report is left out, whatever the server gave', async () => {
  const { text } = await ask([
    { ...report, id: 'o2', code: { text: 'Bloeddruk' } },
    { ...visit, id: 'e2', period: { start: '2025-12-13T22:59:00Z' } },
    {
      ...visit,
      id: 'e3',
      type: [{ text: 'Net binnen' }],
      period: { start: '2025-12-13T23:00:00Z' },
    },
    {
      resourceType: 'DocumentReference',
      id: 'd',
      status: 'superseded',
      subject,
      date: '2026-01-10T00:00:00Z',
      content: [{ attachment: {} }],
    },
  ])
  assert.deepEqual([...text.matchAll(/^• .*$/gmu)].map(String), [
    '• Contact: Net binnen – afgelopen – 00:00 – Huisarts, Pulver & Partners',
  ])
})

test('what was entered in error is counted and never shown', async () => {
  const { text } = await ask([{ ...visit, status: 'entered-in-error' }])
  assert.doesNotMatch(text, /Huisbezoek/u)
  assert.match(text, /1 gegeven is als foutief ingevoerd gemarkeerd en niet getoond\./u)
})

test('a future date is marked, an unknown status and an unknown modifier are said', async () => {
  const { text } = await ask([
    {
      ...visit,
      status: 'planned',
      period: { start: '2026-01-15T09:00:00+01:00' },
    },
    { ...done, status: 'unknown', modifierExtension: [{ url: 'urn:x' }] },
  ])
  assert.match(
    text,
    /\n15-01-2026 \(in de toekomst\)\n\n• Contact: Huisbezoek – gepland – 09:00 \(in de toekomst\)/u,
  )
  assert.match(
    text,
    /• Verrichting: Katheter verwisselen – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – status onbekend/u,
  )
})

test('an empty timeline is no "nothing happened"', async () => {
  const { text } = await ask([])
  assert.match(
    text,
    /Niets gevonden van de laatste 30 dagen in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er niets is gebeurd\./u,
  )
})

test('a part that fails is named, and a dead source tells nothing', async () => {
  const part = await ask({ records, failing: { Communication: 'timeout' }, incomplete: ['Task'] })
  assert.match(
    part.text,
    /bronnen: Apotheek ⚠\u00A0\(deels\)\nONVOLLEDIG\nApotheek – [^\n]*: geen antwoord \(time-out\)\nApotheek – Taken: niet alles ontvangen\n/u,
  )
  assert.equal(part.outcome, 'partial')
  const types = [
    'Encounter',
    'Procedure',
    'Condition',
    'Observation',
    'Immunization',
    'DocumentReference',
    'Communication',
    'Task',
  ] as const
  const failing = Object.fromEntries(types.map((type) => [type, 'unreachable' as const]))
  const dead = await ask({ records, failing })
  assert.match(dead.text, /Er kon niets worden opgehaald: /u)
  assert.doesNotMatch(dead.text, /•/u)
  assert.equal(dead.outcome, 'failed')
})

test('a record of another source says which', async () => {
  const other = { ...visit, subject: { reference: 'Patient/9' } }
  const record = recordOver(
    { records: [] },
    { label: 'Ziekenhuis', patient: 'Patient/9', records: [other] },
  )
  const { text, refs } = shown(
    await tijdlijn.run({ ...clinicalContext({ records: [] }), record }, typed()),
  )
  assert.match(
    text,
    /• Contact: Huisbezoek – afgelopen – 10:15 – Huisarts, Pulver & Partners – uit Ziekenhuis\n/u,
  )
  assert.deepEqual(refs, [{ ref: 'Encounter/e1', source: 'Ziekenhuis' }])
})

const many = Array.from(
  { length: 45 },
  (_, index): Resource => ({
    resourceType: 'Procedure',
    id: `p${index}`,
    status: 'completed',
    code: { text: `Handeling ${index}` },
    subject,
    performedDateTime: `2026-01-${String(12 - Math.floor(index / 5)).padStart(2, '0')}`,
  }),
)

test('twenty lines at a time; the rest is shown page by page, none twice and none left out', async () => {
  const names: string[] = []
  let args = typed()
  for (const left of [25, 5, 0]) {
    const page = shown(await tijdlijn.run(clinicalContext({ records: many }), args))
    names.push(...[...page.text.matchAll(/Handeling \d+/gu)].map(String))
    assert.equal(/nog (\d+) – typ !meer/u.exec(page.text)?.[1] ?? '0', String(left))
    args = page.more ?? args
  }
  assert.deepEqual(names.toSorted(), many.map((_, index) => `Handeling ${index}`).toSorted())
})

test('hostile words become no markup, no mention and no line of their own', async () => {
  const { text } = await ask([
    { ...visit, type: [{ text: '<b>x</b>\n• @room \u202E5 mg' }] },
    { ...done, code: { text: 'a'.repeat(5000) } },
  ])
  assert.match(text, /• Contact: <b>x<\/b> • @ room 5 mg – afgelopen/u)
  assert.match(text, /a… \(ingekort, open het dossier\)|a+ … \(ingekort, open het dossier\)/u)
})

test('the examples of the whole Dutch record give no empty or broken line', async () => {
  const own = exampleResources()
  const of = 'Patient/mp9-patient-groot'
  const { text } = shown(await tijdlijn.run(clinicalContext({ records: own }, of), typed('700d')))
  assert.match(text, /^• Bericht: /mu)
  assert.doesNotMatch(text, /undefined|\[object|• :/u)
})

const spans: readonly (readonly [string, string])[] = [
  ['7d', 'laatste 7 dagen'],
  ['1 dag', 'laatste dag'],
  ['14', 'laatste 14 dagen'],
  ['4w', 'laatste 28 dagen'],
  ['6m', 'laatste 180 dagen'],
  ['2 jaar', 'laatste 730 dagen'],
  ['30D', 'laatste 30 dagen'],
]

for (const [word, title] of spans)
  test(`${word} is a span`, async () => {
    const { text } = await ask([], ...word.split(' '))
    assert.ok(text.startsWith(`Tijdlijn, ${title} –`), text)
  })

const absurd = [
  '0d',
  '731d',
  '-3d',
  '1.000',
  '2,5w',
  'gisteren',
  '30x',
  '9999',
  '<b>',
  '30 d 5',
  '31-02',
]

for (const word of absurd)
  test(`${word} is no span`, async () => {
    const outcome = await tijdlijn.run(clinicalContext({ records: [] }), typed(...word.split(' ')))
    assert.ok(outcome.kind === 'misused')
    assert.equal(
      toText(outcome.document),
      `“${word}” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.`,
    )
  })

test('10 kB of text is refused shortly', async () => {
  const outcome = await tijdlijn.run(clinicalContext({ records: [] }), typed('x'.repeat(10_000)))
  assert.ok(outcome.kind === 'misused')
  assert.ok(toText(outcome.document).length < 1000)
})
