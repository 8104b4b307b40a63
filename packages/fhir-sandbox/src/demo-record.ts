import type { AllergyIntolerance, Condition, Flag, Resource, Task } from '@medplum/fhirtypes'
import { demoMeasurements } from './demo-measurements.ts'
import { CLIENTS, WHO } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'

const SNOMED = 'http://snomed.info/sct'
const HL7 = 'http://terminology.hl7.org/CodeSystem'

const subject = (client: string) => ({ reference: `Patient/${client}`, type: 'Patient' as const })

const allergy = (
  id: string,
  client: string,
  text: string,
  verification: 'confirmed' | 'refuted' | 'entered-in-error',
  rest: Partial<AllergyIntolerance>,
): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: `demo-allergie-${id}`,
  ...(verification === 'entered-in-error'
    ? {}
    : {
        clinicalStatus: {
          coding: [
            {
              system: `${HL7}/allergyintolerance-clinical`,
              code: verification === 'refuted' ? 'inactive' : 'active',
            },
          ],
        },
      }),
  verificationStatus: {
    coding: [{ system: `${HL7}/allergyintolerance-verification`, code: verification }],
  },
  code: { text },
  patient: subject(client),
  recorder: WHO.doctor,
  ...rest,
})

const problem = (id: string, client: string, text: string, since: string): Condition => ({
  resourceType: 'Condition',
  id: `demo-probleem-${id}`,
  clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: 'active' }] },
  verificationStatus: { coding: [{ system: `${HL7}/condition-ver-status`, code: 'confirmed' }] },
  code: { text },
  subject: subject(client),
  onsetDateTime: since,
  recordedDate: since,
  recorder: { ...WHO.doctor, display: 'Huisarts, Huisartsenpraktijk De Brink' },
})

/** Allergies, measurements over weeks, problems, a flag and tasks of both clients. */
export const demoRecord = (time: DemoTime): readonly Resource[] => {
  const [first, second] = CLIENTS
  const flag: Flag = {
    resourceType: 'Flag',
    id: 'demo-waarschuwing-1',
    status: 'active',
    category: [{ coding: [{ system: SNOMED, code: '225419007', display: 'bewaken van patiënt' }] }],
    code: {
      coding: [{ system: SNOMED, code: '129839007', display: 'At increased risk for falls' }],
      text: 'Valgevaar',
    },
    subject: subject(first),
    period: { start: time.day(-60) },
    author: WHO.nurse,
  }
  const task = (id: string, description: string, rest: Partial<Task>): Task => ({
    resourceType: 'Task',
    id: `demo-taak-${id}`,
    status: 'requested',
    intent: 'order',
    priority: 'routine',
    description,
    for: subject(first),
    authoredOn: time.moment(-5, '10:20'),
    lastModified: time.moment(-5, '10:20'),
    requester: WHO.doctor,
    owner: WHO.nurse,
    ...rest,
  })
  return [
    allergy('penicilline', first, 'Penicilline', 'confirmed', {
      category: ['medication'],
      criticality: 'high',
      code: {
        coding: [{ system: SNOMED, code: '764146007', display: 'Penicilline' }],
        text: 'Penicilline',
      },
      recordedDate: time.day(-2400),
      reaction: [
        {
          manifestation: [
            {
              coding: [{ system: SNOMED, code: '39579001', display: 'Anafylaxie' }],
              text: 'Anafylaxie',
            },
          ],
          severity: 'severe',
        },
      ],
    }),
    allergy('pleister', first, 'Pleisterlijm', 'confirmed', {
      category: ['environment'],
      criticality: 'low',
      recordedDate: time.day(-150),
      reaction: [{ manifestation: [{ text: 'Roodheid van de huid' }], severity: 'mild' }],
    }),
    allergy('noten', first, 'Noten', 'refuted', {
      category: ['food'],
      recordedDate: time.day(-700),
    }),
    allergy('latex', first, 'Latex', 'entered-in-error', {
      criticality: 'high',
      recordedDate: time.day(-30),
    }),
    allergy('geen', second, 'Geen bekende allergie', 'confirmed', {
      code: {
        coding: [{ system: SNOMED, code: '716186003', display: 'No known allergy' }],
        text: 'Geen bekende allergie',
      },
      recordedDate: time.day(-120),
    }),
    ...demoMeasurements(time),
    problem('hartfalen', first, 'Hartfalen', time.day(-900)),
    problem('diabetes', first, 'Diabetes mellitus type 2', time.day(-2900)),
    problem('schildklier', second, 'Hypothyreoïdie', time.day(-1500)),
    flag,
    task('wegen', 'Dagelijks wegen en doorgeven bij meer dan 2 kg toename', {
      restriction: { period: { end: time.moment(9, '17:00') } },
    }),
    task('medicatierol', 'Nieuwe medicatierol bespreken met client', {
      status: 'completed',
      lastModified: time.moment(-2, '14:05'),
      owner: WHO.pharmacist,
    }),
  ]
}
