import type { StructureDefinition, ValueSet } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'
import type { Profiles } from './profile-check.ts'

/** A file of a package folder: its name, and what it holds. */
export type PackageFile = { readonly name: string; readonly text: string }

/** Why a folder is no package of profiles; each names its file, and never what stands in it. */
export type FolderProblem = { readonly problem: string }

const isDefinition = (value: unknown): value is StructureDefinition =>
  isObject(value) &&
  value['resourceType'] === 'StructureDefinition' &&
  typeof value['url'] === 'string' &&
  typeof value['type'] === 'string' &&
  [value['differential'], value['snapshot']].some(
    (part) => isObject(part) && Array.isArray(part['element']) && part['element'].every(isObject),
  )

const isValueSet = (value: unknown): value is ValueSet =>
  isObject(value) && value['resourceType'] === 'ValueSet' && typeof value['url'] === 'string'

const isR4 = ({ fhirVersion }: StructureDefinition): boolean =>
  fhirVersion?.startsWith('4.0') ?? true

type Listed = { readonly system?: string; readonly code?: string }

const keysOf = (all: readonly Listed[]): ReadonlySet<string> =>
  new Set(all.map(({ system = '', code = '' }) => `${system}|${code}`))

/** The codes of a set that lists them all; undefined for one that cannot be listed here. */
const codesIn = ({ compose, expansion }: ValueSet): ReadonlySet<string> | undefined => {
  if (expansion?.contains !== undefined) return keysOf(expansion.contains)
  const parts = compose?.include ?? []
  const isListed = parts.every(
    ({ concept, filter, valueSet }) =>
      concept !== undefined && filter === undefined && valueSet === undefined,
  )
  if (parts.length === 0 || !isListed || compose?.exclude !== undefined) return undefined
  return keysOf(
    parts.flatMap(({ system, concept = [] }) =>
      concept.map(({ code }) => (system === undefined ? { code } : { system, code })),
    ),
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads the files of a FHIR package; what is neither a profile nor a value set in it is passed over. */
export const readProfiles = (files: readonly PackageFile[]): Profiles | FolderProblem => {
  const definitions = new Map<string, StructureDefinition>()
  const codes = new Map<string, ReadonlySet<string>>()
  for (const { name, text } of files) {
    const content = parsed(text)
    if (content === undefined) return { problem: `${name} is no JSON` }
    if (isDefinition(content)) {
      if (!isR4(content)) return { problem: `${name} is not of FHIR R4 (4.0)` }
      if (definitions.has(content.url ?? ''))
        return { problem: `${name} defines what another file defines too` }
      definitions.set(content.url ?? '', content)
    } else if (isObject(content) && content['resourceType'] === 'StructureDefinition')
      return { problem: `${name} is no whole StructureDefinition` }
    else if (isValueSet(content)) {
      const listed = codesIn(content)
      if (listed !== undefined) codes.set(content.url ?? '', listed)
    }
  }
  return definitions.size === 0
    ? { problem: 'there is no StructureDefinition in this folder' }
    : { definitions, codes }
}
