import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError } from './fhir.ts'
import { literalReference } from './local-references.ts'

/** Types whose changes are announced in a patient's room. */
export const announcedTypes = [
  'MedicationRequest',
  'MedicationDispense',
  'MedicationStatement',
  'AllergyIntolerance',
  'Observation',
  'Task',
  'Flag',
] as const

/** Types whose changes can alter who belongs to a care team. */
export const teamTypes = ['CareTeam', 'PractitionerRole', 'Practitioner'] as const

export type FollowedType = (typeof announcedTypes)[number] | (typeof teamTypes)[number]

/** A changed resource, as far as a notice needs it: never its content. */
export type Changed = {
  readonly type: FollowedType
  readonly id: string
  readonly versionId: string
  readonly lastUpdated: string | undefined
  readonly patient: string | undefined
  readonly identifiers: readonly string[]
}

export interface ChangeReader {
  /** Everything of a type that changed since `since` (a FHIR instant), overlap included by the caller. Throws FhirError; an incomplete answer throws too. */
  since(type: FollowedType, since: string, signal: AbortSignal): Promise<readonly Changed[]>
}

const patientOf = (resource: Resource): string | undefined => {
  const reference =
    ('subject' in resource ? literal(resource.subject) : undefined) ??
    ('patient' in resource ? literal(resource.patient) : undefined) ??
    ('for' in resource ? literal(resource.for) : undefined)
  return reference?.startsWith('Patient/') ? reference : undefined
}

const literal = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('reference' in value)) return undefined
  const { reference } = value
  // The client writes references of its own server as `Type/id`; any other address is another server's patient.
  return typeof reference === 'string' ? literalReference(reference, '') : undefined
}

const identifiersOf = (resource: Resource): readonly string[] => {
  const list = 'identifier' in resource ? resource.identifier : undefined
  const values = Array.isArray(list) ? list : []
  return values.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string'
      ? [one.value]
      : [],
  )
}

const toChanged = (type: FollowedType, resource: Resource): readonly Changed[] =>
  resource.id === undefined
    ? []
    : [
        {
          type,
          id: resource.id,
          versionId: resource.meta?.versionId ?? resource.meta?.lastUpdated ?? '',
          lastUpdated: resource.meta?.lastUpdated,
          patient: patientOf(resource),
          identifiers: identifiersOf(resource),
        },
      ]

/** Follows `_lastUpdated` (R4 search): the one change feed every server has. Sorted here, in case the server does not. */
export const createChangeReader = (client: FhirClient): ChangeReader => ({
  async since(type, since, signal) {
    const { matches, complete } = await client.search(
      type satisfies ResourceType,
      { _lastUpdated: `ge${since}`, _sort: '_lastUpdated', _count: '100' },
      { signal },
    )
    if (!complete) throw new FhirError('unavailable')
    return matches
      .flatMap((resource) => toChanged(type, resource))
      .toSorted((a, b) => Date.parse(a.lastUpdated ?? '') - Date.parse(b.lastUpdated ?? ''))
  },
})
