import { literalReference } from './index-values.ts'

/** A resource as plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [k: string]: Json }

/** A copy in which every `reference` text is replaced by what `change` makes of it. */
export const withReferences = (value: Json, change: (reference: string) => string): Json => {
  if (Array.isArray(value)) return value.map((v: Json) => withReferences(v, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]: [string, Json]) => [
      k,
      k === 'reference' && typeof v === 'string' ? change(v) : withReferences(v, change),
    ]),
  )
}

/** Every literal reference `Type/id` in a resource, once. */
export const pointersOf = (
  value: Json,
): readonly { readonly type: string; readonly id: string }[] => {
  const found = new Map<string, { readonly type: string; readonly id: string }>()
  withReferences(value, (reference) => {
    const local = literalReference(reference)
    if (local) found.set(`${local.type}/${local.id}`, local)
    return reference
  })
  return [...found.values()]
}
