import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Authority, createAuthority, type Identity } from '../scripts/topology/certificates.ts'
import { recordedLog } from '../test/fakes/recorded-log.ts'
import { assertSilent, refusal } from '../test/fhir-refusal.ts'
import { giveJson } from '../test/loopback-server.ts'
import { readConfig } from './config.ts'
import { createFhirSource } from './fhir-source.ts'

const secret = 'SECRET-71c0'
const patient = { resourceType: 'Patient', id: 'p1' }

/** A FHIR server that asks for a certificate of `trusted` and hears nobody who has none; it also issues tokens. */
const startServer = async (trusted: Authority, own: Identity) => {
  const heard: string[] = []
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    heard.push(path)
    if (path !== '/token') return giveJson(response, patient)
    return giveJson(response, { access_token: secret, token_type: 'bearer', expires_in: 300 })
  }
  const options = { ...own, ca: trusted.ca, requestCert: true, rejectUnauthorized: true }
  const server = createServer(options, answer)
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    host: `127.0.0.1:${port}`,
    heard,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

/** The bot's client by its settings, with these PEM texts in files. */
const openSource = async (
  host: string,
  pems: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-tls-'))
  const settings: Record<string, string> = {}
  for (const [name, pem] of Object.entries(pems)) {
    const file = join(folder, name)
    await writeFile(file, pem, { mode: 0o600 })
    settings[`ZORGBOT_FHIR_TLS_${name}_FILE`] = file
  }
  const config = readConfig({
    ZORGBOT_HOMESERVER_URL: 'http://127.0.0.1:8008',
    ZORGBOT_SERVER_NAME: 'zorg.example',
    ZORGBOT_AS_TOKEN: 'as-token-secret',
    ZORGBOT_HS_TOKEN: 'hs-token-secret',
    ZORGBOT_FHIR_URL: `https://${host}/fhir`,
    ZORGBOT_FHIR_TOKEN: secret,
    ...settings,
    ...more,
  })
  try {
    const client = createFhirSource(config, recordedLog().log)
    return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a server that wants a certificate answers the bot that has one', async () => {
  const authority = createAuthority('Ours', Date.now())
  await using server = await startServer(authority, authority.server())
  const { cert, key } = authority.client()
  await using source = await openSource(server.host, { CA: authority.ca, CERT: cert, KEY: key })
  assert.equal((await source.read('Patient', 'p1')).id, 'p1')
  assert.deepEqual(server.heard, ['/fhir/Patient/p1'])
})

test('without a certificate, or with one of another authority, the bot is told nothing but that', async () => {
  const authority = createAuthority('Ours', Date.now())
  const other = createAuthority('Theirs', Date.now()).client()
  await using server = await startServer(authority, authority.server())
  const { ca } = authority
  for (const pems of [{ CA: ca }, { CA: ca, CERT: other.cert, KEY: other.key }]) {
    await using source = await openSource(server.host, pems)
    const error = await refusal(source.read('Patient', 'p1'))
    assert.equal(error.code, 'unreachable')
    assertSilent(error, [server.host, secret, other.key.split('\n')[1] ?? '', 'Patient'])
  }
  assert.deepEqual(server.heard, [])
})

test('a server whose certificate is of an authority the bot does not know is told nothing', async () => {
  const authority = createAuthority('Ours', Date.now())
  const impostor = createAuthority('Ours', Date.now())
  await using server = await startServer(authority, impostor.server())
  const { cert, key } = authority.client()
  for (const pems of [
    { CA: authority.ca, CERT: cert, KEY: key },
    { CERT: cert, KEY: key },
  ]) {
    await using source = await openSource(server.host, pems)
    const error = await refusal(source.read('Patient', 'p1'))
    assert.equal(error.code, 'unreachable')
    assertSilent(error, [server.host, secret, key.split('\n')[1] ?? '', 'Patient'])
  }
  assert.deepEqual(server.heard, [])
})

test('a token is asked for with the same certificate', async () => {
  const authority = createAuthority('Ours', Date.now())
  await using server = await startServer(authority, authority.server())
  const { cert, key } = authority.client()
  const pems = { CA: authority.ca, CERT: cert, KEY: key }
  await using source = await openSource(server.host, pems, {
    ZORGBOT_FHIR_TOKEN: '',
    ZORGBOT_FHIR_CLIENT_ID: 'zorgbot',
    ZORGBOT_FHIR_CLIENT_SECRET: 'client-secret',
    ZORGBOT_FHIR_TOKEN_URL: `https://${server.host}/token`,
  })
  assert.equal((await source.read('Patient', 'p1')).id, 'p1')
  assert.deepEqual(server.heard, ['/token', '/fhir/Patient/p1'])
})

test('a certificate that cannot be read is told by the name of its setting, not by its place', async () => {
  const missing = {
    ZORGBOT_FHIR_TLS_CERT_FILE: '/nowhere/client.pem',
    ZORGBOT_FHIR_TLS_KEY_FILE: '/nowhere/client.key',
  }
  await assert.rejects(openSource('127.0.0.1:9', {}, missing), {
    name: 'ConfigError',
    problems: ['ZORGBOT_FHIR_TLS_CERT_FILE: the file cannot be read'],
  })
})
