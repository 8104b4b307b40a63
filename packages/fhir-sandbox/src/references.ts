import { literalReference } from './index-values.ts'

/** A copy in which every `reference` text is replaced by what `change` makes of it. */
export const withReferences = (value: unknown, change: (reference: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((v) => withReferences(v, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [
      k,
      k === 'reference' && typeof v === 'string' ? change(v) : withReferences(v, change),
    ]),
  )
}

/** Every literal reference `Type/id` in a resource, once. */
export const pointersOf = (
  value: unknown,
): readonly { readonly type: string; readonly id: string }[] => {
  const found = new Map<string, { readonly type: string; readonly id: string }>()
  withReferences(value, (reference) => {
    const local = literalReference(reference)
    if (local) found.set(`${local.type}/${local.id}`, local)
    return reference
  })
  return [...found.values()]
}
