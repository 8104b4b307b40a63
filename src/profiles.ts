import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'
import type { Profiles } from './fhir/validation/profile-check.ts'
import { type PackageFile, readProfiles } from './fhir/validation/profile-folder.ts'

const refused = (problem: string): ConfigError => new ConfigError([`ZORGBOT_PROFILES: ${problem}`])

/** The JSON files of a folder; those of a FHIR package as it is unpacked stand in `package/`. */
const filesIn = (folder: string): readonly PackageFile[] => {
  const entries = readdirSync(folder, { withFileTypes: true })
  const inner = entries.find((entry) => entry.isDirectory() && entry.name === 'package')
  if (inner !== undefined) return filesIn(join(folder, inner.name))
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** The profiles of the folder that is set; undefined without one. Throws `ConfigError` when the folder cannot be used. */
export const loadProfiles = (folder: string | undefined): Profiles | undefined => {
  if (folder === undefined) return undefined
  let files: readonly PackageFile[]
  try {
    files = filesIn(folder)
  } catch {
    throw refused('the folder cannot be read')
  }
  const read = readProfiles(files)
  if ('problem' in read) throw refused(read.problem)
  return read
}
