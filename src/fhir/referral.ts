import type { Bundle } from '@medplum/fhirtypes'
import { type FhirClient, type FhirCode, FhirError, type ResourceRef } from './fhir.ts'
import { systems } from './identifiers.ts'
import { resourceRef } from './references.ts'
import type { Validator } from './validate.ts'
import type { Issue } from './validate-rules.ts'

/** What became of a Bundle. */
export type Written =
  /** It is in the record: ServiceRequest first, then Task. */
  | { readonly kind: 'written'; readonly refs: readonly ResourceRef[] }
  /** Our own check refused it; nothing was sent. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** It is not in the record. */
  | { readonly kind: 'failed'; readonly code: FhirCode }
  /** Nobody can tell now; the same Bundle may be sent again, nothing is made twice. */
  | { readonly kind: 'unknown'; readonly code: FhirCode }
  /** The record holds half of it or more than one: a person must look, nothing is sent again. */
  | { readonly kind: 'ambiguous' }

/** Writes referrals. */
export interface ReferralWriter {
  write(bundle: Bundle, signal?: AbortSignal): Promise<Written>
  /** What is in the record under these identifiers, ServiceRequests first. Throws FhirError when that cannot be told. */
  find(identifiers: readonly string[], signal?: AbortSignal): Promise<readonly ResourceRef[]>
}

const TYPES = ['ServiceRequest', 'Task'] as const

// The server said no before it did anything; looking would tell no more.
const REFUSALS: ReadonlySet<FhirCode> = new Set([
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'too-many-requests',
])
// The request may still be at work on the other side.
const OPEN: ReadonlySet<FhirCode> = new Set(['timeout', 'unreachable', 'conflict'])

const LOCATION =
  /(?:^|\/)((?:ServiceRequest|Task)\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/u

const refOfLocation = (location: string | undefined): ResourceRef | undefined => {
  const [, ref, versionId] = LOCATION.exec(location ?? '') ?? []
  if (ref === undefined) return undefined
  return versionId === undefined ? { ref } : { ref, versionId }
}

const refsIn = (response: Bundle): readonly ResourceRef[] =>
  (response.entry ?? []).flatMap(({ response: answer, resource }) => {
    const ref = refOfLocation(answer?.location) ?? (resource && resourceRef(resource))
    return ref ?? []
  })

const identifiersIn = (bundle: Bundle): readonly string[] =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'ServiceRequest' || resource?.resourceType === 'Task'
      ? (resource.identifier ?? []).flatMap(({ system, value }) =>
          system === systems.uri && value !== undefined ? [value] : [],
        )
      : [],
  )

const areBoth = (refs: readonly ResourceRef[]): boolean =>
  refs.length === TYPES.length && TYPES.every((type, at) => refs[at]?.ref.startsWith(`${type}/`))

/** Writes a referral once, however often it is told to: checked first, conditional, and looked up when in doubt. */
export const createReferralWriter = (client: FhirClient, validator: Validator): ReferralWriter => {
  const find: ReferralWriter['find'] = async (identifiers, signal) => {
    const identifier = identifiers.map((value) => `${systems.uri}|${value}`).join(',')
    const results = await Promise.all(
      TYPES.map((type) => client.search(type, { identifier }, { signal, post: true })),
    )
    if (!results.every(({ complete }) => complete)) throw new FhirError('unavailable')
    return results.flatMap(({ matches }) =>
      matches.flatMap((match) => {
        const own = (match.identifier ?? []).some(({ value = '' }) => identifiers.includes(value))
        return own ? (resourceRef(match) ?? []) : []
      }),
    )
  }

  const judge = async (
    bundle: Bundle,
    signal: AbortSignal | undefined,
    code: FhirCode,
  ): Promise<Written> => {
    const refs = await find(identifiersIn(bundle), signal)
    if (areBoth(refs)) return { kind: 'written', refs }
    if (refs.length > 0) return { kind: 'ambiguous' }
    return { kind: OPEN.has(code) ? 'unknown' : 'failed', code }
  }

  const afterFailure = async (
    bundle: Bundle,
    signal: AbortSignal | undefined,
    code: FhirCode,
  ): Promise<Written> => {
    if (code === 'ambiguous') return { kind: 'ambiguous' }
    if (REFUSALS.has(code)) return { kind: 'failed', code }
    try {
      return await judge(bundle, signal, code)
    } catch (error) {
      if (!(error instanceof FhirError) && signal?.aborted !== true) throw error
      return { kind: code === 'invalid' ? 'failed' : 'unknown', code }
    }
  }

  return {
    find,
    write: async (bundle, signal) => {
      const issues = await validator.validate(bundle)
      if (issues.length > 0) return { kind: 'refused', issues }
      try {
        const refs = refsIn(await client.transaction(bundle, { signal }))
        // A server may answer without saying where things are: then they are looked up.
        return areBoth(refs)
          ? { kind: 'written', refs }
          : await afterFailure(bundle, signal, 'conflict')
      } catch (error) {
        // Given up halfway is no different from silence: it may have arrived.
        if (error instanceof FhirError) return await afterFailure(bundle, signal, error.code)
        if (signal?.aborted === true) return { kind: 'unknown', code: 'timeout' }
        throw error
      }
    },
  }
}
