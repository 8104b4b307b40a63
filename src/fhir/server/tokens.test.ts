import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { assertSilent, impatientClient, refusal } from '../../../test/fhir-refusal.ts'
import { giveJson, type Seen, startLoopbackServer } from '../../../test/loopback-server.ts'
import type { FhirAuth } from './tokens.ts'

const secret = 'geheim&%+é'

const clientOf = (url: string, auth: FhirAuth, clock: () => number = Date.now) =>
  impatientClient(url, { auth, clock })

type World = {
  /** Issues tokens T1, T2 …; the FHIR side takes only those that `valid` takes. */
  readonly valid?: (token: string) => boolean
  readonly token?: (seen: Seen, response: ServerResponse) => void
  readonly life?: number
}

const startWorld = async ({ valid = () => true, token, life = 300 }: World = {}) => {
  let issued = 0
  const server = await startLoopbackServer((seen, response) => {
    if (seen.path === '/token') {
      if (token !== undefined) return token(seen, response)
      issued += 1
      return giveJson(response, {
        access_token: `T${issued}`,
        token_type: 'bearer',
        expires_in: life,
      })
    }
    if (seen.path === '/fhir/.well-known/smart-configuration') {
      return giveJson(response, { token_endpoint: `http://${String(seen.headers['host'])}/token` })
    }
    const sent = /^Bearer (.+)$/.exec(String(seen.headers['authorization']))?.[1]
    const taken = sent !== undefined && valid(sent)
    return giveJson(response, taken ? { resourceType: 'Patient', id: 'p1' } : {}, taken ? 200 : 401)
  })
  const count = (path: string) => server.seen.filter((seen) => seen.path === path).length
  return Object.assign(server, { count })
}

const bySecret = (url: string) =>
  ({
    kind: 'client-secret',
    clientId: 'zorgbot',
    secret,
    tokenEndpoint: `${url}/token`,
    scope: 'system/*.rs',
  }) as const

const reads = (client: ReturnType<typeof clientOf>, count: number) =>
  Promise.all(Array.from({ length: count }, () => client.read('Patient', 'p1')))

test('forty reads at once ask for one token', async () => {
  await using world = await startWorld()
  await using client = clientOf(world.url, bySecret(world.url))
  await reads(client, 40)
  assert.equal(world.count('/token'), 1)
  assert.equal(world.count('/fhir/Patient/p1'), 40)
})

test('forty reads whose token was withdrawn ask for one new token', async () => {
  let withdrawn = false
  await using world = await startWorld({ valid: (token) => !withdrawn || token !== 'T1' })
  await using client = clientOf(world.url, bySecret(world.url))
  await reads(client, 1)
  withdrawn = true
  await reads(client, 40)
  assert.equal(world.count('/token'), 2)
})

test('a refusal of the old token that comes late does not cost the new one', async () => {
  const late = Promise.withResolvers<void>()
  let held = 0
  await using world = await startLoopbackServer((seen, response) => {
    const count = world.seen.filter(({ path }) => path === '/token').length
    if (seen.path === '/token') {
      return giveJson(response, { access_token: `T${count}`, token_type: 'bearer' })
    }
    const taken = seen.headers['authorization'] !== 'Bearer T1'
    const answer = () =>
      giveJson(response, { resourceType: 'Patient', id: 'p1' }, taken ? 200 : 401)
    held += taken ? 0 : 1
    if (taken || held === 1) return answer()
    return void late.promise.then(answer)
  })
  await using client = clientOf(world.url, bySecret(world.url))
  const both = [client.read('Patient', 'p1'), client.read('Patient', 'p1')]
  await Promise.race(both)
  late.resolve()
  await Promise.all(both)
  assert.equal(world.seen.filter(({ path }) => path === '/token').length, 2)
})

test('a token that is refused again is not renewed without end', async () => {
  await using world = await startWorld({ valid: () => false })
  await using client = clientOf(world.url, bySecret(world.url))
  assert.equal((await refusal(client.read('Patient', 'p1'))).code, 'unauthorized')
  assert.equal(world.count('/token'), 2)
  assert.equal(world.count('/fhir/Patient/p1'), 2)
})

test('a token is replaced before it runs out', async () => {
  await using world = await startWorld({ life: 60 })
  let now = 1_000_000
  await using client = clientOf(world.url, bySecret(world.url), () => now)
  await reads(client, 2)
  now += 29_000
  await reads(client, 2)
  assert.equal(world.count('/token'), 1)
  now += 2000
  await reads(client, 2)
  assert.equal(world.count('/token'), 2)
})

