import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { ConfigError, databaseOf, exampleEnv, readConfig } from './config.ts'
import { settingNotes } from './settings.ts'

const least = {
  ZORGBOT_HOMESERVER_URL: 'http://127.0.0.1:8008',
  ZORGBOT_SERVER_NAME: 'zorg.example',
  ZORGBOT_AS_TOKEN: 'as-token-secret',
  ZORGBOT_HS_TOKEN: 'hs-token-secret',
  ZORGBOT_FHIR_URL: 'http://127.0.0.1:8080/fhir',
}

const noFile = (): string => {
  throw new Error('no such file')
}

const problemsOf = (env: NodeJS.ProcessEnv, readFile = noFile): readonly string[] => {
  try {
    readConfig(env, readFile)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('five settings are enough, the others have a default', () => {
  const config = readConfig(least, noFile)
  assert.deepEqual(config.LISTEN, { host: '127.0.0.1', port: 9009 })
  assert.equal(config.LANGUAGE, 'nl')
  assert.equal(config.TIME_ZONE, 'Europe/Amsterdam')
  assert.equal(config.FHIR_TOKEN, undefined)
  assert.ok(Object.isFrozen(config))
})

test('all problems are told at once, each by its name', () => {
  const problems = problemsOf({
    ZORGBOT_HOMESERVER_URL: 'ftp://x',
    ZORGBOT_LISTEN: 'nonsense',
    ZORGBOT_TIME_ZONE: 'Mars/Base',
    ZORGBOT_TYPO: '1',
    ZORGBOT_FHIR_CLIENT_ID: 'x',
  })
  for (const name of [
    'HOMESERVER_URL',
    'SERVER_NAME',
    'AS_TOKEN',
    'HS_TOKEN',
    'FHIR_URL',
    'LISTEN',
    'TIME_ZONE',
    'TYPO',
    'FHIR_CLIENT_ID',
  ])
    assert.equal(problems.filter((one) => one.startsWith(`ZORGBOT_${name}:`)).length, 1, name)
  assert.equal(problems.length, 9)
})

test('what is missing is told to be missing, an empty value too', () => {
  const problems = problemsOf({ ...least, ZORGBOT_HS_TOKEN: '' })
  assert.deepEqual(problems, ['ZORGBOT_HS_TOKEN: is missing'])
})

test('no value is ever repeated, neither in the problems nor in the error', () => {
  const bad = Object.fromEntries([...settingNotes.keys()].map((name) => [`ZORGBOT_${name}`, '#@S']))
  const caught: unknown = (() => {
    try {
      return readConfig({ ...bad, ZORGBOT_AS_TOKEN: '#@S' }, noFile)
    } catch (error) {
      return error
    }
  })()
  assert.ok(caught instanceof ConfigError)
  assert.ok(caught.problems.length > 8)
  assert.ok(!inspect(caught, { depth: 9, showHidden: true }).includes('#@S'))
})

test('a secret can come from a file, and only one of the two is set', () => {
  const { ZORGBOT_AS_TOKEN: _, ...rest } = least
  const env = { ...rest, ZORGBOT_AS_TOKEN_FILE: '/run/secret' }
  assert.equal(readConfig(env, () => 'from-a-file\n').AS_TOKEN, 'from-a-file')
  const both = problemsOf({ ...least, ZORGBOT_AS_TOKEN_FILE: '/run/secret' }, () => 'from-a-file')
  assert.deepEqual(both, ['ZORGBOT_AS_TOKEN: set it or ZORGBOT_AS_TOKEN_FILE, not both'])
  assert.ok(problemsOf(env).includes('ZORGBOT_AS_TOKEN_FILE: the file cannot be read'))
})

test('a setting that is no secret has no file', () => {
  const problems = problemsOf({ ...least, ZORGBOT_SERVER_NAME_FILE: '/x' })
  assert.deepEqual(problems, ['ZORGBOT_SERVER_NAME_FILE: there is no such setting'])
})

test('the ways to the FHIR server exclude or need each other', () => {
  const wrong: readonly (readonly [NodeJS.ProcessEnv, RegExp])[] = [
    [{ ZORGBOT_FHIR_CLIENT_ID: 'x' }, /FHIR_CLIENT_SECRET or/],
    [{ ZORGBOT_FHIR_CLIENT_SECRET: 'long-enough' }, /FHIR_CLIENT_ID: is missing/],
    [
      {
        ZORGBOT_FHIR_TOKEN: 'long-enough',
        ZORGBOT_FHIR_CLIENT_ID: 'x',
        ZORGBOT_FHIR_CLIENT_SECRET: 'long-enough',
      },
      /not both/,
    ],
    [{ ZORGBOT_FHIR_TLS_CERT_FILE: '/x' }, /set both or none/],
  ]
  for (const [env, problem] of wrong) {
    const problems = problemsOf({ ...least, ...env })
    assert.equal(problems.length, 1)
    assert.match(problems[0] ?? '', problem)
  }
})

test('the bot must lie in the namespace of its people', () => {
  const inside = [
    { ZORGBOT_BOT_LOCALPART: 'zorgbot_1' },
    { ZORGBOT_USER_PREFIX: '_fhir_', ZORGBOT_BOT_LOCALPART: '_fhir_bot' },
  ]
  for (const env of inside) assert.deepEqual(problemsOf({ ...least, ...env }), [])
  const outside = [
    { ZORGBOT_BOT_LOCALPART: 'zorgbotje' },
    { ZORGBOT_USER_PREFIX: '_fhir_', ZORGBOT_BOT_LOCALPART: 'bot' },
  ]
  for (const env of outside)
    assert.deepEqual(problemsOf({ ...least, ...env }), [
      'ZORGBOT_BOT_LOCALPART: must lie in the namespace of ZORGBOT_USER_PREFIX',
    ])
})

test('a bot without a name of its own is named after the namespace of its people', () => {
  for (const [prefix, bot] of [
    [undefined, 'zorgbot'],
    ['hulp', 'hulp'],
    ['_fhir_bridge_', '_fhir_bridge_zorgbot'],
  ])
    assert.equal(readConfig({ ...least, ZORGBOT_USER_PREFIX: prefix }, noFile).BOT_LOCALPART, bot)
  const problems = problemsOf({ ...least, ZORGBOT_USER_PREFIX: 'Not A Prefix' })
  assert.deepEqual(problems, ['ZORGBOT_USER_PREFIX: must be a Matrix localpart'])
})

test('an address to listen on may be IPv6', () => {
  const config = readConfig({ ...least, ZORGBOT_LISTEN: '[::1]:80' }, noFile)
  assert.deepEqual(config.LISTEN, { host: '::1', port: 80 })
})

test('the example holds every setting once, and read as it stands it is a whole configuration', () => {
  const lines = exampleEnv().split('\n')
  const named = lines.flatMap((line) => /^(?:# )?ZORGBOT_([A-Z_]+)=/.exec(line)?.[1] ?? [])
  assert.deepEqual(named, [...settingNotes.keys()])
  const env = Object.fromEntries(
    lines.filter((line) => line.startsWith('ZORGBOT_')).map((line) => line.split(/=(.*)/, 2)),
  )
  assert.equal(readConfig(env, noFile).SERVER_NAME, 'zorg.example')
})

test('an operator needs no more than the database', () => {
  assert.equal(databaseOf({}), 'zorgbot.db')
  assert.equal(databaseOf({ ZORGBOT_DATABASE: '/x.db' }), '/x.db')
})
