import type {
  AllergyIntolerance,
  Appointment,
  Condition,
  Consent,
  Flag,
  Goal,
  Observation,
  Patient,
  Resource,
  Task,
} from '@medplum/fhirtypes'
import { exampleResources } from '../../packages/fhir-sandbox/src/examples.ts'

/** The client of most cases. */
export const patient = 'Patient/p1'

/** The client as the record knows them. */
export const client: Patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ text: 'Johanna van Voorbeeld' }],
  gender: 'female',
  birthDate: '1941-05-02',
}

/** A general practitioner, as most sources write one. */
export const gp = { type: 'PractitionerRole' as const, display: 'Huisarts, Pulver & Partners' }

/** Fields to set, or to take away by `undefined`. */
type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** A record with other fields, or without some. */
export const changed = <T extends Resource>(record: T, changes: Changes<T>): T =>
  JSON.parse(JSON.stringify({ ...record, ...changes }))

const subject = { reference: patient }

const coded = (code: string) => ({ coding: [{ code }] })

/** An allergy that is active and confirmed. */
export const allergy = (
  id: string,
  text: string,
  more: Changes<AllergyIntolerance> = {},
): AllergyIntolerance =>
  changed<AllergyIntolerance>(
    {
      resourceType: 'AllergyIntolerance',
      id,
      patient: subject,
      code: { text },
      clinicalStatus: coded('active'),
      verificationStatus: coded('confirmed'),
      recordedDate: '2024-05-01',
      recorder: gp,
    },
    more,
  )

/** A problem that is active and confirmed. */
export const problem = (id: string, text: string, more: Changes<Condition> = {}): Condition =>
  changed<Condition>(
    {
      resourceType: 'Condition',
      id,
      subject,
      code: { text },
      clinicalStatus: coded('active'),
      verificationStatus: coded('confirmed'),
      recordedDate: '2024-05-01',
      recorder: gp,
    },
    more,
  )

/** A status by its code alone. */
export const status = coded

/** A warning that is active. */
export const flag = (id: string, text: string, more: Changes<Flag> = {}): Flag =>
  changed<Flag>(
    {
      resourceType: 'Flag',
      id,
      status: 'active',
      subject,
      code: { text },
      period: { start: '2025-10-01' },
      author: gp,
    },
    more,
  )

/** Codes of treatments in directives (zib TreatmentDirective2). */
export const treatments = {
  resuscitation: ['89666000', 'reanimatie'],
  ventilation: ['40617009', 'beademing'],
} as const

/** A directive about one treatment that is in force. */
export const directive = (
  id: string,
  treatment: keyof typeof treatments,
  type: 'permit' | 'deny' | undefined,
  more: Changes<Consent> = {},
): Consent => {
  const [code, display] = treatments[treatment]
  const system = 'http://snomed.info/sct'
  const whole: Consent = {
    resourceType: 'Consent',
    id,
    status: 'active',
    patient: subject,
    scope: coded('treatment'),
    category: [{ coding: [{ system, code: '129125009' }] }],
    dateTime: '2025-11-03',
    provision: { ...(type && { type }), code: [{ coding: [{ system, code, display }] }] },
  }
  return changed(whole, more)
}

/** A final laboratory value; those of one name have one code. */
export const lab = (id: string, text: string, more: Changes<Observation> = {}): Observation =>
  changed<Observation>(
    {
      resourceType: 'Observation',
      id,
      status: 'final',
      category: [coded('laboratory')],
      subject,
      code: { text, coding: [{ system: 'https://lab.example/bepaling', code: text }] },
      effectiveDateTime: '2026-01-05T09:00:00+01:00',
      performer: [{ type: 'Organization', display: 'Lab Zuid' }],
    },
    more,
  )

/** A final vital sign. */
export const vital = (id: string, loinc: string, more: Changes<Observation> = {}): Observation =>
  changed<Observation>(
    {
      resourceType: 'Observation',
      id,
      status: 'final',
      category: [coded('vital-signs')],
      subject,
      code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
      effectiveDateTime: '2026-01-12T07:30:00+01:00',
      performer: [{ type: 'PractitionerRole', display: 'Verpleegkundige, Thuiszorg De Linde' }],
    },
    more,
  )

/** An amount with a coded unit. */
export const amount = (value: number, unit: string, code = unit) => ({
  value,
  unit,
  system: 'http://unitsofmeasure.org',
  code,
})

/** A report of the nursing file. */
export const report = (id: string, text: string, more: Changes<Observation> = {}): Observation =>
  changed<Observation>(
    {
      resourceType: 'Observation',
      id,
      status: 'final',
      subject,
      code: { coding: [{ system: 'http://snomed.info/sct', code: '11591000146107' }] },
      effectiveDateTime: '2026-01-11T22:10:00+01:00',
      performer: [{ type: 'PractitionerRole', display: 'Verpleegkundige, Thuiszorg De Linde' }],
      valueString: text,
    },
    more,
  )

/** A goal that is being worked on. */
export const goal = (id: string, text: string, more: Changes<Goal> = {}): Goal =>
  changed<Goal>(
    {
      resourceType: 'Goal',
      id,
      lifecycleStatus: 'active',
      subject,
      description: { text },
      startDate: '2025-12-01',
      expressedBy: gp,
    },
    more,
  )

/** An appointment of the client with the general practitioner. */
export const appointment = (
  id: string,
  start: string,
  more: Changes<Appointment> = {},
): Appointment =>
  changed<Appointment>(
    {
      resourceType: 'Appointment',
      id,
      status: 'booked',
      start,
      description: 'Controle',
      participant: [
        { actor: subject, status: 'accepted' },
        { actor: gp, status: 'accepted' },
      ],
    },
    more,
  )

/** A task that waits for somebody. */
export const task = (id: string, text: string, more: Changes<Task> = {}): Task =>
  changed<Task>(
    {
      resourceType: 'Task',
      id,
      status: 'requested',
      intent: 'order',
      description: text,
      for: subject,
      authoredOn: '2026-01-11T09:00:00+01:00',
      requester: gp,
    },
    more,
  )

const about = (record: Resource): unknown =>
  'subject' in record
    ? record.subject
    : 'patient' in record
      ? record.patient
      : 'for' in record
        ? record.for
        : undefined

/** The Dutch example records of one patient, with the people, organizations and products they refer to. */
export const examplesOf = (who: string): readonly Resource[] => {
  const kept = new Set(
    'Device Location Medication Organization Practitioner PractitionerRole Specimen'.split(' '),
  )
  return exampleResources().filter(
    (record) =>
      (record.resourceType === 'Patient' && `Patient/${record.id}` === who) ||
      kept.has(record.resourceType) ||
      JSON.stringify(about(record) ?? '').includes(`"${who}"`),
  )
}
