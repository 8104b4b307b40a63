import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation, Quantity } from '@medplum/fhirtypes'
import {
  clinicalContext,
  now,
  type OtherSource,
  patient,
  recordOver,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { loinc, snomed, UCUM } from '../../../test/measurements.ts'
import { eventOf } from '../../../test/record-context.ts'
import { createObservationReader } from '../../fhir/observation/observation.ts'
import { metingen } from './metingen.ts'

const measured = (
  id: string,
  code: Observation['code'],
  value: Partial<Observation>,
  day: string,
  more: Partial<Observation> = {},
): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code,
  subject: { reference: patient },
  effectiveDateTime: day,
  performer: [{ type: 'PractitionerRole', display: 'Wijkverpleegkundige' }],
  ...value,
  ...more,
})

const quantity = (value: number, unit: string): { readonly valueQuantity: Quantity } => ({
  valueQuantity: { value, unit, system: UCUM, code: unit },
})

const ask = async (
  own: readonly Observation[],
  others: readonly OtherSource[] = [],
  ...words: readonly string[]
) => {
  const record = recordOver({ records: own }, ...others)
  const context = {
    ...clinicalContext({ records: [] }, patient, now, 'nl', record),
    observations: createObservationReader(record),
  }
  const answer = shown(await metingen.run(context, typed(...words)))
  eventOf(answer.document)
  return answer
}

const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('• '))

const weight = (id: string, value: number, day: string, more: Partial<Observation> = {}) =>
  measured(id, loinc('29463-7'), quantity(value, 'kg'), day, more)

const hospital = (...records: readonly Observation[]): OtherSource => ({
  label: 'Ziekenhuis Z',
  patient: 'Patient/9',
  records,
})

const there = { subject: { reference: 'Patient/9' } }

test('a measurement is compared with the one before it in any record, and both say where they are from', async () => {
  const { text, document, refs } = await ask(
    [weight('1', 72.4, '2026-01-12')],
    [hospital(weight('1', 74, '2025-12-29', there))],
  )
  assert.deepEqual(lines(text), [
    '• Gewicht: 72,4\u00A0kg – 12-01-2026 – vorige: 74\u00A0kg, uit Ziekenhuis Z (29-12-2025) – 1,6\u00A0kg lager dan 14 dagen eerder (▼) – Wijkverpleegkundige',
  ])
  assert.deepEqual(
    document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [['Observation/1', 'Observation/1 @Ziekenhuis Z']],
  )
  assert.deepEqual(refs, [
    { ref: 'Observation/1' },
    { ref: 'Observation/1', source: 'Ziekenhuis Z' },
  ])
  const back = await ask(
    [weight('1', 74, '2025-12-29')],
    [hospital(weight('2', 72.4, '2026-01-12', there))],
  )
  assert.match(back.text, /vorige: 74\u00A0kg, uit het eigen dossier \(29-12-2025\)/u)
  assert.match(back.text, /Wijkverpleegkundige, uit Ziekenhuis Z$/mu)
})

test('one measurement in two records stands on two lines, and nobody says which came first', async () => {
  const { text } = await ask(
    [weight('1', 72.4, '2026-01-12T07:30:00+01:00')],
    [hospital(weight('2', 72.4, '2026-01-12T07:30:00+01:00', there))],
  )
  assert.deepEqual(lines(text), [
    '• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – Wijkverpleegkundige',
    '• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – Wijkverpleegkundige, uit Ziekenhuis Z',
  ])
})

const saturation = (id: string, value: number, day: string) =>
  measured(id, loinc('59408-5'), quantity(value, '%'), day)

test('a percentage changes by points', async () => {
  const { text } = await ask([saturation('1', 96, '2026-01-11'), saturation('2', 92, '2026-01-12')])
  assert.deepEqual(lines(text), [
    '• Saturatie: 92\u00A0% – 12-01-2026 – O₂-gebruik niet vermeld – vorige: 96\u00A0%, O₂-gebruik niet vermeld (11-01-2026) – 4\u00A0procentpunt lager dan 1 dag eerder (▼) – Wijkverpleegkundige',
  ])
})

const glucose = (id: string, value: number, unit: string, day: string) =>
  measured(id, loinc('15074-8'), quantity(value, unit), day)

test('glucose in two units is never compared', async () => {
  const { text } = await ask([
    glucose('1', 126, 'mg/dL', '2026-01-11'),
    glucose('2', 8.1, 'mmol/L', '2026-01-12'),
  ])
  assert.deepEqual(lines(text), [
    '• Glucose: 8,1\u00A0mmol/L – 12-01-2026 – vorige: 126\u00A0mg/dL (11-01-2026) – niet vergeleken: andere eenheid – Wijkverpleegkundige',
  ])
})

const scores = [
  { word: 'gcs', name: 'Glasgow Coma Scale (GCS)', code: loinc('35088-4') },
  { word: 'snaq', name: 'SNAQ-score', code: snomed('8881000146104', 'SNAQ') },
  { word: 'must', name: 'MUST-score', code: snomed('414648004', 'MUST') },
  { word: 'barthel', name: 'Barthel-index', code: snomed('273302005', 'Barthel') },
  { word: 'dos', name: 'DOS-score', code: snomed('55681000146102', 'DOS') },
]

test('every score has its name, its previous value and the difference in words', async () => {
  for (const { word, name, code } of scores) {
    const records = [
      measured('1', code, { valueInteger: 12 }, '2026-01-05'),
      measured('2', code, { valueInteger: 9 }, '2026-01-12'),
    ]
    const { text } = await ask(records)
    assert.deepEqual(lines(text), [
      `• ${name}: 9 – 12-01-2026 – vorige: 12 (05-01-2026) – 3 lager dan 7 dagen eerder (▼) – Wijkverpleegkundige`,
    ])
    const own = await ask(records, [], word)
    assert.match(own.text, new RegExp(`^Metingen: ${name.replace(/[()]/gu, '\\$&')} – `, 'u'))
    assert.deepEqual(lines(own.text), [
      `• ${name}: 9 – 12-01-2026 – vorige: 12 (05-01-2026) – 3 lager dan 7 dagen eerder (▼) – Wijkverpleegkundige`,
      `• ${name}: 12 – 05-01-2026 – Wijkverpleegkundige`,
    ])
  }
})

const barthel = (id: string, total: number, day: string) =>
  measured(id, snomed('273302005', 'Barthel'), { valueInteger: total }, day, {
    component: [{ code: { text: 'Darm' }, valueInteger: 2 }],
  })

test('a score with its items shows the total, and compares totals', async () => {
  const { text } = await ask([barthel('1', 14, '2026-01-05'), barthel('2', 16, '2026-01-12')])
  assert.match(text, /^• Barthel-index: 16 – .*vorige: 14 .*2 hoger dan 7 dagen eerder \(▲\)/mu)
})

test('the rest of a long list is there to be asked for', async () => {
  const many = Array.from({ length: 12 }, (_, at) =>
    weight(String(at), 70 + at, `2026-01-${String(at + 1).padStart(2, '0')}`),
  )
  const { text, more } = await ask(many, [], 'gewicht')
  assert.match(text, /nog 2 – typ !metingen gewicht alles/u)
  assert.deepEqual(more, { words: ['gewicht', 'alles'], options: {}, text: '' })
  assert.equal((await ask(many, [], 'gewicht', 'alles')).more, undefined)
})