test('the client secret goes in the Authorization header, and with the body when so set', async () => {
  await using world = await startWorld()
  await using basic = clientOf(world.url, bySecret(world.url))
  await reads(basic, 1)
  const [first] = world.seen
  assert.match(String(first?.headers['authorization']), /^Basic /)
  const form = new URLSearchParams(first?.body)
  assert.equal(form.get('grant_type'), 'client_credentials')
  assert.equal(form.get('scope'), 'system/*.rs')
  assert.equal(form.get('client_secret'), null)
  const auth = { ...bySecret(world.url), method: 'post' } as const
  await using post = clientOf(world.url, auth)
  await reads(post, 1)
  const second = world.seen.findLast(({ path }) => path === '/token')
  assert.equal(new URLSearchParams(second?.body).get('client_secret'), secret)
})

const part = (jwt: string, at: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[at] ?? '', 'base64url').toString())

const keys = {
  RS384: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
}

for (const [alg, key] of Object.entries(keys)) {
  for (const format of ['pem', 'jwk'] as const) {
    test(`a signed assertion from a ${format} key for ${alg} says what SMART wants and can be verified`, async () => {
      await using world = await startWorld()
      const given =
        format === 'pem'
          ? key.export({ type: 'pkcs8', format: 'pem' }).toString()
          : key.export({ format: 'jwk' })
      const auth = { kind: 'private-key-jwt', clientId: 'zorgbot', key: given, kid: 'k1' } as const
      await using client = clientOf(world.url, auth)
      await reads(client, 3)
      assert.equal(world.count('/fhir/.well-known/smart-configuration'), 1)
      const asked = world.seen.find(({ path }) => path === '/token')
      const form = new URLSearchParams(asked?.body)
      assert.equal(
        form.get('client_assertion_type'),
        'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      )
      const jwt = form.get('client_assertion') ?? ''
      assert.deepEqual(part(jwt, 0), { alg, kid: 'k1', typ: 'JWT' })
      const claims = part(jwt, 1)
      assert.equal(claims['aud'], `${world.url}/token`)
      assert.equal(claims['iss'], 'zorgbot')
      assert.equal(claims['sub'], 'zorgbot')
      assert.equal(typeof claims['jti'], 'string')
      const life = Number(claims['exp']) - Date.now() / 1000
      assert.ok(life > 0 && life <= 300)
      const dot = jwt.lastIndexOf('.')
      const signed = verify(
        'sha384',
        Buffer.from(jwt.slice(0, dot)),
        { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' },
        Buffer.from(jwt.slice(dot + 1), 'base64url'),
      )
      assert.equal(signed, true)
    })
  }
}

type Refused = { readonly name: string; readonly code: string; readonly token: World['token'] }

const oauthError = { error: 'invalid_client', error_description: secret }

const refused: readonly Refused[] = [
  {
    name: 'refuses the client',
    code: 'unauthorized',
    token: (_, r) => giveJson(r, oauthError, 401),
  },
  { name: 'answers with HTML', code: 'unauthorized', token: (_, r) => r.end('<html>') },
  { name: 'is out of order', code: 'unavailable', token: (_, r) => giveJson(r, {}, 503) },
  { name: 'is silent', code: 'timeout', token: () => {} },
  { name: 'cuts the line', code: 'unreachable', token: (_, r) => r.socket?.resetAndDestroy() },
  {
    name: 'redirects',
    code: 'unauthorized',
    token: (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  },
]

for (const { name, code, token } of refused) {
  test(`an authorization server that ${name} gives ${code}, and the FHIR server is not asked`, async () => {
    await using world = await startWorld(token === undefined ? {} : { token })
    await using client = clientOf(world.url, bySecret(world.url))
    const error = await refusal(client.read('Patient', 'p1'))
    assert.equal(error.code, code)
    assertSilent(error, [secret, encodeURIComponent(secret), world.url.slice(7), 'zorgbot:'])
    assert.equal(world.count('/fhir/Patient/p1'), 0)
  })
}

test('a secret or a token request never goes over plain http to another machine', async () => {
  const auth = bySecret('http://auth.example')
  assert.throws(() => clientOf('http://127.0.0.1:1', auth), RangeError)
  await using server = await startLoopbackServer((_, response) =>
    giveJson(response, { token_endpoint: 'http://auth.example/token' }),
  )
  const discovered = { kind: 'client-secret', clientId: 'zorgbot', secret } as const
  await using client = clientOf(server.url, discovered)
  assert.equal((await refusal(client.read('Patient', 'p1'))).code, 'outside')
})

test('a key that cannot sign is refused at once, without a word of it', () => {
  for (const key of [
    '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----',
    { kty: 'RSA' },
  ]) {
    const auth = { kind: 'private-key-jwt', clientId: 'zorgbot', key } as const
    assert.throws(
      () => clientOf('http://127.0.0.1:1', auth),
      (error) => error instanceof RangeError && !inspect(error).includes('QUJD'),
    )
  }
})
