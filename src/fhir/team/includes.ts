import type { CareTeam, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type FhirOptions, type SourceState } from '../fhir.ts'
import { list } from '../value/codes.ts'
import { literalRef } from '../value/references.ts'

const readable: readonly ResourceType[] = [
  'PractitionerRole',
  'Practitioner',
  'RelatedPerson',
  'Patient',
  'Organization',
]

const wanted = (
  teams: readonly CareTeam[],
  included: ReadonlyMap<string, Resource>,
): readonly string[] => {
  const participants = teams.flatMap((team) => list(team.participant))
  const roles = [...included.values()].filter((each) => each.resourceType === 'PractitionerRole')
  const references = [
    ...participants.flatMap(({ member, onBehalfOf }) => [member, onBehalfOf]),
    ...roles.flatMap(({ practitioner, organization }) => [practitioner, organization]),
  ]
  return references.map(literalRef).filter((ref) => ref !== undefined)
}

/** What the teams refer to. */
export type TeamIncludes = {
  readonly included: ReadonlyMap<string, Resource>
  readonly failed: SourceState['failed']
}

/**
 * Reads what the teams refer to and the search did not include. What is not there stays unresolved; a person that cannot
 * be read is thrown, for a list without that person would look whole. Patients other than `patients` are not read.
 */
export const readMissing = async (
  client: FhirClient,
  teams: readonly CareTeam[],
  found: ReadonlyMap<string, Resource>,
  patients: ReadonlySet<string>,
  options: FhirOptions,
): Promise<TeamIncludes> => {
  const included = new Map(found)
  const asked = new Set<string>()
  const failed: { part: string; code: FhirError['code'] }[] = []
  const fetch = async (ref: string) => {
    asked.add(ref)
    const [type, id] = ref.split('/')
    const known = readable.find((each) => each === type)
    if (known === undefined || id === undefined || (type === 'Patient' && !patients.has(ref)))
      return
    try {
      included.set(ref, await client.read(known, id, options))
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      if (error.code === 'not-found' || error.code === 'gone') return
      if (known !== 'Organization') throw error
      failed.push({ part: known, code: error.code })
    }
  }
  for (;;) {
    const missing = new Set(
      wanted(teams, included).filter((ref) => !included.has(ref) && !asked.has(ref)),
    )
    if (missing.size === 0) return { included, failed }
    await Promise.all([...missing].map(fetch))
  }
}
