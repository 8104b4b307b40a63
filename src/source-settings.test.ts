import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { ConfigError, readConfig } from './config.ts'

const secret = 'SECRET-71c0'

const least = {
  ZORGBOT_HOMESERVER_URL: 'http://127.0.0.1:8008',
  ZORGBOT_SERVER_NAME: 'zorg.example',
  ZORGBOT_AS_TOKEN: 'as-token-secret',
  ZORGBOT_HS_TOKEN: 'hs-token-secret',
  ZORGBOT_FHIR_URL: 'http://127.0.0.1:8080/fhir',
  ZORGBOT_FHIR_NAME: 'Dossier',
  ZORGBOT_FHIR_SOURCES: '/sources.json',
}

const files: Readonly<Record<string, string>> = {
  '/token': `${secret}\n`,
  '/key.pem': 'KEY',
  '/cert.pem': 'CERT',
}

const read = (sources: unknown) =>
  readConfig(least, (path) => {
    if (path === '/sources.json')
      return typeof sources === 'string' ? sources : JSON.stringify(sources)
    const text = files[path]
    if (text === undefined) throw new Error('no such file')
    return text
  })

const problemsOf = (sources: unknown): readonly string[] => {
  try {
    read(sources)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    assert.ok(!inspect(error, { depth: 9 }).includes(secret))
    return error.problems.map((problem) => problem.replace('ZORGBOT_FHIR_SOURCES: ', ''))
  }
  return []
}

test('a source needs a name and an address; it is open, and its answers vanish, unless told otherwise', () => {
  assert.deepEqual(read([{ name: 'Apotheek', url: 'https://apotheek.example/fhir' }]).sources, [
    {
      name: 'Apotheek',
      url: 'https://apotheek.example/fhir',
      mode: 'open',
      posting: 'ephemeral',
      deadlineSeconds: 8,
    },
  ])
})

test('secrets and certificates come from files', () => {
  const [first, second] = read([
    {
      name: 'Apotheek',
      url: 'https://apotheek.example/fhir',
      tokenFile: '/token',
      tlsCertFile: '/cert.pem',
      tlsKeyFile: '/key.pem',
    },
    {
      name: 'Huisarts',
      url: 'https://huisarts.example/fhir',
      mode: 'strict-nl',
      posting: 'dm',
      clientId: 'zorgbot',
      privateKeyFile: '/key.pem',
    },
  ]).sources
  assert.deepEqual(
    [first?.token, first?.cert, first?.key, second?.clientId, second?.privateKey],
    [secret, 'CERT', 'KEY', 'zorgbot', 'KEY'],
  )
  assert.deepEqual([second?.mode, second?.posting], ['strict-nl', 'dm'])
})

test('without the setting there are no other sources', () => {
  const { ZORGBOT_FHIR_SOURCES: _, ...env } = least
  assert.deepEqual(readConfig(env, () => '').sources, [])
})

test('everything wrong in the file is told at once, by place and field, never by value', () => {
  const url = 'https://apotheek.example/fhir'
  assert.deepEqual(
    problemsOf([
      { name: 'Apotheek', url: `ftp://${secret}`, mode: 'loose', token: secret },
      { name: 'Apotheek', url, posting: 'forever', deadlineSeconds: 0, clientId: secret },
      { name: 'two  @ parts', url, tokenFile: '/nowhere', tlsCertFile: '/cert.pem' },
      { name: 'Ggz', url, tokenFile: '/nowhere' },
      'nonsense',
    ]).map((problem) => problem.split(':')[0]),
    [
      'source 1 url',
      'source 1 mode',
      'source 1',
      'source 2 posting',
      'source 2 deadlineSeconds',
      'source 2 clientId',
      'source 3 name',
      'source 3 tlsCertFile',
      'source 3 tokenFile',
      'source 4 tokenFile',
      'source 5',
    ],
  )
})

test('settings that belong together are told when one is missing', () => {
  const url = 'https://apotheek.example/fhir'
  assert.deepEqual(
    problemsOf([
      { name: 'A', url, clientId: 'zorgbot' },
      { name: 'B', url, clientSecretFile: '/token' },
      { name: 'C', url, tokenFile: '/token', clientId: 'x', clientSecretFile: '/token' },
      { name: 'D', url, tlsKeyFile: '/key.pem' },
    ]),
    [
      'source 1 clientId: needs clientSecretFile or privateKeyFile',
      'source 2 clientId: is missing beside the secret or key',
      'source 3 tokenFile: use a fixed token or OAuth2, not both',
      'source 4 tlsCertFile: set tlsCertFile and tlsKeyFile both or none',
    ],
  )
})

test('a secret in the file itself is refused by its name', () => {
  const given = { name: 'A', url: 'https://a.example', token: secret, clientSecret: secret }
  assert.deepEqual(problemsOf([given]), [
    'source 1: there is no such setting (token, clientSecret)',
  ])
})

test('two sources never bear one name, because answers are told by it', () => {
  const url = 'https://apotheek.example/fhir'
  const twice = ['the file: two sources have the same name']
  assert.deepEqual(
    problemsOf([
      { name: 'A', url },
      { name: 'A', url },
    ]),
    twice,
  )
  assert.deepEqual(problemsOf([{ name: 'Dossier', url }]), twice)
})

test('a file that cannot be read, or holds no list, is told', () => {
  assert.deepEqual(problemsOf('not json'), ['the file must be a JSON list of sources'])
  assert.deepEqual(problemsOf({ name: 'A' }), ['the file must be a JSON list of sources'])
  assert.throws(
    () =>
      readConfig(least, () => {
        throw new Error('no such file')
      }),
    { problems: ['ZORGBOT_FHIR_SOURCES: the file cannot be read'] },
  )
})
