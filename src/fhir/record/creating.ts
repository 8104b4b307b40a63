import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, type FhirCode, FhirError, type ResourceRef } from '../fhir.ts'
import { isObject } from '../server/outcome.ts'
import type { Validator } from '../validation/validate.ts'
import { systems } from '../value/identifiers.ts'
import { resourceRef } from '../value/references.ts'
import type { RecordWriter, Written } from './writer.ts'

/** A resource as it is looked for: its type and our own identifiers of it. */
export type Wanted = { readonly type: ResourceType; readonly identifiers: readonly string[] }

type Client = Pick<FhirClient, 'search' | 'transaction'>

/** The server said no before it did anything; looking would tell no more. */
export const refusals: ReadonlySet<FhirCode> = new Set([
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'too-many-requests',
])
/** The request may still be at work on the other side. */
export const stillOpen: ReadonlySet<FhirCode> = new Set(['timeout', 'unreachable', 'conflict'])

const LOCATION =
  /(?:^|\/)([A-Za-z]{1,64}\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/u

const refOfLocation = (location: string | undefined): ResourceRef | undefined => {
  const [, ref, versionId] = LOCATION.exec(location ?? '') ?? []
  if (ref === undefined) return undefined
  return versionId === undefined ? { ref } : { ref, versionId }
}

const identifiersOf = (resource: Resource) => {
  const field: unknown = Object.entries(resource).find(([key]) => key === 'identifier')?.[1]
  const list: readonly unknown[] = Array.isArray(field) ? field : [field]
  return list.flatMap((each) =>
    isObject(each) && typeof each['value'] === 'string'
      ? [{ system: each['system'], value: each['value'] }]
      : [],
  )
}

const wantedIn = (bundle: Bundle): readonly Wanted[] =>
  (bundle.entry ?? []).map(({ resource }) => {
    const identifiers = (resource === undefined ? [] : identifiersOf(resource))
      .filter(({ system }) => system === systems.uri)
      .map(({ value }) => value)
    if (resource === undefined || identifiers.length === 0)
      throw new TypeError('what is written needs an identifier of our own')
    return { type: resource.resourceType, identifiers }
  })

const isOfType = ({ ref }: ResourceRef, type: ResourceType): boolean => ref.startsWith(`${type}/`)

// Where the server says each entry is; undefined when it does not say so of all.
const refsIn = (
  response: Bundle,
  wanted: readonly Wanted[],
): readonly ResourceRef[] | undefined => {
  const refs = (response.entry ?? []).flatMap(({ response: answer, resource }, at) => {
    const ref = refOfLocation(answer?.location) ?? (resource && resourceRef(resource))
    const type = wanted[at]?.type
    return ref !== undefined && type !== undefined && isOfType(ref, type) ? [ref] : []
  })
  return refs.length === wanted.length ? refs : undefined
}

/** What is in the record of each of these, by our own identifiers alone. Throws FhirError when that cannot be told. */
export const findWritten = async (
  client: Client,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
): Promise<readonly (readonly ResourceRef[])[]> => {
  const searches = [...Map.groupBy(wanted, ({ type }) => type)].map(async ([type, each]) => {
    const identifier = each
      .flatMap(({ identifiers }) => identifiers)
      .map((value) => `${systems.uri}|${value}`)
      .join(',')
    const { matches, complete } = await client.search(type, { identifier }, { signal, post: true })
    if (!complete) throw new FhirError('unavailable')
    return matches
  })
  const found: readonly Resource[] = (await Promise.all(searches)).flat()
  return wanted.map(({ type, identifiers }) =>
    found.flatMap((match) => {
      const isOurs = identifiersOf(match).some(({ value }) => identifiers.includes(value))
      return match.resourceType === type && isOurs ? (resourceRef(match) ?? []) : []
    }),
  )
}

/** Creates once, however often it is told to: checked first, conditional, and looked up when in doubt. */
export const createCreating = (client: Client, validator: Validator): RecordWriter['create'] => {
  const judge = async (
    wanted: readonly Wanted[],
    signal: AbortSignal | undefined,
    code: FhirCode,
  ): Promise<Written> => {
    const found = await findWritten(client, wanted, signal)
    const refs = found.flat()
    if (found.every(({ length }) => length === 1)) return { kind: 'written', refs }
    if (refs.length > 0) return { kind: 'ambiguous' }
    return { kind: stillOpen.has(code) ? 'unknown' : 'failed', code }
  }

  const afterFailure = async (
    wanted: readonly Wanted[],
    signal: AbortSignal | undefined,
    code: FhirCode,
  ): Promise<Written> => {
    if (code === 'ambiguous') return { kind: 'ambiguous' }
    if (refusals.has(code)) return { kind: 'failed', code }
    try {
      return await judge(wanted, signal, code)
    } catch (error) {
      if (!(error instanceof FhirError) && signal?.aborted !== true) throw error
      return { kind: code === 'invalid' ? 'failed' : 'unknown', code }
    }
  }

  return async (bundle, signal) => {
    const wanted = wantedIn(bundle)
    const issues = await validator.validate(bundle)
    if (issues.length > 0) return { kind: 'refused', issues }
    try {
      const refs = refsIn(await client.transaction(bundle, { signal }), wanted)
      // A server may answer without saying where things are: then they are looked up.
      if (refs !== undefined) return { kind: 'written', refs }
      return await afterFailure(wanted, signal, 'conflict')
    } catch (error) {
      // Given up halfway is no different from silence: it may have arrived.
      if (error instanceof FhirError) return await afterFailure(wanted, signal, error.code)
      if (signal?.aborted === true) return { kind: 'unknown', code: 'timeout' }
      throw error
    }
  }
}
