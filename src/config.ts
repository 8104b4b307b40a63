import { readFileSync } from 'node:fs'
import { type Config, settingNotes, settings } from './settings.ts'
import { readSources } from './source-settings.ts'

/** The environment could not be used; `problems` lists all of it at once, never a value of a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code = 'bad-configuration'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super('bad configuration')
    this.problems = problems
  }
}

/** EX_CONFIG of sysexits(3). */
export const configExitCode = 78

const prefix = 'ZORGBOT_'

const isSecret = (name: string): boolean => settingNotes.get(name)?.secret === true

/** The value of a setting, read from the file that `…_FILE` names when it is a secret. */
const valueOf = (
  name: string,
  env: NodeJS.ProcessEnv,
  readFile: (path: string) => string,
  problems: string[],
): string | undefined => {
  const direct = env[prefix + name] === '' ? undefined : env[prefix + name]
  const file = isSecret(name) ? env[`${prefix}${name}_FILE`] : undefined
  if (file === undefined || file === '') return direct
  if (direct !== undefined)
    problems.push(`${prefix}${name}: set it or ${prefix}${name}_FILE, not both`)
  try {
    return readFile(file).trim()
  } catch {
    problems.push(`${prefix}${name}_FILE: the file cannot be read`)
    return undefined
  }
}

const together = (value: (name: string) => string | undefined): readonly string[] => {
  const set = (name: string) => value(name) !== undefined
  const rules: readonly (readonly [boolean, string])[] = [
    [
      set('FHIR_CLIENT_ID') && !set('FHIR_CLIENT_SECRET') && !set('FHIR_PRIVATE_KEY'),
      'ZORGBOT_FHIR_CLIENT_ID: needs ZORGBOT_FHIR_CLIENT_SECRET or ZORGBOT_FHIR_PRIVATE_KEY',
    ],
    [
      !set('FHIR_CLIENT_ID') && (set('FHIR_CLIENT_SECRET') || set('FHIR_PRIVATE_KEY')),
      'ZORGBOT_FHIR_CLIENT_ID: is missing beside the secret or key',
    ],
    [
      set('FHIR_TOKEN') && set('FHIR_CLIENT_ID'),
      'ZORGBOT_FHIR_TOKEN: use a fixed token or OAuth2, not both',
    ],
    [
      set('FHIR_TLS_CERT_FILE') !== set('FHIR_TLS_KEY_FILE'),
      'ZORGBOT_FHIR_TLS_CERT_FILE and ZORGBOT_FHIR_TLS_KEY_FILE: set both or none',
    ],
  ]
  return rules.flatMap(([broken, sentence]) => (broken ? [sentence] : []))
}

/** The bot's name where none is set: the prefix of its people itself, or behind a prefix that ends in `_` its usual name. */
const usualBot = (users: string | undefined): string | undefined => {
  const prefixOfUsers = settings.shape.USER_PREFIX.safeParse(users).data
  return prefixOfUsers?.endsWith('_') ? `${prefixOfUsers}zorgbot` : prefixOfUsers
}

/** The people namespace holds the prefix itself and what begins with it and `_`; the bot must lie in it. */
const outsideNamespace = ({
  BOT_LOCALPART: bot,
  USER_PREFIX: users,
}: Pick<Config, 'BOT_LOCALPART' | 'USER_PREFIX'>): boolean =>
  users.endsWith('_') ? !bot.startsWith(users) : bot !== users && !bot.startsWith(`${users}_`)

/** As people know the own record; no other source may bear that name. */
const ownNameOf = (values: ReadonlyMap<string, string | undefined>): string | undefined =>
  values.get('FHIR_NAME') ?? URL.parse(values.get('FHIR_URL') ?? '')?.host

const unknownNames = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith(prefix))
    .filter((name) => {
      const bare = name.slice(prefix.length)
      return !settingNotes.has(bare) && !(bare.endsWith('_FILE') && isSecret(bare.slice(0, -5)))
    })
    .map((name) => `${name}: there is no such setting`)

/**
 * Reads the settings from the environment. Throws `ConfigError` with every problem at once: what is missing, wrong,
 * contradictory or misspelt; values are never repeated, because one of them may be a secret.
 */
export const readConfig = (
  env: NodeJS.ProcessEnv = process.env,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config => {
  const problems = unknownNames(env)
  const values = new Map(
    [...settingNotes.keys()].map((name) => [name, valueOf(name, env, readFile, problems)]),
  )
  if (values.get('BOT_LOCALPART') === undefined)
    values.set('BOT_LOCALPART', usualBot(values.get('USER_PREFIX')))
  problems.push(...together((name) => values.get(name)))
  const parsed = settings.safeParse(Object.fromEntries(values))
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    const missing = values.get(name) === undefined
    problems.push(`${prefix}${name}: ${missing ? 'is missing' : issue.message}`)
  }
  if (parsed.data !== undefined && outsideNamespace(parsed.data))
    problems.push('ZORGBOT_BOT_LOCALPART: must lie in the namespace of ZORGBOT_USER_PREFIX')
  const others = readSources(values.get('FHIR_SOURCES'), ownNameOf(values), readFile)
  problems.push(...others.problems.map((problem) => `${prefix}FHIR_SOURCES: ${problem}`))
  if (parsed.data === undefined || problems.length > 0) throw new ConfigError(problems)
  return Object.freeze({ ...parsed.data, sources: others.sources })
}

/** The database file alone, for an operator's commands that need no other setting. */
export const databaseOf = (env: NodeJS.ProcessEnv = process.env): string =>
  settings.shape.DATABASE.parse(env[`${prefix}DATABASE`] || undefined)

/** The text of `config/example.env`: every setting with what it is for. */
export const exampleEnv = (): string => {
  const lines = [...settingNotes].map(([name, note]) => {
    const file = note.secret ? ` Also as ${prefix}${name}_FILE.` : ''
    const value = `${note.commented ? '# ' : ''}${prefix}${name}=${note.example}`
    return `# ${note.about}${file}\n${value}\n`
  })
  return `# Settings of zorgbot. A line that begins with "# ZORGBOT_" shows a default or an example.\n\n${lines.join('\n')}`
}
