import { Client } from 'fhir-kit-client'
import Agent from 'undici/lib/dispatcher/agent.js'
import { FhirError } from '../fhir.ts'
import type { Address } from '../value/address.ts'
import { answerError, isObject, networkError } from './outcome.ts'
import type { Attempt } from './retry.ts'

/** Keys of mutual TLS, as PEM. */
export type Tls = { readonly ca?: string; readonly cert?: string; readonly key?: string }

/** A request below the FHIR base. `conditional` says it creates only what is not there yet. */
export type FhirRequest = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly conditional?: boolean
}

/** `fetch` through the same pool and keys, for the authorization server. */
export type PooledFetch = (url: string, init: RequestInit) => Promise<Response>

/** How long one try may take, and the caller's own abort. */
export type Limits = { readonly timeoutMs: number; readonly signal: AbortSignal | undefined }

/** The wire: one try at a time, without patience, with every failure in our words. */
export type Transport = {
  once(request: FhirRequest, token: string | undefined, limits: Limits): Promise<Attempt>
  readonly fetch: PooledFetch
  close(): Promise<void>
}

type Refusal = { readonly status: number; readonly data: unknown; readonly headers: unknown }

/** fhir-kit-client throws plain errors that carry the answer; their message holds the URL and is never passed on. */
const refusalOf = (error: unknown): Refusal | undefined => {
  if (!(error instanceof Error) || !('response' in error) || !isObject(error.response)) {
    return undefined
  }
  const { status, data } = error.response
  const config = 'config' in error && isObject(error.config) ? error.config : {}
  return typeof status === 'number' ? { status, data, headers: config['headers'] } : undefined
}

const isFhir = (
  value: unknown,
): value is { readonly resourceType: string; readonly [key: string]: unknown } =>
  isObject(value) && typeof value['resourceType'] === 'string'

const failed = (error: FhirError): Attempt => ({
  ok: false,
  error,
  status: undefined,
  retryAfter: undefined,
})

/** The only door to fhir-kit-client and undici; nothing leaves the FHIR base, redirects are refused, the pool is capped. */
export const createTransport = (options: {
  readonly address: Address
  readonly requestTimeoutMs: number
  readonly connections: number
  readonly tls: Tls | undefined
}): Transport => {
  const { address, requestTimeoutMs, connections, tls } = options
  const dispatcher = new Agent({
    connections,
    headersTimeout: requestTimeoutMs,
    bodyTimeout: requestTimeoutMs,
    maxResponseSize: 64 * 1024 * 1024,
    connect: { timeout: Math.min(requestTimeoutMs, 5000), ...tls },
  })
  const { httpClient } = new Client({
    baseUrl: address.base.href,
    requestOptions: { dispatcher, redirect: 'error' },
  })

  const once: Transport['once'] = async (request, token, limits) => {
    const caller = limits.signal
    const url = address.inside(request.url)
    if (url === undefined) return failed(new FhirError('outside'))
    const timeout = AbortSignal.timeout(limits.timeoutMs)
    const signal = caller === undefined ? timeout : AbortSignal.any([timeout, caller])
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    // A server may answer a search again from memory (HAPI does, for a minute); care is never given on an old answer.
    const headers = { 'cache-control': 'no-cache', ...request.headers, ...authorization }
    try {
      const body: unknown = await httpClient.request(
        request.method,
        url.href,
        { headers, signal },
        request.body,
      )
      if (isFhir(body)) {
        const { response } = Client.httpFor(body)
        return { ok: true, body, isWhole: response?.status !== 206 }
      }
      return failed(new FhirError('not-fhir'))
    } catch (error) {
      caller?.throwIfAborted()
      if (timeout.aborted) return failed(new FhirError('timeout'))
      const refusal = refusalOf(error)
      if (refusal === undefined) return failed(networkError(error))
      const { status, data, headers: answered } = refusal
      const after = answered instanceof Headers ? answered.get('retry-after') : null
      return {
        ok: false,
        error: answerError(status, data, request.conditional === true),
        status,
        retryAfter: after ?? undefined,
      }
    }
  }

  const fetchPooled: PooledFetch = (url, init) =>
    fetch(url, Object.assign({ redirect: 'error' as const }, init, { dispatcher }))

  return { once, fetch: fetchPooled, close: () => dispatcher.destroy() }
}
