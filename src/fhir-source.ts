import { readFileSync } from 'node:fs'
import { ConfigError } from './config.ts'
import { createFhirClient } from './fhir/client.ts'
import type { SigningKey } from './fhir/signing-key.ts'
import type { FhirAuth } from './fhir/tokens.ts'
import type { Log } from './log.ts'
import type { Config } from './settings.ts'

/** PEM text as it is, or a JSON Web Key. */
const keyOf = (text: string): SigningKey => {
  if (!text.trimStart().startsWith('{')) return text
  const jwk: SigningKey = JSON.parse(text)
  return jwk
}

const authOf = (config: Config): FhirAuth => {
  const { FHIR_CLIENT_ID: clientId, FHIR_TOKEN: token } = config
  if (token !== undefined) return { kind: 'bearer', token }
  if (clientId === undefined) return { kind: 'none' }
  const grant = {
    clientId,
    ...(config.FHIR_TOKEN_URL === undefined ? {} : { tokenEndpoint: config.FHIR_TOKEN_URL }),
    ...(config.FHIR_SCOPE === undefined ? {} : { scope: config.FHIR_SCOPE }),
  }
  const { FHIR_PRIVATE_KEY: key, FHIR_CLIENT_SECRET: secret, FHIR_KEY_ID: kid } = config
  if (key !== undefined)
    return {
      kind: 'private-key-jwt',
      ...grant,
      key: keyOf(key),
      ...(kid === undefined ? {} : { kid }),
    }
  return secret === undefined ? { kind: 'none' } : { kind: 'client-secret', ...grant, secret }
}

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

/** The FHIR client as the settings want it. Throws `ConfigError` when a certificate cannot be read. */
export const createFhirSource = (config: Config, log: Log) => {
  const ca = pemOf('ZORGBOT_FHIR_TLS_CA_FILE', config.FHIR_TLS_CA_FILE)
  const cert = pemOf('ZORGBOT_FHIR_TLS_CERT_FILE', config.FHIR_TLS_CERT_FILE)
  const key = pemOf('ZORGBOT_FHIR_TLS_KEY_FILE', config.FHIR_TLS_KEY_FILE)
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
  return createFhirClient({
    baseUrl: config.FHIR_URL,
    auth: authOf(config),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
    requestTimeoutMs: config.FHIR_TIMEOUT_SECONDS * 1000,
    totalTimeoutMs: config.FHIR_TIMEOUT_SECONDS * 2500,
    log: { warn: (fields, message) => log.warn(message, fields) },
  })
}
