import { readFile } from 'node:fs/promises'
import type { TypedValueWithPath } from '@medplum/core'
import type { OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes'
import { betweenEntries, withTypedReferences } from '../server/bundle-references.ts'
import { isObject } from '../server/outcome.ts'
import { checkProfiles, type Profiles, type Rule } from './profile-check.ts'
import { checkRules, type Issue } from './validate-rules.ts'

/** Checks what is about to be written; an empty list means it may be sent. */
export interface Validator {
  /** Loads the definitions ahead of the first use; harmless to call again. */
  warmUp(): Promise<void>
  validate(resource: Resource): Promise<readonly Issue[]>
}

type Definitions = {
  readonly definitions: readonly StructureDefinition[]
  readonly codes: readonly (readonly [string, readonly string[]])[]
}

type Check = (resource: Resource) => readonly Issue[]

const DEFINITIONS = new URL('../definitions/r4.generated.json', import.meta.url)

const readDefinitions = async (): Promise<Definitions> => {
  const definitions: Definitions = JSON.parse(await readFile(DEFINITIONS, 'utf8'))
  return definitions
}

const toIssue = ({ expression, code }: OperationOutcomeIssue): Issue => ({
  path: expression?.[0] ?? '',
  code: code ?? 'invalid',
})

const codesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (!isObject(value)) return []
  if (typeof value['code'] === 'string') return [value['code']]
  return Array.isArray(value['coding']) ? value['coding'].flatMap(codesOf) : []
}

type Tokens = Record<string, TypedValueWithPath[]>

// Required bindings (HL7 FHIR R4 §4.1.5.1): the codes the engine met, against the codes there are.
const wrongCodes = (tokens: Tokens, allowed: ReadonlyMap<string, readonly string[]>) =>
  Object.entries(tokens).flatMap(([url, met]) => {
    const list = allowed.get(url.split('|')[0] ?? url)
    return met
      .filter(({ value }) => list !== undefined && !codesOf(value).every((it) => list.includes(it)))
      .map(({ path }): Issue => ({ path, code: 'code-invalid' }))
  })

// The engine is large and is loaded when the first resource is to be checked, not when the bot starts.
const loadCheck = async (profiles: Profiles | undefined): Promise<Check> => {
  const [core, { definitions, codes }] = await Promise.all([
    import('@medplum/core'),
    readDefinitions(),
  ])
  for (const definition of definitions) core.loadDataType(definition)
  const allowed = new Map(codes)
  const known = new Set(definitions.map(({ type }) => type))

  // A warning of the engine is an error of the standard: two kinds of one value, a reference to a wrong type.
  const structure = (resource: Resource, tokens: Tokens): readonly Issue[] => {
    try {
      return core.validateResource(resource, { collect: { tokens } }).map(toIssue)
    } catch (error) {
      if (error instanceof core.OperationOutcomeError) return error.outcome.issue.map(toIssue)
      throw error
    }
  }

  // A rule that this engine cannot work out says nothing.
  const rule: Rule = (expression, resource) => {
    try {
      const [result] = core.evalFhirPath(expression, resource)
      return typeof result === 'boolean' ? result : undefined
    } catch {
      return undefined
    }
  }

  return (resource) => {
    const parts = resource.resourceType === 'Bundle' ? (resource.entry ?? []) : []
    const types = [resource, ...parts.flatMap((entry) => entry.resource ?? [])]
    if (!types.every(({ resourceType }) => known.has(resourceType))) {
      return [{ path: resource.resourceType, code: 'not-supported' }]
    }
    const tokens: Tokens = {}
    const isBundle = resource.resourceType === 'Bundle'
    const typed = isBundle ? withTypedReferences(resource) : resource
    return [
      ...structure(typed, tokens),
      ...wrongCodes(tokens, allowed),
      ...(isBundle ? betweenEntries(resource) : []),
      ...(profiles === undefined ? [] : profiled(typed, profiles, rule)),
    ]
  }
}

/** A resource or the resources of a Bundle, and those they contain, by the profiles they name. */
const profiled = (resource: Resource, profiles: Profiles, rule: Rule): readonly Issue[] => {
  const parts = resource.resourceType === 'Bundle' ? (resource.entry ?? []) : []
  return [
    ...checkProfiles(resource, profiles, rule),
    ...parts.flatMap(({ resource: part }, at) =>
      part === undefined ? [] : checkProfiles(part, profiles, rule, `Bundle.entry[${at}].resource`),
    ),
  ]
}

/** A validator for what the bot writes: FHIR R4's definitions and required codes, rules of our own, and profiles if supplied. */
export const createValidator = (profiles?: Profiles): Validator => {
  let loading: Promise<Check> | undefined
  const load = () => {
    loading ??= loadCheck(profiles)
    return loading
  }
  return {
    warmUp: async () => {
      await load()
    },
    validate: async (resource) => {
      const check = await load()
      return [...check(resource), ...checkRules(resource)]
    },
  }
}
