import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes'
import type { Includer } from './includes.ts'
import type { Pages } from './pages.ts'
import { refusal } from './refusal.ts'
import type { Repository } from './repository.ts'
import type { Stored } from './rows.ts'
import { type Pairs, searchRequest } from './search-request.ts'

/** One request to the server, from HTTP or from an entry of a batch. */
export type Ask = {
  readonly method: string
  /** Path below the base, without slashes at the ends: `Patient/1`. */
  readonly path: readonly string[]
  readonly query: Pairs
  readonly body: unknown
  /** Form body of `_search`. */
  readonly form: Pairs
  readonly ifMatch: string | undefined
  readonly ifNoneMatch: string | undefined
  readonly ifNoneExist: string | undefined
  readonly base: string
  /** Id a transaction chose before. */
  readonly id?: string
}

/** What is answered; `location` and `etag` become headers or parts of a batch response. */
export type Answer = {
  readonly status: number
  readonly body?: Resource | Bundle | OperationOutcome
  readonly location?: string
  readonly etag?: string
  readonly lastModified?: string
}

/** What the interactions work with. */
export type Server = {
  readonly repository: Repository
  readonly includer: Includer
  readonly pages: Pages
}

/** The query of a conditional interaction as pairs; a leading `?` is accepted. */
export const pairsOf = (query: string): Pairs => [...new URLSearchParams(query)]

/** Pairs as a query. */
export const queryOf = (pairs: Pairs) =>
  new URLSearchParams(pairs.map(([k, v]): [string, string] => [k, v]))

/** What FHIR accepts as a logical id. */
export const ID = /^[A-Za-z0-9\-.]{1,64}$/

/** Ids of what a conditional interaction's search finds. */
export const matchesOf = (
  server: Server,
  type: string,
  query: Pairs,
  base: string,
): readonly string[] => {
  if (query.length === 0) throw refusal(412, 'invalid', 'A conditional interaction needs a search')
  const { filters, order } = searchRequest(type, query, base)
  const rows = server.repository.rows(type, filters, order)
  return rows.flatMap((rid) => server.repository.byRow(rid)?.id ?? [])
}

/** The single match, undefined for none; 412 for more. */
export const singleMatch = (
  server: Server,
  type: string,
  query: Pairs,
  base: string,
): string | undefined => {
  const found = matchesOf(server, type, query, base)
  if (found.length > 1) throw refusal(412, 'multiple-matches', 'More than one resource matches')
  return found[0]
}

/** The version an `If-Match` or `If-None-Match` names. */
export const versionOf = (ifMatch: string): string =>
  /^(?:W\/)?"?([^"]*)"?$/.exec(ifMatch)?.[1] ?? ifMatch

/** Refuses a write that was made on another version than the current one. */
export const checkMatch = (server: Server, ask: Ask, type: string, id: string): void => {
  if (ask.ifMatch === undefined) return
  const current = server.repository.currentVersion(type, id)
  if (String(current) !== versionOf(ask.ifMatch)) {
    throw refusal(412, 'conflict', 'The resource was changed in the meantime')
  }
}

/** The answer that carries a resource. */
export const answerOf = (
  status: number,
  resource: Stored,
  base: string,
  withLocation = true,
): Answer => {
  const { versionId, lastUpdated } = resource.meta
  const url = `${base}/${resource.resourceType}/${resource.id}/_history/${versionId}`
  return {
    status,
    body: resource,
    etag: `W/"${versionId}"`,
    lastModified: lastUpdated,
    ...(withLocation ? { location: url } : {}),
  }
}
