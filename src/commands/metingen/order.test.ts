import assert from 'node:assert/strict'
import test from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { kg, loinc, observation, pressure, said, UCUM, weight } from '../../../test/measurements.ts'

const SAME_DAY = '⚠\u00A0zelfde datum als een andere meting, volgorde onbekend'

const temperature = (id: string, value: number, at: string) =>
  observation(id, {
    code: loinc('8310-5'),
    valueQuantity: { value, unit: '°C', system: UCUM, code: 'Cel' },
    effectiveDateTime: at,
  })

/** Each row: what the record holds, and every line that is said about it. */
const rows: readonly {
  readonly name: string
  readonly records: readonly Observation[]
  readonly words?: readonly string[]
  readonly lines: readonly string[]
}[] = [
  {
    name: 'a value with only a date gets no order among values of that day, and both are shown',
    records: [
      temperature('1', 37, '2026-01-11T23:30:00Z'),
      temperature('2', 40, '2026-01-12'),
      temperature('3', 36.5, '2026-01-10T08:00:00+01:00'),
    ],
    lines: [
      `Temperatuur: 40\u00A0°C – 12-01-2026 – ${SAME_DAY} – vorige: 36,5\u00A0°C (10-01-2026 08:00) – 3,5\u00A0°C hoger dan 2 dagen eerder (▲) – bron onbekend`,
      `Temperatuur: 37\u00A0°C – 12-01-2026 00:30 – ${SAME_DAY} – vorige: 36,5\u00A0°C (10-01-2026 08:00) – 0,5\u00A0°C hoger dan 2 dagen eerder (▲) – bron onbekend`,
    ],
  },
  {
    name: 'two values with only the same date are both shown, without a difference between them',
    records: [weight('1', 72, '2026-01-12'), weight('2', 90, '2026-01-12')],
    lines: [
      `Gewicht: 72\u00A0kg – 12-01-2026 – ${SAME_DAY} – bron onbekend`,
      `Gewicht: 90\u00A0kg – 12-01-2026 – ${SAME_DAY} – bron onbekend`,
    ],
  },
  {
    name: 'a value with only a date is shown beside two with a time on that day',
    records: [
      weight('1', 72, '2026-01-12T08:00:00+01:00'),
      weight('2', 73, '2026-01-12T12:00:00+01:00'),
      weight('3', 90, '2026-01-12'),
    ],
    lines: [
      `Gewicht: 90\u00A0kg – 12-01-2026 – ${SAME_DAY} – bron onbekend`,
      `Gewicht: 73\u00A0kg – 12-01-2026 12:00 – ${SAME_DAY} – vorige: 72\u00A0kg (12-01-2026 08:00) – 1\u00A0kg hoger dan eerder op dezelfde dag (▲) – bron onbekend`,
    ],
  },
  {
    name: 'previous values of which nobody knows the order are all named, without a difference',
    records: [
      weight('1', 72, '2026-01-12'),
      weight('2', 70, '2026-01-09'),
      weight('3', 71, '2026-01-09T08:00:00+01:00'),
    ],
    lines: [
      'Gewicht: 72\u00A0kg – 12-01-2026 – vorige, volgorde onbekend: 70\u00A0kg (09-01-2026); 71\u00A0kg (09-01-2026 08:00) – bron onbekend',
    ],
  },
  {
    name: 'two values of the same moment are both shown',
    records: [
      pressure('1', 165, 95, '2026-01-12T07:30:00+01:00'),
      pressure('2', 140, 90, '2026-01-12T06:30:00Z'),
    ],
    lines: [
      'Bloeddruk: 165/95\u00A0mmHg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – bron onbekend',
      'Bloeddruk: 140/90\u00A0mmHg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – bron onbekend',
    ],
  },
  {
    name: 'a value with only a month may be newer than one with a day in it, and is shown',
    records: [weight('1', 72, '2026-01-12'), weight('2', 90, '2026-01')],
    lines: [
      'Gewicht: 90\u00A0kg – jan 2026 – ⚠\u00A0datum niet precies, volgorde ten opzichte van een andere meting onbekend – bron onbekend',
      'Gewicht: 72\u00A0kg – 12-01-2026 – ⚠\u00A0datum niet precies, volgorde ten opzichte van een andere meting onbekend – bron onbekend',
    ],
  },
  {
    name: 'the list of one kind marks the values of which nobody knows the order',
    records: [
      weight('1', 72, '2026-01-12T08:00:00+01:00'),
      weight('2', 90, '2026-01-12'),
      observation('3', { valueQuantity: kg(71), effectiveDateTime: '2026-01-11' }),
    ],
    words: ['gewicht'],
    lines: [
      `Gewicht: 90\u00A0kg – 12-01-2026 – ${SAME_DAY} – vorige: 71\u00A0kg (11-01-2026) – 19\u00A0kg hoger dan 1 dag eerder (▲) – bron onbekend`,
      `Gewicht: 72\u00A0kg – 12-01-2026 08:00 – ${SAME_DAY} – vorige: 71\u00A0kg (11-01-2026) – 1\u00A0kg hoger dan 1 dag eerder (▲) – bron onbekend`,
      'Gewicht: 71\u00A0kg – 11-01-2026 – bron onbekend',
    ],
  },
]

for (const row of rows)
  test(row.name, async () => {
    const text = await said(row.records, { words: row.words ?? [] })
    const lines = text.split('\n').filter((line) => line.startsWith('• '))
    assert.deepEqual(
      lines,
      row.lines.map((line) => `• ${line}`),
    )
  })

test('an order that nobody knows is said in English too', async () => {
  const text = await said([weight('1', 72, '2026-01-12'), weight('2', 90, '2026-01-12')], {
    language: 'en',
  })
  assert.match(
    text,
    /^• Weight: 72\u00A0kg – 12-01-2026 – ⚠\u00A0same date as another measurement, order unknown – source unknown$/mu,
  )
})
