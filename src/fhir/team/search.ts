import type { CareTeam, Resource } from '@medplum/fhirtypes'
import {
  type FhirClient,
  FhirError,
  type FhirOptions,
  type ResourceOf,
  type SearchParams,
  type SearchResult,
} from '../fhir.ts'

const includes: SearchParams = {
  _include: 'CareTeam:participant',
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
}

type Searchable = 'CareTeam' | 'Practitioner' | 'PractitionerRole'

/** A search whose answer must be whole: half a list must neither remove nor refuse anybody. */
export const searchWhole = async <K extends Searchable>(
  client: FhirClient,
  type: K,
  params: SearchParams,
  options: FhirOptions & { readonly post?: boolean },
): Promise<SearchResult<K>> => {
  const result = await client.search(type, params, options)
  if (!result.complete) throw new FhirError('unavailable', ['incomplete'])
  return result
}

/** Care teams with the people they refer to; a server that refuses the includes is asked without. */
export const searchTeams = async (
  client: FhirClient,
  params: SearchParams,
  options: FhirOptions,
): Promise<{
  readonly teams: readonly CareTeam[]
  readonly included: ReadonlyMap<string, Resource>
}> => {
  const ask = (extra: SearchParams) =>
    searchWhole(client, 'CareTeam', { ...params, _count: '100', ...extra }, options)
  const result = await ask(includes).catch((error: unknown) => {
    if (error instanceof FhirError && error.code === 'invalid') return ask({})
    throw error
  })
  return { teams: result.matches, included: result.included }
}

/** The teams that are active, whatever the server made of the question. */
export const activeOnly = (teams: readonly ResourceOf<'CareTeam'>[]): readonly CareTeam[] =>
  teams.filter(({ status }) => status === 'active')
