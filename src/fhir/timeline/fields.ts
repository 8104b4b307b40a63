import type { CodeableConcept, Reference, Resource } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'
import { codesOf, conceptWords, list, textOf } from '../value/codes.ts'

/** What most types have under other names. */
export type Fields = {
  readonly name: string | undefined
  readonly date: string | undefined
  readonly recorded: string | undefined
  readonly author: Reference | undefined
  readonly statuses: readonly string[]
}

/** Where a type keeps it, the best place first; `a.b` is `b` within `a`, also within each of a list. */
type Places = {
  readonly name: readonly string[]
  readonly date?: readonly string[]
  readonly recorded?: readonly string[]
  readonly author?: readonly string[]
  /** Each of them counts. */
  readonly status: readonly string[]
}

const status = ['status']
const clinicalStatus = ['clinicalStatus', 'verificationStatus']
const effective = ['effectiveDateTime', 'effectivePeriod.start', 'effectiveInstant']
const medicine = ['medicationCodeableConcept', 'medicationReference.display']

const places: Readonly<Record<string, Places>> = {
  AllergyIntolerance: {
    name: ['code', 'reaction.substance'],
    date: ['onsetDateTime'],
    recorded: ['recordedDate'],
    author: ['recorder', 'asserter'],
    status: clinicalStatus,
  },
  Appointment: {
    name: ['description', 'serviceType', 'reasonCode'],
    date: ['start'],
    recorded: ['created'],
    status,
  },
  CarePlan: {
    name: ['title', 'category', 'description'],
    date: ['period.start'],
    recorded: ['created'],
    author: ['author', 'contributor'],
    status,
  },
  Communication: {
    name: ['topic', 'reasonCode', 'payload.contentString', 'category'],
    date: ['sent', 'received'],
    author: ['sender'],
    status,
  },
  CommunicationRequest: {
    name: ['reasonCode', 'category'],
    recorded: ['authoredOn'],
    author: ['requester', 'sender'],
    status,
  },
  Composition: {
    name: ['title', 'type'],
    recorded: ['date'],
    author: ['author'],
    status,
  },
  Condition: {
    name: ['code'],
    date: ['onsetDateTime', 'onsetPeriod.start'],
    recorded: ['recordedDate'],
    author: ['recorder', 'asserter'],
    status: clinicalStatus,
  },
  Consent: {
    name: ['provision.code', 'category', 'scope'],
    recorded: ['dateTime'],
    author: ['performer', 'organization'],
    status,
  },
  DeviceUseStatement: {
    name: ['device.display'],
    date: ['timingDateTime', 'timingPeriod.start'],
    recorded: ['recordedOn'],
    author: ['source'],
    status,
  },
  DiagnosticReport: {
    name: ['code'],
    date: effective,
    recorded: ['issued'],
    author: ['performer', 'resultsInterpreter'],
    status,
  },
  DocumentReference: {
    name: ['description', 'type', 'category'],
    recorded: ['date'],
    author: ['author', 'custodian'],
    status: ['status', 'docStatus'],
  },
  Encounter: {
    name: ['type', 'serviceType', 'reasonCode', 'class.display', 'class.code'],
    date: ['period.start'],
    author: ['participant.individual', 'serviceProvider'],
    status,
  },
  EpisodeOfCare: {
    name: ['type', 'diagnosis.condition.display'],
    date: ['period.start'],
    author: ['careManager', 'managingOrganization'],
    status,
  },
  Flag: { name: ['code'], date: ['period.start'], author: ['author'], status },
  Goal: {
    name: ['description'],
    date: ['startDate'],
    recorded: ['statusDate'],
    author: ['expressedBy'],
    status: ['lifecycleStatus'],
  },
  Immunization: {
    name: ['vaccineCode'],
    date: ['occurrenceDateTime', 'occurrenceString'],
    recorded: ['recorded'],
    author: ['performer.actor'],
    status,
  },
  MedicationDispense: {
    name: medicine,
    date: ['whenHandedOver', 'whenPrepared'],
    author: ['performer.actor'],
    status,
  },
  MedicationRequest: {
    name: medicine,
    recorded: ['authoredOn'],
    author: ['requester', 'recorder'],
    status,
  },
  MedicationStatement: {
    name: medicine,
    date: effective,
    recorded: ['dateAsserted'],
    author: ['informationSource'],
    status,
  },
  Observation: {
    name: ['code'],
    date: effective,
    recorded: ['issued'],
    author: ['performer'],
    status,
  },
  Organization: { name: ['name'], status: ['active'] },
  Practitioner: { name: ['name.text', 'qualification.code'], status: ['active'] },
  PractitionerRole: {
    name: ['code', 'specialty', 'organization.display'],
    status: ['active'],
  },
  Procedure: {
    name: ['code', 'category'],
    date: ['performedDateTime', 'performedPeriod.start', 'performedString'],
    author: ['performer.actor', 'recorder', 'asserter'],
    status,
  },
  ServiceRequest: {
    name: ['code', 'category'],
    recorded: ['authoredOn'],
    author: ['requester'],
    status,
  },
  Task: {
    name: ['description', 'code'],
    recorded: ['authoredOn'],
    author: ['requester'],
    status,
  },
}

const at = (owner: unknown, path: string): readonly unknown[] =>
  path
    .split('.')
    .reduce<readonly unknown[]>(
      (owners, field) =>
        owners.flatMap((each) => (isObject(each) ? list<unknown>(each[field]) : [])),
      [owner],
    )

const isConcept = (value: unknown): value is CodeableConcept => isObject(value)
const isReference = (value: unknown): value is Reference => isObject(value)

const wordsOf = (value: unknown) =>
  textOf(value) ?? (isConcept(value) ? conceptWords(value) : undefined)

/** A status is a code by itself, or every code of a concept; one without codes says it in words. */
const statusesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'boolean') return [value ? 'active' : 'inactive']
  const said = textOf(value)
  if (said !== undefined) return [said]
  if (!isConcept(value)) return []
  const codes = codesOf(value).map((code) => code.toLowerCase())
  const words = conceptWords(value)
  return codes.length > 0 || words === undefined ? codes : [words]
}

/** The fields of a record under one name each; nothing for a type that is not shown. */
export const fieldsOf = (record: Resource): Fields => {
  const own = Object.hasOwn(places, record.resourceType) ? places[record.resourceType] : undefined
  const first = <T>(
    paths: readonly string[] | undefined,
    read: (value: unknown) => T | undefined,
  ) => (paths ?? []).flatMap((path) => at(record, path).flatMap((value) => read(value) ?? []))[0]
  return {
    name: first(own?.name, wordsOf),
    date: first(own?.date, textOf),
    recorded: first(own?.recorded, textOf),
    author: first(own?.author, (value) => (isReference(value) ? value : undefined)),
    statuses: (own?.status ?? []).flatMap((path) => at(record, path).flatMap(statusesOf)),
  }
}
