import type {
  Appointment,
  Condition,
  Consent,
  Flag,
  Observation,
  Resource,
} from '@medplum/fhirtypes'
import { demoCarePlan } from './demo-care-plan.ts'
import { demoLaboratory } from './demo-laboratory.ts'
import { CLIENTS, WHO } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'

const SNOMED = 'http://snomed.info/sct'
const HL7 = 'http://terminology.hl7.org/CodeSystem'
const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition'

const subject = { reference: `Patient/${CLIENTS[0]}`, type: 'Patient' } as const
const daughter = { reference: 'RelatedPerson/demo-dochter', type: 'RelatedPerson' } as const
const doctor = { ...WHO.doctor, display: 'Huisarts, Huisartsenpraktijk De Brink' }

const snomed = (code: string, display: string) => ({
  coding: [{ system: SNOMED, code, display }],
})

type ProblemState = { readonly clinical?: string; readonly verification: string }

const problem = (
  id: string,
  text: string,
  { clinical, verification }: ProblemState,
  rest: Partial<Condition>,
): Condition => ({
  resourceType: 'Condition',
  id: `demo-probleem-${id}`,
  ...(clinical
    ? { clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: clinical }] } }
    : {}),
  verificationStatus: {
    coding: [{ system: `${HL7}/condition-ver-status`, code: verification }],
  },
  code: { text },
  subject,
  recorder: doctor,
  ...rest,
})

const problems = (time: DemoTime): readonly Condition[] => [
  problem(
    'geheugen',
    'Geheugenproblemen',
    { clinical: 'active', verification: 'provisional' },
    { onsetDateTime: time.day(-200).slice(0, 7), recordedDate: time.day(-45) },
  ),
  problem(
    'longontsteking',
    'Longontsteking',
    { clinical: 'resolved', verification: 'confirmed' },
    {
      onsetDateTime: time.day(-320),
      abatementDateTime: time.day(-300),
      recordedDate: time.day(-320),
    },
  ),
  problem('copd', 'COPD', { verification: 'refuted' }, { recordedDate: time.day(-500) }),
]

const flags = (time: DemoTime): readonly Flag[] => [
  {
    resourceType: 'Flag',
    id: 'demo-waarschuwing-2',
    status: 'active',
    code: { text: 'Hoort slecht: spreek van voren aan en gebruik het gehoorapparaat rechts' },
    subject,
    period: { start: time.day(-280) },
    author: WHO.nurse,
  },
  {
    resourceType: 'Flag',
    id: 'demo-waarschuwing-3',
    status: 'inactive',
    code: { text: 'Isolatie wegens norovirus' },
    subject,
    period: { start: time.day(-140), end: time.day(-133) },
    author: WHO.nurse,
  },
]

type Decided = {
  readonly treatment: readonly [code: string, display: string]
  readonly type?: 'permit' | 'deny'
  readonly other?: string
}

const directive = (id: string, time: DemoTime, { treatment, type, other }: Decided): Consent => ({
  resourceType: 'Consent',
  id: `demo-behandelgrens-${id}`,
  meta: { profile: [`${NICTIZ}/nl-core-TreatmentDirective2`] },
  ...(other
    ? {
        modifierExtension: [
          { url: `${NICTIZ}/ext-TreatmentDirective2.SpecificationOther`, valueString: other },
        ],
      }
    : {}),
  status: 'active',
  scope: { coding: [{ system: `${HL7}/consentscope`, code: 'treatment' }] },
  category: [snomed('129125009', 'verrichting met expliciete context')],
  patient: subject,
  dateTime: time.day(-75),
  policy: [{ uri: 'https://wetten.overheid.nl/' }],
  verification: [{ verified: true, verifiedWith: subject, verificationDate: time.day(-75) }],
  provision: {
    ...(type ? { type } : {}),
    actor: [subject, daughter, WHO.doctor].map((reference) => ({
      role: { coding: [{ system: `${HL7}/v3-RoleCode`, code: 'CONSENTER' }] },
      reference,
    })),
    code: [snomed(...treatment)],
  },
})

const directives = (time: DemoTime): readonly Consent[] => [
  directive('reanimatie', time, { treatment: ['89666000', 'Reanimatie'], type: 'deny' }),
  directive('ic', time, {
    treatment: ['305351004', 'Opname op de intensive care'],
    type: 'deny',
  }),
  directive('ziekenhuis', time, {
    treatment: ['32485007', 'Ziekenhuisopname'],
    other: 'Alleen als behandeling thuis niet lukt, en eerst overleg met de dochter',
  }),
  directive('antibiotica', time, { treatment: ['281789004', 'Antibiotica'], type: 'permit' }),
]

const appointment = (
  id: string,
  text: string,
  span: Pick<Appointment, 'start' | 'end'>,
  rest: Partial<Appointment> & {
    readonly people: readonly NonNullable<Appointment['participant']>[number]['actor'][]
  },
): Appointment => {
  const { people, ...more } = rest
  return {
    resourceType: 'Appointment',
    id: `demo-afspraak-${id}`,
    status: 'booked',
    description: text,
    ...span,
    participant: [subject, ...people].map((actor) => ({
      status: 'accepted',
      ...(actor && { actor }),
    })),
    ...more,
  }
}

const appointments = (time: DemoTime): readonly Appointment[] => [
  appointment(
    'visite',
    'Visite huisarts',
    { start: time.moment(1, '13:30'), end: time.moment(1, '13:50') },
    { people: [WHO.doctor], reasonCode: [{ text: 'Controle hartfalen' }] },
  ),
  appointment(
    'fysio',
    'Fysiotherapie aan huis',
    { start: time.moment(6, '10:00'), end: time.moment(6, '10:30') },
    { people: [{ type: 'Organization', display: 'Fysiotherapie De Brug' }], status: 'pending' },
  ),
  appointment(
    'bloedprikken',
    'Bloedprikken',
    { start: time.moment(3, '08:15'), end: time.moment(3, '08:30') },
    {
      people: [{ type: 'Organization', display: 'Laboratorium Zonnedorp' }],
      status: 'cancelled',
      cancelationReason: { text: 'Al geprikt' },
    },
  ),
]

const report = (id: string, at: string, text: string): Observation => ({
  resourceType: 'Observation',
  id: `demo-rapportage-${id}`,
  status: 'final',
  code: { coding: [{ system: SNOMED, code: '11591000146107', display: 'Rapportage' }] },
  subject,
  effectiveDateTime: at,
  performer: [WHO.nurse],
  valueString: text,
})

/** What the other commands show of the first client: laboratory, problems, warnings, directives, plan, diary, reports. */
export const demoCatalogue = (time: DemoTime): readonly Resource[] => [
  ...demoLaboratory(time),
  ...problems(time),
  ...flags(time),
  ...directives(time),
  ...demoCarePlan(time),
  ...appointments(time),
  report(
    '1',
    time.moment(-3, '08:50'),
    'Mevrouw was kortademig na het traplopen. Enkels dikker dan vorige week. Gewogen en doorgegeven aan de huisarts.',
  ),
  report(
    '2',
    time.moment(-1, '08:20'),
    'Rustige nacht volgens mevrouw. Eet minder. Dochter komt vanmiddag en neemt de weegschaal mee.',
  ),
]
