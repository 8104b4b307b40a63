import type {
  ElementDefinition,
  ElementDefinitionSlicingDiscriminator,
  StructureDefinition,
} from '@medplum/fhirtypes'

/** One element of a profile with everything that it and the profiles below it say, and what stands beneath it. */
export type Node = {
  readonly name: string
  readonly slice: string | undefined
  readonly said: readonly ElementDefinition[]
  readonly children: readonly Node[]
}

type Growing = {
  readonly name: string
  readonly slice: string | undefined
  readonly said: ElementDefinition[]
  readonly children: Growing[]
}

// More profiles on top of each other than any package has.
const DEEPEST = 10

const withoutVersion = (url: string): string => url.split('|')[0] ?? url

/** A profile and those it is made from, the base first; the base definition of FHIR itself is checked elsewhere. */
const chainOf = (
  url: string,
  profiles: ReadonlyMap<string, StructureDefinition>,
): readonly StructureDefinition[] => {
  const chain: StructureDefinition[] = []
  let next = profiles.get(withoutVersion(url))
  while (next !== undefined && !chain.includes(next) && chain.length < DEEPEST) {
    chain.unshift(next)
    next = profiles.get(withoutVersion(next.baseDefinition ?? ''))
  }
  return chain
}

const grow = (root: Growing, element: ElementDefinition): void => {
  const [, ...steps] = (element.id ?? element.path ?? '').split('.')
  let at = root
  for (const step of steps) {
    const [name = '', slice] = step.split(':')
    let child = at.children.find((each) => each.name === name && each.slice === slice)
    if (child === undefined) {
      child = { name, slice, said: [], children: [] }
      at.children.push(child)
    }
    at = child
  }
  at.said.push(element)
}

/** The tree of a profile; undefined when it is not among those that were supplied. */
export const treeOf = (
  url: string,
  profiles: ReadonlyMap<string, StructureDefinition>,
): Node | undefined => {
  const chain = chainOf(url, profiles)
  if (chain.length === 0) return undefined
  const root: Growing = { name: chain[0]?.type ?? '', slice: undefined, said: [], children: [] }
  for (const { differential, snapshot } of chain)
    for (const element of differential?.element ?? snapshot?.element ?? []) grow(root, element)
  return root
}

/** The tightest lower bound, and whether none is given. */
export const leastOf = ({ said }: Node): number => Math.max(0, ...said.map(({ min }) => min ?? 0))

/** The tightest upper bound. */
export const mostOf = ({ said }: Node): number =>
  Math.min(...said.map(({ max }) => (max === undefined || max === '*' ? Infinity : Number(max))))

/** What tells slices of this element apart; extensions are told apart by their url. */
export const discriminatorsOf = ({
  name,
  said,
}: Node): readonly ElementDefinitionSlicingDiscriminator[] => {
  const given = said.findLast(({ slicing }) => slicing?.discriminator !== undefined)
  if (given?.slicing?.discriminator !== undefined) return given.slicing.discriminator
  return name === 'extension' || name === 'modifierExtension'
    ? [{ type: 'value', path: 'url' }]
    : []
}

const VALUE = /^(fixed|pattern)[A-Z]/u

/** Values that an element must equal (`fixed`) or hold (`pattern`). */
export const requiredValues = ({
  said,
}: Node): readonly { readonly exact: boolean; readonly value: unknown }[] =>
  said.flatMap((element) =>
    Object.entries(element).flatMap(([key, value]) =>
      VALUE.test(key) ? [{ exact: key.startsWith('fixed'), value }] : [],
    ),
  )

/** The types an element may have, when the profile says so: those that all who speak of it allow. */
export const typesOf = ({ said }: Node): readonly string[] | undefined => {
  const each = said.flatMap(({ type }) =>
    type === undefined ? [] : [type.map(({ code }) => code)],
  )
  const last = each.at(-1)
  return last?.filter((code): code is string => code !== undefined)
}

/** Profiles of the type of an element, such as that of an extension. */
export const typeProfilesOf = ({ said }: Node): readonly string[] => {
  const last = said.findLast(({ type }) => type !== undefined)
  return last?.type?.length === 1 ? (last.type[0]?.profile ?? []) : []
}

/** The profiles a reference may point at; undefined when any will do. */
export const targetsOf = ({ said }: Node): readonly string[] | undefined => {
  const last = said.findLast(({ type }) => type?.some(({ code }) => code === 'Reference'))
  const all = last?.type?.flatMap(({ targetProfile }) => targetProfile ?? []) ?? []
  return all.length === 0 ? undefined : all
}

/** The value sets whose codes an element must have. */
export const bindingsOf = ({ said }: Node): readonly string[] =>
  said.flatMap(({ binding }) =>
    binding?.strength === 'required' && binding.valueSet !== undefined
      ? [withoutVersion(binding.valueSet)]
      : [],
  )

/** Rules of the profile in FHIRPath whose violation is an error. */
export const rulesOf = ({ said }: Node): readonly string[] =>
  said.flatMap(({ constraint }) =>
    (constraint ?? []).flatMap(({ severity, expression }) =>
      severity === 'error' && expression !== undefined ? [expression] : [],
    ),
  )
