import * as fc from 'fast-check'

type Path = readonly string[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const pathsOf = (value: unknown, keep: ReadonlySet<string>, at: Path = []): readonly Path[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        keep.has(key) ? [] : [[...at, key], ...pathsOf(inner, keep, [...at, key])],
      )
    : []

const parentOf = (root: unknown, path: Path): unknown =>
  path.slice(0, -1).reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), root)

const hostile = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' ',
  0,
  -1,
  1e21,
  true,
  {},
  [],
  [null],
  'x'.repeat(5000),
  '<script>@room\u202E\u0000',
  '2026-13-45',
  '9999-12-31T23:59:59Z',
  '0000',
)

/** A copy of a record with some of its fields replaced or gone; fields named in `keep` stay as they are. */
export const mutated = <T>(record: T, keep: readonly string[]): fc.Arbitrary<T> => {
  const paths = pathsOf(record, new Set(keep))
  if (paths.length === 0) return fc.constant(record)
  const change = fc.tuple(fc.nat({ max: paths.length - 1 }), hostile)
  return fc.array(change, { maxLength: 4 }).map((changes) => {
    const copy = structuredClone(record)
    for (const [index, value] of changes) {
      const path = paths[index] ?? []
      const parent = parentOf(copy, path)
      const key = path.at(-1)
      if (!isObject(parent) || key === undefined) continue
      if (value === undefined) Reflect.deleteProperty(parent, key)
      else Reflect.set(parent, key, structuredClone(value))
    }
    return copy
  })
}
