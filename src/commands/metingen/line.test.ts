import assert from 'node:assert/strict'
import test from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import {
  kg,
  loinc,
  mmHg,
  observation,
  pressurePart,
  said,
  snomed,
  UCUM,
  weight,
} from '../../../test/measurements.ts'

/** Each row: what the record holds, and the one line that is said about it. */
const rows: readonly {
  readonly name: string
  readonly records: readonly Observation[]
  readonly words?: readonly string[]
  readonly lines: readonly string[]
}[] = [
  {
    name: 'grams are shown as they are, with kilograms beside them',
    records: [
      observation('1', {
        valueQuantity: { value: 2400, unit: 'gram', system: UCUM, code: 'g' },
        note: [{ text: 'Luier woog 320 gram' }],
      }),
    ],
    lines: [
      'Gewicht: 2400\u00A0gram (= 2,4\u00A0kg) – 12-01-2026 07:30 – opmerking: Luier woog 320 gram – bron onbekend',
    ],
  },
  {
    name: 'grams and kilograms are never subtracted',
    records: [
      observation('1', { valueQuantity: { value: 72400, system: UCUM, code: 'g' } }),
      weight('2', 70, '2026-01-01'),
    ],
    lines: [
      'Gewicht: 72\u00A0400\u00A0gram (= 72,4\u00A0kg) – 12-01-2026 07:30 – vorige: 70\u00A0kg (01-01-2026) – niet vergeleken: andere eenheid – bron onbekend',
    ],
  },
  {
    name: 'mmol/L and mg/dL are never compared',
    records: [
      observation('1', {
        code: loinc('15074-8'),
        valueQuantity: { value: 7.8, unit: 'mmol/l', system: UCUM, code: 'mmol/L' },
      }),
      observation('2', {
        code: loinc('15074-8'),
        effectiveDateTime: '2026-01-11',
        valueQuantity: { value: 140, unit: 'mg/dl', system: UCUM, code: 'mg/dL' },
      }),
    ],
    lines: [
      'Glucose: 7.8\u00A0mmol/l – 12-01-2026 07:30 – vorige: 140\u00A0mg/dl (11-01-2026) – niet vergeleken: andere eenheid – bron onbekend'.replace(
        '7.8',
        '7,8',
      ),
    ],
  },
  {
    name: 'glucose with a local code is found by its name and compared with its own kind only',
    records: [
      observation('1', {
        code: { coding: [{ system: 'urn:lab', code: 'GLUC', display: 'Glucose nuchter' }] },
        category: [{ coding: [{ code: 'laboratory' }] }],
        valueQuantity: { value: 5.1, unit: 'mmol/L' },
      }),
      observation('2', {
        code: loinc('15074-8'),
        effectiveDateTime: '2026-01-11',
        valueQuantity: { value: 9, unit: 'mmol/L' },
      }),
    ],
    lines: [
      'Glucose (Glucose nuchter): 5,1\u00A0mmol/L – 12-01-2026 07:30 – bron onbekend',
      'Glucose: 9\u00A0mmol/L – 11-01-2026 – bron onbekend',
    ],
  },
  {
    name: 'a value without a unit says so',
    records: [observation('1', { valueQuantity: { value: 72 } })],
    lines: ['Gewicht: 72 (zonder eenheid) – 12-01-2026 07:30 – bron onbekend'],
  },
  {
    name: 'a written unit that contradicts its code is shown with both, and not compared',
    records: [
      observation('1', { valueQuantity: { value: 72, unit: 'kg', system: UCUM, code: 'g' } }),
      weight('2', 70, '2026-01-01'),
    ],
    lines: [
      'Gewicht: 72\u00A0kg (⚠\u00A0eenheid tegenstrijdig: de code zegt gram) – 12-01-2026 07:30 – vorige: 70\u00A0kg (01-01-2026) – niet vergeleken: andere eenheid – bron onbekend',
    ],
  },
  {
    name: 'a coded unit is written as people write it',
    records: [
      observation('1', {
        code: loinc('8310-5'),
        valueQuantity: { value: 38.6, unit: 'Cel', system: UCUM, code: 'Cel' },
      }),
    ],
    lines: ['Temperatuur: 38,6\u00A0°C – 12-01-2026 07:30 – bron onbekend'],
  },
  {
    name: 'a comparator is kept and takes away the difference',
    records: [
      observation('1', { valueQuantity: { ...kg(150), comparator: '>' } }),
      weight('2', 140, '2026-01-01'),
    ],
    lines: [
      'Gewicht: > 150\u00A0kg – 12-01-2026 07:30 – vorige: 140\u00A0kg (01-01-2026) – bron onbekend',
    ],
  },
  {
    name: 'the reason why a value is absent is shown',
    records: [
      observation('1', {
        dataAbsentReason: {
          coding: [{ code: 'not-performed', display: 'Not Performed' }],
        },
      }),
      weight('2', 70, '2026-01-01'),
    ],
    lines: [
      'Gewicht: geen waarde: niet uitgevoerd – 12-01-2026 07:30 – vorige: 70\u00A0kg (01-01-2026) – bron onbekend',
    ],
  },
  {
    name: 'a measurement with neither value nor reason says so',
    records: [observation('1', {})],
    lines: ['Gewicht: geen waarde in de bron – 12-01-2026 07:30 – bron onbekend'],
  },
  {
    name: 'a pressure of which one side is missing says which',
    records: [
      observation('1', {
        code: loinc('85354-9'),
        component: [pressurePart('8480-6', mmHg(165))],
      }),
    ],
    lines: [
      'Bloeddruk: bovendruk 165\u00A0mmHg – 12-01-2026 07:30 – onderdruk geen waarde in de bron – bron onbekend',
    ],
  },
  {
    name: 'a pulse takes its value from its member, which is not listed again',
    records: [
      observation('1', {
        code: snomed('366199006', 'bevinding betreffende pulsaties'),
        hasMember: [{ reference: 'Observation/2' }, { reference: 'Observation/3' }],
      }),
      observation('2', {
        code: loinc('8893-0'),
        valueQuantity: { value: 50, system: UCUM, code: '/min' },
      }),
      observation('3', {
        code: loinc('44969-4', 'Regelmaat'),
        valueCodeableConcept: { text: 'onregelmatig' },
      }),
    ],
    lines: ['Pols: 50\u00A0per min – 12-01-2026 07:30 – Regelmaat: onregelmatig – bron onbekend'],
  },
  {
    name: 'a pulse whose member is not there or was withdrawn has no value',
    records: [
      observation('1', {
        code: snomed('366199006', 'pols'),
        hasMember: [{ reference: 'Observation/9', display: 'Pols: 50\u00A0/min' }],
      }),
      observation('2', {
        code: snomed('366199006', 'pols'),
        effectiveDateTime: '2026-01-11',
        hasMember: [{ reference: 'Observation/3' }],
      }),
      observation('3', {
        code: loinc('8893-0'),
        status: 'entered-in-error',
        effectiveDateTime: '2026-01-11',
        valueQuantity: { value: 500, system: UCUM, code: '/min' },
      }),
    ],
    words: ['pols'],
    lines: [
      'Pols: geen waarde in de bron – 12-01-2026 07:30 – onderdeel: onbekende verwijzing – bron onbekend',
      'Pols: waarde ingetrokken door de bron – 11-01-2026 – bron onbekend',
    ],
  },
  {
    name: 'a member of another moment keeps its own date',
    records: [
      observation('1', {
        code: snomed('366199006', 'pols'),
        hasMember: [{ reference: 'Observation/2' }],
      }),
      observation('2', {
        code: loinc('8893-0'),
        effectiveDateTime: '2013-02-08',
        valueQuantity: { value: 50, system: UCUM, code: '/min' },
      }),
    ],
    lines: ['Pols: 50\u00A0per min (gemeten 08-02-2013) – 12-01-2026 07:30 – bron onbekend'],
  },
  {
    name: 'a weight in a panel stands on a line of its own, also when the panel was withdrawn',
    records: [
      observation('1', {
        code: loinc('85353-1', 'Vital signs panel'),
        status: 'entered-in-error',
        hasMember: [{ reference: 'Observation/2' }],
      }),
      weight('2', 72.4, '2026-01-12'),
      observation('3', {
        code: loinc('85353-1', 'Vital signs panel'),
        hasMember: [{ reference: 'Observation/4' }],
      }),
      observation('4', {
        code: loinc('8302-2'),
        valueQuantity: { value: 1.71, system: UCUM, code: 'm' },
      }),
    ],
    lines: [
      'Gewicht: 72,4\u00A0kg – ⚠\u00A0hoort bij een meting die als foutief of geannuleerd is gemarkeerd – 12-01-2026 – bron onbekend',
      'Lengte: 1,71\u00A0m – 12-01-2026 07:30 – bron onbekend',
    ],
  },
  {
    name: 'saturation always says whether oxygen was given, and is compared only when that is the same',
    records: [
      observation('1', {
        code: { coding: [...loinc('2708-6').coding, ...loinc('59408-5').coding] },
        valueQuantity: { value: 95, unit: '%', system: UCUM, code: '%' },
        component: [{ code: snomed('57485005', 'zuurstoftherapie'), valueBoolean: true }],
      }),
      observation('2', {
        code: loinc('59408-5'),
        effectiveDateTime: '2026-01-11',
        valueQuantity: { value: 88, unit: '%', system: UCUM, code: '%' },
        component: [{ code: snomed('266702001', 'zuurstof'), valueBoolean: false }],
      }),
    ],
    lines: [
      'Saturatie: 95\u00A0% – 12-01-2026 07:30 – met O₂ – vorige: 88\u00A0%, zonder O₂ (11-01-2026) – niet vergeleken: anders gemeten – bron onbekend',
    ],
  },
  {
    name: 'where a temperature was taken is shown',
    records: [
      observation('1', {
        code: {
          coding: [
            ...loinc('8310-5').coding,
            ...snomed('415974002', 'Tympanische temperatuur').coding,
          ],
        },
        valueQuantity: { value: 38.6, system: UCUM, code: 'Cel' },
      }),
    ],
    lines: [
      'Temperatuur: 38,6\u00A0°C – 12-01-2026 07:30 – Tympanische temperatuur – bron onbekend',
    ],
  },
  {
    name: 'a score is compared without a unit, by the same scale only',
    records: [
      observation('1', {
        code: snomed('225908003', 'pijnscore'),
        category: [],
        valueInteger: 7,
        method: { text: 'NRS' },
      }),
      observation('2', {
        code: snomed('225908003', 'pijnscore'),
        category: [],
        effectiveDateTime: '2026-01-11',
        valueInteger: 4,
        method: { text: 'NRS' },
      }),
    ],
    lines: [
      'Pijn: 7 – 12-01-2026 07:30 – NRS – vorige: 4, NRS (11-01-2026) – 3 hoger dan 1 dag eerder (▲) – bron onbekend',
    ],
  },
  {
    name: 'a date in the future is marked and does not hide the latest real one',
    records: [
      weight('1', 90, '2027-01-01'),
      weight('2', 72.4, '2026-01-12'),
      weight('3', 72.4, '2026-01-12'),
    ],
    lines: [
      'Gewicht: 90\u00A0kg – ⚠\u00A0datum in de toekomst – 01-01-2027 (in de toekomst) – bron onbekend',
      'Gewicht: 72,4\u00A0kg – 12-01-2026 – ⚠\u00A0zelfde datum als een andere meting, volgorde onbekend – bron onbekend',
      'Gewicht: 72,4\u00A0kg – 12-01-2026 – ⚠\u00A0zelfde datum als een andere meting, volgorde onbekend – bron onbekend',
    ],
  },
  {
    name: 'an old value is flagged, and one of only a year when all of that year is old',
    records: [
      weight('1', 72.4, '2025-10-15'),
      observation('2', {
        code: loinc('8302-2'),
        effectiveDateTime: '2025',
        valueQuantity: { value: 171, unit: 'cm' },
      }),
      observation('3', {
        code: loinc('9843-4', 'Hoofdomtrek'),
        effectiveDateTime: '2024',
        valueQuantity: { value: 57, unit: 'cm' },
      }),
    ],
    lines: [
      'Gewicht: 72,4\u00A0kg – ⚠\u00A0ouder dan 90 dagen – 15-10-2025 – bron onbekend',
      'Lengte: 171\u00A0cm – 2025 – bron onbekend',
      'Hoofdomtrek: 57\u00A0cm – ⚠\u00A0ouder dan 90 dagen – 2024 – bron onbekend',
    ],
  },
  {
    name: 'a status that is not final is said, an unknown one too',
    records: [
      weight('1', 72, '2026-01-12', { status: 'preliminary' }),
      observation('2', {
        code: loinc('8302-2'),
        status: 'unknown',
        valueQuantity: { value: 171, unit: 'cm' },
      }),
      observation('3', {
        code: loinc('9279-1'),
        status: 'corrected',
        valueQuantity: { value: 18, system: UCUM, code: '/min' },
      }),
    ],
    lines: [
      'Ademhaling: 18\u00A0per min – ⚠\u00A0gecorrigeerd – 12-01-2026 07:30 – bron onbekend',
      'Gewicht: 72\u00A0kg – ⚠\u00A0voorlopig – 12-01-2026 – bron onbekend',
      'Lengte: 171\u00A0cm – status onbekend – 12-01-2026 07:30 – bron onbekend',
    ],
  },
  {
    name: 'an unknown modifier extension is said before anything else',
    records: [
      weight('1', 72, '2026-01-12', {
        modifierExtension: [{ url: 'http://example.org/negated', valueBoolean: true }],
      }),
    ],
    lines: [
      'Gewicht: 72\u00A0kg – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 12-01-2026 – bron onbekend',
    ],
  },
  {
    name: 'the moment of recording stands in for a missing clinical date, and says so',
    records: [
      observation('1', {
        valueQuantity: kg(72),
        effectiveDateTime: '',
        issued: '2026-01-12T08:00:00+01:00',
      }),
      observation('2', { valueQuantity: kg(71), effectiveDateTime: '31-12-2025' }),
    ],
    lines: [
      'Gewicht: 71\u00A0kg – datum onleesbaar – bron onbekend',
      'Gewicht: 72\u00A0kg – vastgelegd op 12-01-2026 08:00 – bron onbekend',
    ],
  },
  {
    name: 'a reference range and a judgement are shown only as the source gives them',
    records: [
      observation('1', {
        code: loinc('8867-4'),
        valueQuantity: { value: 126, system: UCUM, code: '/min' },
        interpretation: [{ coding: [{ code: 'H', display: 'High' }] }],
        referenceRange: [
          {
            low: { value: 60, system: UCUM, code: '/min' },
            high: { value: 100, system: UCUM, code: '/min' },
          },
        ],
      }),
    ],
    lines: [
      'Hartfrequentie: 126\u00A0per min (beoordeling bron: hoog; referentie 60\u00A0per min tot 100\u00A0per min) – 12-01-2026 07:30 – bron onbekend',
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
