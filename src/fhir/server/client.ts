import type { Bundle, ResourceType } from '@medplum/fhirtypes'
import {
  type FhirClient,
  FhirError,
  type FhirOptions,
  type ReadOptions,
  type ResourceOf,
} from '../fhir.ts'
import { createAddress, resourcePath } from '../value/address.ts'
import { inOneSpelling } from '../value/one-spelling.ts'
import { isOfType, isResource, transactionResponse } from './bundle.ts'
import { type Capabilities, readCapabilities } from './capabilities.ts'
import { type Answer, type Attempt, type Repeat, withRetries } from './retry.ts'
import { type FhirLog, searchAllPages } from './search-pages.ts'
import { createTokens, type FhirAuth } from './tokens.ts'
import { createTransport, type FhirRequest, type Limits, type Tls } from './transport.ts'

/** Where the FHIR server is and how patient the bot is with it. */
export type FhirClientOptions = {
  readonly baseUrl: string
  readonly auth: FhirAuth
  readonly tls?: Tls
  /** For one try of one request. */
  readonly requestTimeoutMs?: number
  /** For one request with all its tries; a search has it per page. */
  readonly totalTimeoutMs?: number
  /** Sockets open at once. */
  readonly connections?: number
  readonly maxPages?: number
  readonly log?: FhirLog
  readonly clock?: () => number
  readonly random?: () => number
}

/** Runs a call so that it throws FhirError and nothing else but the caller's own abort. */
const guarded = async <T>(
  options: FhirOptions | undefined,
  call: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> => {
  const signal = options?.signal
  signal?.throwIfAborted()
  try {
    return await call(signal)
  } catch (error) {
    if (error instanceof FhirError) throw error
    signal?.throwIfAborted()
    throw new FhirError('not-fhir')
  }
}

/** Waits for a promise others wait for too, until this caller gives up. */
const orAbort = async <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return promise
  const given = Promise.withResolvers<never>()
  const give = () => given.reject(signal.reason)
  signal.addEventListener('abort', give, { once: true })
  try {
    return await Promise.race([promise, given.promise])
  } finally {
    signal.removeEventListener('abort', give)
  }
}

/** The FHIR server behind deadlines, retries, one origin and our own words for what goes wrong. */
export const createFhirClient = (
  settings: FhirClientOptions,
): FhirClient & { close(): Promise<void> } => {
  const { requestTimeoutMs = 8000, totalTimeoutMs = 20_000, connections = 8 } = settings
  const { maxPages = 1000, clock = Date.now, random = Math.random, log, tls } = settings
  const address = createAddress(settings.baseUrl)
  const transport = createTransport({ address, requestTimeoutMs, connections, tls })
  const { fetch } = transport
  const ports = { base: address.base.href, fetch, timeoutMs: requestTimeoutMs, clock }
  const tokens = createTokens(settings.auth, ports)
  let capabilities: Capabilities | undefined

  const once = async (request: FhirRequest, limits: Limits): Promise<Attempt> => {
    const token = await orAbort(tokens.get(), limits.signal)
    const first = await transport.once(request, token, limits)
    if (first.ok || first.status !== 401) return first
    const renewed = await orAbort(tokens.renew(token), limits.signal)
    return renewed === token ? first : transport.once(request, renewed, limits)
  }
  const ask = (
    request: FhirRequest,
    repeat: Repeat,
    signal: AbortSignal | undefined,
    total = totalTimeoutMs,
  ): Promise<Answer> => {
    const deadline = clock() + total
    const timeoutMs = () => Math.max(1, Math.min(requestTimeoutMs, deadline - clock()))
    const attempt = () => once(request, { timeoutMs: timeoutMs(), signal })
    return withRetries(attempt, { repeat, deadline, clock, random, signal })
  }
  /** A part of one resource is none: whatever is left out of it may change what it says. */
  const send = async (...given: Parameters<typeof ask>): Promise<unknown> => {
    const { body, isWhole } = await ask(...given)
    if (!isWhole) throw new FhirError('not-fhir')
    return body
  }

  const search: FhirClient['search'] = (type, params, options) =>
    guarded(options, (signal) => {
      const repeat = options?.once === true ? 'never' : 'read'
      const page = (request: FhirRequest) => ask(request, repeat, signal)
      const most = Math.min(maxPages, options?.maxPages ?? maxPages)
      const pages = { address, maxPages: most, send: page, log }
      return searchAllPages(type, params, options?.post === true, pages)
    })

  const read = <K extends ResourceType>(type: K, id: string, options?: ReadOptions) =>
    guarded(options, async (signal) => {
      const url = resourcePath(type, id, options?.version)
      const body = await send({ method: 'GET', url }, 'read', signal)
      const found = options?.verbatim === true ? body : inOneSpelling(body, address.base.href)
      if (isResource(found) && isOfType(type, found) && found.id === id) return found
      throw new FhirError('not-fhir')
    })

  // A request that is repeated after its answer was lost meets its own version: a conflict, which the caller looks into.
  const update = <K extends ResourceType>(
    resource: ResourceOf<K>,
    versionId: string,
    options?: FhirOptions,
  ) =>
    guarded(options, async (signal) => {
      const { id = '' } = resource
      const type: K = resource.resourceType
      const url = resourcePath(type, id)
      resourcePath(type, versionId)
      const headers = {
        'content-type': 'application/fhir+json',
        'if-match': `W/"${versionId}"`,
        prefer: 'return=representation',
      }
      const request = { method: 'PUT', url, headers, body: JSON.stringify(resource) } as const
      const body = await send(request, 'read', signal)
      if (isResource(body) && isOfType(type, body) && body.id === id) return body
      throw new FhirError('not-fhir')
    })

  const transaction = (bundle: Bundle, options?: FhirOptions) =>
    guarded(options, async (signal) => {
      const entries = bundle.entry ?? []
      const repeatable = entries.every((entry) => (entry.request?.ifNoneExist ?? '') !== '')
      if (!repeatable) throw new FhirError('invalid', ['business-rule'])
      const headers = { 'content-type': 'application/fhir+json' }
      const body = JSON.stringify(bundle)
      const request = { method: 'POST', url: '', headers, body, conditional: true } as const
      return transactionResponse(await send(request, 'write', signal), entries.length)
    })

  const check = (options?: FhirOptions) =>
    guarded(options, async (signal) => {
      const request = { method: 'GET', url: 'metadata' } as const
      const body = await send(request, 'read', signal, Math.min(5000, totalTimeoutMs))
      capabilities = readCapabilities(body)
    })

  return {
    search,
    read,
    update,
    transaction,
    check,
    supports: (type, parameter) => capabilities?.supports(type, parameter) ?? true,
    serves: (type) => capabilities?.serves(type) ?? true,
    close: () => transport.close(),
  }
}
