import type { CodeableConcept, Observation, Quantity } from '@medplum/fhirtypes'
import { CLIENTS, WHO } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'

const subject = (client: string) => ({ reference: `Patient/${client}`, type: 'Patient' as const })

const quantity = (value: number, unit: string, code: string): Quantity => ({
  value,
  unit,
  code,
  system: 'http://unitsofmeasure.org',
})

const loinc = (code: string, display: string): CodeableConcept => ({
  coding: [{ system: 'http://loinc.org', code, display }],
})

const vital = (
  id: string,
  client: string,
  at: string,
  rest: Partial<Observation>,
): Observation => ({
  resourceType: 'Observation',
  id: `demo-meting-${id}`,
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'vital-signs',
          display: 'Vital Signs',
        },
      ],
    },
  ],
  code: {},
  subject: subject(client),
  effectiveDateTime: at,
  performer: [WHO.nurse],
  ...rest,
})

const pressure = (high: number, low: number): Partial<Observation> => ({
  code: loinc('85354-9', 'Blood pressure panel with all children optional'),
  component: [
    {
      code: loinc('8480-6', 'Systolic blood pressure'),
      valueQuantity: quantity(high, 'mmHg', 'mm[Hg]'),
    },
    {
      code: loinc('8462-4', 'Diastolic blood pressure'),
      valueQuantity: quantity(low, 'mmHg', 'mm[Hg]'),
    },
  ],
})

const weight = (kg: number): Partial<Observation> => ({
  code: loinc('29463-7', 'Body weight'),
  valueQuantity: quantity(kg, 'kg', 'kg'),
})

const pulse = (n: number): Partial<Observation> => ({
  code: loinc('8867-4', 'Heart rate'),
  valueQuantity: quantity(n, '/min', '/min'),
})

const temperature = (n: number): Partial<Observation> => ({
  code: loinc('8310-5', 'Body temperature'),
  valueQuantity: quantity(n, 'Cel', 'Cel'),
})

const saturation = (n: number): Partial<Observation> => ({
  code: {
    coding: [
      {
        system: 'http://loinc.org',
        code: '2708-6',
        display: 'Oxygen saturation in Arterial blood',
      },
      {
        system: 'http://loinc.org',
        code: '59408-5',
        display: 'Oxygen saturation in Arterial blood by Pulse oximetry',
      },
    ],
  },
  valueQuantity: quantity(n, '%', '%'),
})

const VISITS = [
  { days: -56, high: 148, low: 84, kg: 70.2, beats: 76 },
  { days: -42, high: 152, low: 86, kg: 70.0, beats: 78 },
  { days: -28, high: 150, low: 85, kg: 70.3, beats: 74 },
  { days: -15, high: 156, low: 88, kg: 70.4, beats: 80 },
  { days: -7, high: 160, low: 92, kg: 72.1, beats: 86 },
  { days: -1, high: 166, low: 94, kg: 72.8, beats: 92 },
] as const

/** Vital signs of both clients over eight weeks, one of them entered in error. */
export const demoMeasurements = (time: DemoTime): readonly Observation[] => {
  const [first, second] = CLIENTS
  return [
    ...VISITS.flatMap(({ days, high, low, kg, beats }, n) => [
      vital(`rr-${n + 1}`, first, time.moment(days, '08:30'), pressure(high, low)),
      vital(`gewicht-${n + 1}`, first, time.moment(days, '08:25'), weight(kg)),
      vital(`pols-${n + 1}`, first, time.moment(days, '08:31'), pulse(beats)),
    ]),
    vital('gewicht-fout', first, time.moment(-3, '08:25'), {
      ...weight(724),
      status: 'entered-in-error',
    }),
    vital('temp-1', first, time.moment(-1, '08:35'), temperature(37.9)),
    vital('saturatie-1', first, time.moment(-7, '08:36'), saturation(95)),
    vital('saturatie-2', first, time.moment(-1, '08:36'), saturation(92)),
    vital('tweede-rr-1', second, time.moment(-10, '09:40'), pressure(134, 78)),
    vital('tweede-gewicht-1', second, time.moment(-10, '09:35'), weight(81.5)),
  ]
}
