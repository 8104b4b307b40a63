import type * as Oidc from 'openid-client'
import { FhirError } from '../fhir.ts'
import { answerError, isObject, networkError } from './outcome.ts'
import { type SigningKey, toCryptoKey } from './signing-key.ts'
import type { PooledFetch } from './transport.ts'

type Grant = {
  readonly clientId: string
  /** Without it the server's `.well-known/smart-configuration` is asked. */
  readonly tokenEndpoint?: string
  readonly scope?: string
}

/** How the bot proves itself to the FHIR server. */
export type FhirAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | (Grant & {
      readonly kind: 'client-secret'
      readonly secret: string
      /** How the secret is sent; `basic` unless told. */
      readonly method?: 'basic' | 'post'
    })
  | (Grant & { readonly kind: 'private-key-jwt'; readonly key: SigningKey; readonly kid?: string })

/** The token to send, if any. `renew` is told which token failed, so that parallel refusals cause one new token. */
export type Tokens = {
  get(): Promise<string | undefined>
  renew(failed: string | undefined): Promise<string | undefined>
}

/** What getting a token needs of the world. */
export type TokenPorts = {
  /** The FHIR base URL, with its slash. */
  readonly base: string
  readonly fetch: PooledFetch
  readonly timeoutMs: number
  readonly clock: () => number
}

type Issued = { readonly token: string; readonly until: number }
type OAuth = Extract<FhirAuth, { clientId: string }>

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Secrets go over TLS only, or stay on this machine. */
const guarded = (endpoint: string): URL | undefined => {
  const url = URL.parse(endpoint)
  if (url === null) return undefined
  const local = url.protocol === 'http:' && loopback.test(url.hostname)
  return url.protocol === 'https:' || local ? url : undefined
}

/** SMART App Launch 2.x, conformance: the token endpoint as the FHIR server names it. */
const discover = async ({ base, fetch, timeoutMs }: TokenPorts): Promise<URL> => {
  const response = await fetch(`${base}.well-known/smart-configuration`, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw answerError(response.status, undefined, false)
  const body: unknown = await response.json().catch(() => undefined)
  const named = isObject(body) ? body['token_endpoint'] : undefined
  if (typeof named !== 'string') throw new FhirError('not-fhir')
  const endpoint = guarded(named)
  if (endpoint === undefined) throw new FhirError('outside')
  return endpoint
}

/** Loaded when the first token is asked for: most servers inside a hospital want none. */
const loadOidc = (): Promise<typeof Oidc> => import('openid-client')

type Prover = (oidc: typeof Oidc, endpoint: string) => Oidc.ClientAuth

/** Gives the proof for a token endpoint; SMART wants that endpoint itself as `aud`. */
const prover = (auth: OAuth): Prover => {
  if (auth.kind === 'client-secret') {
    const { secret, method } = auth
    return (oidc) => (method === 'post' ? oidc.ClientSecretPost : oidc.ClientSecretBasic)(secret)
  }
  const key = toCryptoKey(auth.key)
  return (oidc, endpoint) =>
    oidc.PrivateKeyJwt(auth.kid === undefined ? { key } : { key, kid: auth.kid }, {
      [oidc.modifyAssertion]: (header, payload) => {
        header['typ'] = 'JWT'
        payload['aud'] = endpoint
      },
    })
}

/** One client credentials grant (RFC 6749 4.4); every failure in our words. */
const grant = async (
  auth: OAuth,
  prove: Prover,
  endpoint: URL,
  ports: TokenPorts,
): Promise<Issued> => {
  const oidc = await loadOidc()
  const proof = prove(oidc, endpoint.href)
  let failure = new FhirError('unauthorized', ['login'])
  const server = { issuer: ports.base, token_endpoint: endpoint.href }
  const config = new oidc.Configuration(server, auth.clientId, undefined, proof)
  if (endpoint.protocol === 'http:') oidc.allowInsecureRequests(config)
  config[oidc.customFetch] = async (url, init) => {
    const signal = AbortSignal.timeout(ports.timeoutMs)
    try {
      const { method, headers, body = null, redirect } = init
      const response = await ports.fetch(url, { method, headers, body, redirect, signal })
      if (response.status >= 500 || response.status === 429) {
        failure = answerError(response.status, undefined, false)
      }
      return response
    } catch (error) {
      failure = networkError(error)
      throw error
    }
  }
  try {
    const scope = auth.scope === undefined ? {} : { scope: auth.scope }
    const answer = await oidc.clientCredentialsGrant(config, scope)
    const life = Math.max(1, (answer.expires_in ?? 60) - 30)
    return { token: answer.access_token, until: ports.clock() + life * 1000 }
  } catch {
    throw failure
  }
}

/** Gets, keeps and renews tokens; the only door to openid-client. Throws RangeError for an unsafe token endpoint or key. */
export const createTokens = (auth: FhirAuth, ports: TokenPorts): Tokens => {
  if (auth.kind === 'none' || auth.kind === 'bearer') {
    const token = auth.kind === 'bearer' ? auth.token : undefined
    return { get: async () => token, renew: async () => token }
  }
  const given = auth.tokenEndpoint === undefined ? undefined : guarded(auth.tokenEndpoint)
  if (auth.tokenEndpoint !== undefined && given === undefined) {
    throw new RangeError('The token endpoint must be https')
  }
  const prove = prover(auth)
  let endpoint = given
  let issued: Issued | undefined
  let inFlight: Promise<string> | undefined

  const issue = async (): Promise<string> => {
    try {
      endpoint ??= await discover(ports)
      issued = await grant(auth, prove, endpoint, ports)
      return issued.token
    } catch (error) {
      throw networkError(error)
    } finally {
      inFlight = undefined
    }
  }
  const get = async (): Promise<string> => {
    if (issued !== undefined && ports.clock() < issued.until) return issued.token
    inFlight ??= issue()
    return inFlight
  }
  const renew = async (failed: string | undefined): Promise<string> => {
    if (issued?.token === failed) issued = undefined
    return get()
  }
  return { get, renew }
}
