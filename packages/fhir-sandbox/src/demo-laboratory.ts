import type { DiagnosticReport, Observation, Resource } from '@medplum/fhirtypes'
import { CLIENTS } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'

const LOINC = 'http://loinc.org'
const HL7 = 'http://terminology.hl7.org/CodeSystem'

type Test = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly range?: readonly [number | undefined, number | undefined]
  readonly flag?: 'H' | 'L' | 'N'
}

const base = (id: string, code: string, name: string, at: string) => ({
  resourceType: 'Observation' as const,
  id: `demo-lab-${id}`,
  status: 'final' as const,
  category: [{ coding: [{ system: `${HL7}/observation-category`, code: 'laboratory' }] }],
  code: { coding: [{ system: LOINC, code, display: name }], text: name },
  subject: { reference: `Patient/${CLIENTS[0]}`, type: 'Patient' as const },
  effectiveDateTime: at,
  performer: [{ type: 'Organization' as const, display: 'Laboratorium Zonnedorp' }],
})

const result = (test: Test, at: string): Observation => {
  const quantity = (value: number) => ({
    value,
    unit: test.unit,
    system: 'http://unitsofmeasure.org',
    code: test.unit.replace('µ', 'u'),
  })
  const [low, high] = test.range ?? []
  return {
    ...base(test.id, test.code, test.name, at),
    valueQuantity: quantity(test.value),
    ...(test.range
      ? {
          referenceRange: [
            {
              ...(low === undefined ? {} : { low: quantity(low) }),
              ...(high === undefined ? {} : { high: quantity(high) }),
            },
          ],
        }
      : {}),
    ...(test.flag
      ? {
          interpretation: [
            { coding: [{ system: `${HL7}/v3-ObservationInterpretation`, code: test.flag }] },
          ],
        }
      : {}),
  }
}

const CREATININE = { code: '14682-9', name: 'Kreatinine', unit: 'µmol/L', range: [45, 84] } as const
const POTASSIUM = { code: '2823-3', name: 'Kalium', unit: 'mmol/L', range: [3.5, 5] } as const
const SODIUM = { code: '2951-2', name: 'Natrium', unit: 'mmol/L', range: [135, 145] } as const
const EGFR = { code: '62238-1', name: 'eGFR', unit: 'mL/min', range: [60, undefined] } as const
const PROBNP = {
  code: '33762-6',
  name: 'NT-proBNP',
  unit: 'ng/L',
  range: [undefined, 450],
} as const

/** Blood of the first client at two moments, and a culture that is not finished. */
export const demoLaboratory = (time: DemoTime): readonly Resource[] => {
  const now = time.moment(-4, '08:10')
  const before = time.moment(-62, '08:05')
  const members = [
    result({ id: 'kreatinine-2', ...CREATININE, value: 118, flag: 'H' }, now),
    result({ id: 'kalium-2', ...POTASSIUM, value: 5.3, flag: 'H' }, now),
    result({ id: 'natrium-2', ...SODIUM, value: 138, flag: 'N' }, now),
    result({ id: 'egfr-2', ...EGFR, value: 41, flag: 'L' }, now),
  ]
  const panel: Observation = {
    ...base('nier-2', '24362-6', 'Nierfunctie en elektrolyten', now),
    hasMember: members.map(({ id }) => ({ reference: `Observation/${id}`, type: 'Observation' })),
  }
  const culture: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: 'demo-verslag-kweek',
    status: 'preliminary',
    category: [{ coding: [{ system: `${HL7}/v2-0074`, code: 'LAB', display: 'Laboratory' }] }],
    code: { text: 'Urinekweek' },
    subject: { reference: `Patient/${CLIENTS[0]}`, type: 'Patient' },
    effectiveDateTime: time.moment(-2, '11:00'),
    conclusion: 'Nog geen groei; de definitieve uitslag volgt.',
    performer: [{ type: 'Organization', display: 'Laboratorium Zonnedorp' }],
  }
  return [
    result({ id: 'kreatinine-1', ...CREATININE, value: 97, flag: 'H' }, before),
    result({ id: 'kalium-1', ...POTASSIUM, value: 4.6, flag: 'N' }, before),
    result({ id: 'nt-probnp-1', ...PROBNP, value: 1240, flag: 'H' }, before),
    ...members,
    panel,
    result({ id: 'nt-probnp-2', ...PROBNP, value: 2180, flag: 'H' }, now),
    culture,
  ]
}
