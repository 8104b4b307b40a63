import type { Resource, StructureDefinition } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'
import { literalReference } from '../value/local-references.ts'
import {
  bindingsOf,
  discriminatorsOf,
  leastOf,
  mostOf,
  type Node,
  requiredValues,
  rulesOf,
  targetsOf,
  treeOf,
  typeProfilesOf,
  typesOf,
} from './profile-tree.ts'
import { equals, holds, type Placed, valuesAt, valuesDeep } from './profile-values.ts'
import type { Issue } from './validate-rules.ts'

/** Profiles and value sets an operator supplied, by their canonical URL. */
export type Profiles = {
  readonly definitions: ReadonlyMap<string, StructureDefinition>
  /** Codes of the sets that list them, as `system|code`; without a system as `|code`. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whether a FHIRPath rule holds for a resource; undefined when that cannot be told. */
export type Rule = (expression: string, resource: Resource) => boolean | undefined

type Check = { readonly profiles: Profiles; readonly depth: number }

// A profile of a part may name one of a part again; a resource goes less deep than this.
const DEEPEST = 6

const issue = ({ path }: Placed): Issue => ({ path, code: 'profile' })

/** The constraint a slice puts on what a discriminator looks at; undefined when it cannot be told here. */
const sliceTest = (
  slice: Node,
  type: string,
  path: string,
): ((value: Placed) => boolean) | undefined => {
  if (type === 'type') {
    const allowed = typesOf(slice)
    return path === '$this' && allowed !== undefined
      ? (placed) => placed.type === undefined || allowed.includes(placed.type)
      : undefined
  }
  const node = path === '$this' ? slice : descendant(slice, path)
  if (type === 'exists') {
    if (node === undefined) return undefined
    const wanted = leastOf(node) > 0
    return (placed) => valuesDeep(placed, path).length > 0 === wanted
  }
  if (type !== 'value' && type !== 'pattern') return undefined
  const wanted = node === undefined ? [] : requiredValues(node)
  const url = path === 'url' ? typeProfilesOf(slice)[0]?.split('|')[0] : undefined
  if (wanted.length === 0)
    return url === undefined
      ? undefined
      : (placed) => valuesDeep(placed, path).some(({ value }) => value === url)
  return (placed) =>
    valuesDeep(placed, path).some(({ value }) =>
      wanted.every((each) => (each.exact ? equals : holds)(value, each.value)),
    )
}

const descendant = (node: Node, path: string): Node | undefined =>
  path
    .split('.')
    .reduce<Node | undefined>(
      (at, name) => at?.children.find((each) => each.name === name && each.slice === undefined),
      node,
    )

/** The values that belong to a slice; undefined when nobody can tell, and then nothing is asked of it. */
const inSlice = (
  slice: Node,
  base: Node,
  values: readonly Placed[],
): readonly Placed[] | undefined => {
  const tests = discriminatorsOf(base).map(({ type, path }) => sliceTest(slice, type, path))
  if (tests.length === 0 || tests.includes(undefined)) return undefined
  return values.filter((each) => tests.every((test) => test?.(each) === true))
}

const isBound = (value: unknown, codes: ReadonlySet<string>): boolean => {
  const has = (system: unknown, code: unknown) =>
    typeof code === 'string' &&
    (codes.has(`${typeof system === 'string' ? system : ''}|${code}`) || codes.has(`|${code}`))
  if (typeof value === 'string')
    return [...codes].some((each) => each.slice(each.indexOf('|') + 1) === value)
  if (!isObject(value)) return true
  const { coding } = value
  if (Array.isArray(coding))
    return coding.some((each: unknown) => isObject(each) && has(each['system'], each['code']))
  return value['code'] !== undefined && has(value['system'], value['code'])
}

const isTarget = (value: unknown, targets: readonly string[], { profiles }: Check): boolean => {
  const reference = isObject(value) ? value['reference'] : undefined
  const type =
    typeof reference === 'string' ? literalReference(reference, '')?.split('/')[0] : undefined
  if (type === undefined) return true
  return targets.some((target) => {
    const core = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(\w+)$/u.exec(target)?.[1]
    const named = core ?? profiles.definitions.get(target.split('|')[0] ?? '')?.type
    return named === undefined || named === type || named === 'Resource'
  })
}

const checkValue = (placed: Placed, node: Node, check: Check): readonly Issue[] => {
  const { value } = placed
  const wanted = requiredValues(node)
  const types = typesOf(node)
  const targets = targetsOf(node)
  const isWrong =
    !wanted.every((each) => (each.exact ? equals : holds)(value, each.value)) ||
    (placed.type !== undefined && types !== undefined && !types.includes(placed.type)) ||
    (targets !== undefined && !isTarget(value, targets, check)) ||
    bindingsOf(node).some((set) => {
      const codes = check.profiles.codes.get(set)
      return codes !== undefined && !isBound(value, codes)
    })
  const parts = typeProfilesOf(node).flatMap((url) => {
    const tree = check.depth < DEEPEST ? treeOf(url, check.profiles.definitions) : undefined
    return tree === undefined ? [] : checkParts(placed, tree, { ...check, depth: check.depth + 1 })
  })
  return [...(isWrong ? [issue(placed)] : []), ...checkParts(placed, node, check), ...parts]
}

const checkAll = (
  values: readonly Placed[],
  node: Node,
  owner: Placed,
  check: Check,
): readonly Issue[] => {
  const isFew = values.length < leastOf(node)
  const isMany = values.length > mostOf(node)
  const at = { ...owner, path: `${owner.path}.${node.name.replace('[x]', '')}` }
  return [
    ...(isFew || isMany ? [issue(at)] : []),
    ...values.flatMap((each) => checkValue(each, node, check)),
  ]
}

/** Checks what stands beneath a value: each element, and of each element its slices. */
const checkParts = (owner: Placed, { children }: Node, check: Check): readonly Issue[] =>
  [...Map.groupBy(children, ({ name }) => name)].flatMap(([name, nodes]) => {
    const values = valuesAt(owner, name)
    const plain = nodes.find(({ slice }) => slice === undefined)
    const base = plain ?? { name, slice: undefined, said: [], children: [] }
    return [
      ...(plain === undefined ? [] : checkAll(values, plain, owner, check)),
      ...nodes
        .filter(({ slice }) => slice !== undefined)
        .flatMap((slice) => {
          const mine = inSlice(slice, base, values)
          return mine === undefined ? [] : checkAll(mine, slice, owner, check)
        }),
    ]
  })

/** What a resource says it is and is not, by the profiles it names of those that were supplied. */
export const checkProfiles = (
  resource: Resource,
  profiles: Profiles,
  rule: Rule,
  path: string = resource.resourceType,
): readonly Issue[] =>
  (resource.meta?.profile ?? []).flatMap((url) => {
    const tree = treeOf(url, profiles.definitions)
    if (tree === undefined) return []
    const placed = { value: resource, path, type: undefined }
    const broken = rulesOf(tree).filter((expression) => rule(expression, resource) === false)
    return [
      ...(tree.name === resource.resourceType ? [] : [issue(placed)]),
      ...broken.map(() => issue(placed)),
      ...checkParts(placed, tree, { profiles, depth: 0 }),
    ]
  })
