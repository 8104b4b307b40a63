import type { CareTeam } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type FhirOptions, type SearchParams } from '../fhir.ts'
import { escapeSearchValue } from '../server/search-params.ts'
import type { Moment } from '../value/period.ts'
import { refOf } from '../value/references.ts'
import { matrixAccounts } from '../value/telecom.ts'
import { readMissing } from './includes.ts'
import { activeOnly, searchTeams, searchWhole } from './search.ts'

const atOnce = 40

/** The forms in which an account stands in telecom, as one search value. */
export const accountForms = (userId: string): string => {
  const bare = userId.slice(1)
  const all = new Set([userId, `matrix:u/${bare}`, `matrix:u/${encodeURIComponent(bare)}`])
  return [...all].map(escapeSearchValue).join(',')
}

const batches = (refs: readonly string[]): readonly string[] =>
  Array.from({ length: Math.ceil(refs.length / atOnce) }, (_, at) =>
    refs.slice(at * atOnce, (at + 1) * atOnce).join(','),
  )

const findable = (client: FhirClient): boolean =>
  client.supports('Practitioner', 'telecom') &&
  client.supports('PractitionerRole', 'telecom') &&
  client.supports('PractitionerRole', 'practitioner') &&
  client.supports('CareTeam', 'participant')

/** Practitioners and roles that name the account, and the roles of those practitioners. */
const claimants = async (
  client: FhirClient,
  userId: string,
  moment: Moment,
  options: FhirOptions,
): Promise<readonly string[]> => {
  const named = { telecom: accountForms(userId), _count: '100' }
  const post = { ...options, post: true }
  const [people, roles] = await Promise.all([
    searchWhole(client, 'Practitioner', named, post),
    searchWhole(client, 'PractitionerRole', named, post),
  ])
  const claim = ({ telecom }: { telecom?: Parameters<typeof matrixAccounts>[0] }) =>
    matrixAccounts(telecom, moment).includes(userId)
  const persons = people.matches.filter(claim).map(refOf)
  const refs = persons.filter((ref) => ref !== undefined)
  const theirs = await Promise.all(
    batches(refs).map((practitioner) =>
      searchWhole(client, 'PractitionerRole', { practitioner, _count: '100' }, options),
    ),
  )
  const all = [...roles.matches.filter(claim), ...theirs.flatMap(({ matches }) => matches)].map(
    refOf,
  )
  return [...new Set([...refs, ...all.filter((ref) => ref !== undefined)])]
}

/** The questions that together give every active team this account can be in. */
const questions = async (
  client: FhirClient,
  userId: string,
  moment: Moment,
  options: FhirOptions,
): Promise<readonly SearchParams[]> => {
  const everything = [{ status: 'active' }]
  if (!findable(client)) return everything
  try {
    const refs = await claimants(client, userId, moment, options)
    return batches(refs).map((participant) => ({ status: 'active', participant }))
  } catch (error) {
    if (error instanceof FhirError && error.code === 'invalid') return everything
    throw error
  }
}

/** Every active team this account may be in, with what they refer to: still to be judged member by member. */
export const teamsOfAccount = async (
  client: FhirClient,
  userId: string,
  moment: Moment,
  options: FhirOptions,
) => {
  const asked = await questions(client, userId, moment, options)
  const found = await Promise.all(asked.map((params) => searchTeams(client, params, options)))
  const byRef = new Map<string, CareTeam>()
  for (const team of activeOnly(found.flatMap(({ teams }) => teams))) {
    byRef.set(refOf(team) ?? `#${byRef.size}`, team)
  }
  const teams = [...byRef.values()]
  const included = new Map(found.flatMap((each) => [...each.included]))
  return { teams, ...(await readMissing(client, teams, included, new Set(), options)) }
}
