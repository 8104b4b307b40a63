import type { ResourceType } from '@medplum/fhirtypes'
import type { SearchParams } from '../fhir.ts'

/** The search parameters that lead to who made a record, and to what a task is about (HL7 FHIR R4); a type that has none is not listed. */
const authors: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  AllergyIntolerance: ['recorder', 'asserter'],
  CarePlan: ['performer'],
  Communication: ['sender'],
  CommunicationRequest: ['requester', 'sender'],
  Composition: ['author'],
  Condition: ['asserter'],
  Consent: ['organization'],
  DiagnosticReport: ['performer'],
  DocumentReference: ['author'],
  Encounter: ['participant', 'service-provider'],
  EpisodeOfCare: ['care-manager', 'organization'],
  Flag: ['author'],
  Immunization: ['performer'],
  MedicationDispense: ['performer'],
  MedicationRequest: ['requester'],
  MedicationStatement: ['source'],
  Observation: ['performer'],
  Procedure: ['performer'],
  ServiceRequest: ['requester'],
  Task: ['requester', 'focus'],
}

/** What to include so that whoever made a record of this type can be named, and a task for what must not be done is known. */
export const authorIncludes = (type: ResourceType): SearchParams => {
  const names = authors[type]
  return names === undefined
    ? {}
    : {
        _include: names.map((each) => `${type}:${each}`),
        '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
      }
}
