import { randomBytes } from 'node:crypto'
import { SetupError } from '../progress.ts'
import { beginAfresh, readIfThere, writeWhole } from './files.ts'

/** What only the servers of one organization know. */
export type OrganizationSecrets = {
  readonly asToken: string
  readonly hsToken: string
  readonly registrationSecret: string
  readonly macaroonSecret: string
}

const newSecret = (): string => randomBytes(32).toString('hex')

const newSecrets = (): OrganizationSecrets => ({
  asToken: newSecret(),
  hsToken: newSecret(),
  registrationSecret: newSecret(),
  macaroonSecret: newSecret(),
})

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSecrets = (value: unknown): value is OrganizationSecrets =>
  isRecord(value) &&
  ['asToken', 'hsToken', 'registrationSecret', 'macaroonSecret'].every(
    (name) => typeof value[name] === 'string' && value[name] !== '',
  )

const parse = (text: string, file: string): ReadonlyMap<string, OrganizationSecrets> => {
  const damaged = new SetupError(
    'secrets',
    `${file} is damaged: put back the one of before, or ${beginAfresh}.`,
  )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged
  }
  if (!isRecord(value)) throw damaged
  return new Map(
    Object.entries(value).map(([name, secrets]) => {
      if (!isSecrets(secrets)) throw damaged
      return [name, secrets]
    }),
  )
}

/** The secrets that were made before; none when there was no setup yet. */
export const readSecrets = async (
  file: string,
): Promise<ReadonlyMap<string, OrganizationSecrets>> => {
  const text = await readIfThere(file)
  return text === undefined ? new Map() : parse(text, file)
}

/** The secrets of each organization: those of before, and new ones for an organization that has none yet. */
export const keepSecrets = async (
  file: string,
  organizations: readonly string[],
): Promise<ReadonlyMap<string, OrganizationSecrets>> => {
  const earlier = await readSecrets(file)
  const made = organizations.filter((name) => !earlier.has(name))
  const all = new Map([...earlier, ...made.map((name) => [name, newSecrets()] as const)])
  if (made.length > 0)
    await writeWhole(file, `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`, 'secret')
  return all
}
