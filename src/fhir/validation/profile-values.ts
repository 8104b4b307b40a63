import { isObject } from '../server/outcome.ts'

/** A value in a resource, with where it stands and, for a choice such as `value[x]`, of which type it is. */
export type Placed = {
  readonly value: unknown
  /** What is said of a primitive beside it, such as its extensions. */
  readonly beside?: unknown
  readonly path: string
  readonly type: string | undefined
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const PRIMITIVE =
  /^(?:boolean|integer|string|decimal|uri|url|canonical|base64Binary|instant|date|dateTime|time|code|oid|id|markdown|unsignedInt|positiveInt|uuid)$/u

const flat = (
  value: unknown,
  beside: unknown,
  path: string,
  type: string | undefined,
): readonly Placed[] => {
  if (!Array.isArray(value) && !Array.isArray(beside))
    return value === undefined && beside === undefined ? [] : [{ value, beside, path, type }]
  const values: readonly unknown[] = Array.isArray(value) ? value : []
  const others: readonly unknown[] = Array.isArray(beside) ? beside : []
  return Array.from({ length: Math.max(values.length, others.length) }, (_, at) => ({
    value: values[at],
    beside: others[at],
    path: `${path}[${at}]`,
    type,
  }))
}

/** The values an element has in its owner. What stands beneath a primitive stands in the element beside it (FHIR R4 JSON). */
export const valuesAt = ({ value, beside, path }: Placed, name: string): readonly Placed[] => {
  const owner = isObject(value) ? value : beside
  if (!isObject(owner)) return []
  if (!name.endsWith('[x]'))
    return flat(owner[name], owner[`_${name}`], `${path}.${name}`, undefined)
  const stem = name.slice(0, -'[x]'.length)
  const keys = new Set(Object.keys(owner).map((key) => key.replace(/^_/u, '')))
  return [...keys].flatMap((key) => {
    const suffix = key.slice(stem.length)
    if (!key.startsWith(stem) || !/^[A-Z]/u.test(suffix)) return []
    const type = PRIMITIVE.test(lowerFirst(suffix)) ? lowerFirst(suffix) : suffix
    return flat(owner[key], owner[`_${key}`], `${path}.${key}`, type)
  })
}

/** The values at a path of plain names such as `code.coding`; `$this` is the value itself. */
export const valuesDeep = (placed: Placed, path: string): readonly Placed[] =>
  path === '$this' || path === ''
    ? [placed]
    : path
        .split('.')
        .reduce<readonly Placed[]>(
          (found, name) =>
            found.flatMap((each) => [...valuesAt(each, name), ...valuesAt(each, `${name}[x]`)]),
          [placed],
        )

/** Whether a value holds everything a pattern names; items of a list may stand anywhere in it. */
export const holds = (value: unknown, pattern: unknown): boolean => {
  if (Array.isArray(pattern))
    return (
      Array.isArray(value) &&
      pattern.every((each: unknown) => value.some((one: unknown) => holds(one, each)))
    )
  if (!isObject(pattern)) return value === pattern
  return (
    isObject(value) && Object.entries(pattern).every(([key, inner]) => holds(value[key], inner))
  )
}

/** Whether two values are the same, in whatever order their parts stand. */
export const equals = (one: unknown, other: unknown): boolean =>
  holds(one, other) &&
  holds(other, one) &&
  (!Array.isArray(one) || !Array.isArray(other) || one.length === other.length)
