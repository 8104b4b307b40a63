import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { writeWhole } from './files.ts'

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

/** The secrets that were made before; none when there was no setup yet. */
export const readSecrets = async (
  file: string,
): Promise<ReadonlyMap<string, OrganizationSecrets>> => {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  const earlier: Readonly<Record<string, OrganizationSecrets>> = JSON.parse(text)
  return new Map(Object.entries(earlier))
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
