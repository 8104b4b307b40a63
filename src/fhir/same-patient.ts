import type { Resource } from '@medplum/fhirtypes'
import { literalReference } from './local-references.ts'
import { isObject } from './outcome.ts'
import { refOf } from './references.ts'

const subjectFields = ['subject', 'patient', 'for'] as const

const subjectsOf = (resource: Resource): readonly unknown[] => {
  const fields = new Map<string, unknown>(Object.entries(resource))
  return subjectFields.flatMap((field): readonly unknown[] => {
    const value = fields.get(field)
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  })
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
