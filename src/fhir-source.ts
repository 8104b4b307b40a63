import { readFileSync } from 'node:fs'
import { ConfigError } from './config.ts'
import type { FhirClient } from './fhir/fhir.ts'
import { createFhirClient } from './fhir/server/client.ts'
import type { SigningKey } from './fhir/server/signing-key.ts'
import { ownSource, type Source } from './fhir/server/source.ts'
import { createPatientFinder } from './fhir/server/source-patient.ts'
import { strictClient } from './fhir/server/strict-nl.ts'
import type { FhirAuth } from './fhir/server/tokens.ts'
import type { Log } from './log.ts'
import type { Config } from './settings.ts'
import type { SourceConfig } from './source-settings.ts'

/** PEM text as it is, or a JSON Web Key. */
const keyOf = (text: string): SigningKey => {
  if (!text.trimStart().startsWith('{')) return text
  const jwk: SigningKey = JSON.parse(text)
  return jwk
}

type AuthSettings = Pick<SourceConfig, 'token' | 'clientSecret' | 'privateKey'> & {
  [name in 'tokenUrl' | 'clientId' | 'keyId' | 'scope']?: string | undefined
}

const authOf = (settings: AuthSettings): FhirAuth => {
  const { clientId, token, clientSecret: secret, privateKey, keyId: kid } = settings
  if (token !== undefined) return { kind: 'bearer', token }
  if (clientId === undefined) return { kind: 'none' }
  const grant = {
    clientId,
    ...(settings.tokenUrl === undefined ? {} : { tokenEndpoint: settings.tokenUrl }),
    ...(settings.scope === undefined ? {} : { scope: settings.scope }),
  }
  if (privateKey !== undefined) {
    const key = keyOf(privateKey)
    return { kind: 'private-key-jwt', ...grant, key, ...(kid === undefined ? {} : { kid }) }
  }
  return secret === undefined ? { kind: 'none' } : { kind: 'client-secret', ...grant, secret }
}

const ownAuth = (config: Config): FhirAuth =>
  authOf({
    token: config.FHIR_TOKEN,
    tokenUrl: config.FHIR_TOKEN_URL,
    clientId: config.FHIR_CLIENT_ID,
    clientSecret: config.FHIR_CLIENT_SECRET,
    privateKey: config.FHIR_PRIVATE_KEY,
    keyId: config.FHIR_KEY_ID,
    scope: config.FHIR_SCOPE,
  })

const pemOf = (name: string, file: string | undefined): string | undefined => {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError([`${name}: the file cannot be read`])
  }
}

/** Name of the source for people: as configured, else its host. */
export const sourceNameOf = (config: Config): string =>
  config.FHIR_NAME ?? new URL(config.FHIR_URL).host

const tlsOf = ({ ca, cert, key }: Pick<SourceConfig, 'ca' | 'cert' | 'key'>) => {
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
  return Object.keys(tls).length === 0 ? {} : { tls }
}

/** By agreement (nl-360): four seconds for a request, thirty for all of them. */
const strictRequestMs = 4000
const strictTotalMs = 30_000

/** The FHIR client as the settings want it. Throws `ConfigError` when a certificate cannot be read. */
export const createFhirSource = (config: Config, log: Log) => {
  const timeoutMs = config.FHIR_TIMEOUT_SECONDS * 1000
  const strict = config.FHIR_MODE === 'strict-nl'
  return createFhirClient({
    baseUrl: config.FHIR_URL,
    auth: ownAuth(config),
    ...tlsOf({
      ca: pemOf('ZORGBOT_FHIR_TLS_CA_FILE', config.FHIR_TLS_CA_FILE),
      cert: pemOf('ZORGBOT_FHIR_TLS_CERT_FILE', config.FHIR_TLS_CERT_FILE),
      key: pemOf('ZORGBOT_FHIR_TLS_KEY_FILE', config.FHIR_TLS_KEY_FILE),
    }),
    requestTimeoutMs: strict ? Math.min(strictRequestMs, timeoutMs) : timeoutMs,
    totalTimeoutMs: config.FHIR_TIMEOUT_SECONDS * 2500,
    log: { warn: (fields, message) => log.warn(message, fields) },
  })
}

const otherClient = (config: SourceConfig, log: Log) => {
  const deadlineMs = config.deadlineSeconds * 1000
  const strict = config.mode === 'strict-nl'
  return createFhirClient({
    baseUrl: config.url,
    auth: authOf(config),
    ...tlsOf(config),
    requestTimeoutMs: strict ? Math.min(strictRequestMs, deadlineMs) : deadlineMs,
    totalTimeoutMs: deadlineMs,
    connections: 4,
    log: { warn: (fields, message) => log.warn(message, { source: config.name, ...fields }) },
  })
}

const otherSource = (
  config: SourceConfig,
  client: FhirClient,
  own: Pick<FhirClient, 'read'>,
  clock: () => number,
): Source => {
  const strict = config.mode === 'strict-nl'
  const deadlineMs = config.deadlineSeconds * 1000
  const { find, forget } = createPatientFinder({ own, there: client, clock, strict })
  return {
    label: config.name,
    own: false,
    client: strict ? strictClient(client, 'refused') : client,
    patientOf: find,
    forget,
    posting: config.posting,
    deadlineMs: strict ? Math.min(strictTotalMs, deadlineMs) : deadlineMs,
    remembered: strict,
  }
}

/** Every server that is asked about patients: the own record first, then the others as configured. */
export const createSources = (
  config: Config,
  own: FhirClient,
  log: Log,
  clock: () => number = Date.now,
) => {
  const strict = config.FHIR_MODE === 'strict-nl'
  const waitMs = config.FHIR_TIMEOUT_SECONDS * 3000
  const ownRecord = ownSource(
    sourceNameOf(config),
    strict ? strictClient(own, 'through') : own,
    strict
      ? { deadlineMs: Math.min(strictTotalMs, waitMs), remembered: true }
      : { deadlineMs: waitMs },
  )
  const others = config.sources.map((each) => ({ each, client: otherClient(each, log) }))
  return {
    sources: [
      ownRecord,
      ...others.map(({ each, client }) => otherSource(each, client, own, clock)),
    ],
    /** Asks each of the others once what it can be searched by; one that does not say is taken to know everything. */
    async check(signal: AbortSignal): Promise<void> {
      const told = await Promise.allSettled(others.map(({ client }) => client.check({ signal })))
      for (const [at, { status }] of told.entries()) {
        const source = others[at]?.each.name
        if (status === 'fulfilled') log.info('another source answers', { source })
        else if (!signal.aborted) log.warn('another source does not answer', { source })
      }
    },
    async close(): Promise<void> {
      await Promise.all(others.map(({ client }) => client.close()))
    },
  }
}
