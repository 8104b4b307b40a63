import type { Resource } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'
import { canonicalSystem, systems } from '../value/identifiers.ts'
import { literalReference } from '../value/local-references.ts'
import { refOf } from '../value/references.ts'

const subjectFields = ['subject', 'patient', 'for'] as const

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const literalType = (reference: string): string | undefined =>
  /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?$/u.exec(reference)?.[1]

/** Whether somebody who takes part is named as a patient: by type, by reference, by number, or as a part of the record. */
const isPatient = (actor: unknown, contained: readonly unknown[]): boolean => {
  if (!isObject(actor)) return false
  const { type, reference, identifier } = actor
  const system = isObject(identifier) ? identifier['system'] : undefined
  const within =
    typeof reference === 'string' &&
    contained.some(
      (each) =>
        isObject(each) &&
        each['resourceType'] === 'Patient' &&
        typeof each['id'] === 'string' &&
        reference === `#${each['id']}`,
    )
  return (
    type === 'Patient' ||
    within ||
    (typeof reference === 'string' && literalType(reference) === 'Patient') ||
    (typeof system === 'string' && canonicalSystem(system) === systems.bsn)
  )
}

/** An appointment names its patient among those who take part (HL7 FHIR R4 Appointment.participant). */
const participantsOf = (fields: ReadonlyMap<string, unknown>): readonly unknown[] =>
  listOf(fields.get('participant'))
    .map((each) => (isObject(each) ? each['actor'] : undefined))
    .filter((actor) => isPatient(actor, listOf(fields.get('contained'))))

const subjectsOf = (resource: Resource): readonly unknown[] => {
  const fields = new Map<string, unknown>(Object.entries(resource))
  const named = subjectFields.flatMap((field) => listOf(fields.get(field)))
  return resource.resourceType === 'Appointment' ? [...named, ...participantsOf(fields)] : named
}

/**
 * Whether a resource is this patient's, by its own words: it names a subject, and every subject it names is the patient.
 * A resource without one, or with a logical reference only, cannot be shown to be. `base` (with its slash) makes absolute
 * references of our own server count; the FHIR client has already made those relative.
 */
export const samePatient = (resource: Resource, patient: string, base = ''): boolean => {
  if (resource.resourceType === 'Patient') return refOf(resource) === patient
  const subjects = subjectsOf(resource)
  return (
    subjects.length > 0 &&
    subjects.every((subject) => {
      const reference = isObject(subject) ? subject['reference'] : undefined
      return typeof reference === 'string' && literalReference(reference, base) === patient
    })
  )
}

/** Splits what is this patient's from what is not; `foreign` are references to be audited. */
export const keepPatient = <R extends Resource>(
  resources: readonly R[],
  patient: string,
  base = '',
): { readonly kept: readonly R[]; readonly foreign: readonly string[] } => {
  const kept = resources.filter((each) => samePatient(each, patient, base))
  const own = new Set<R>(kept)
  const foreign = resources
    .filter((each) => !own.has(each))
    .map((each) => refOf(each) ?? each.resourceType)
  return { kept, foreign }
}
