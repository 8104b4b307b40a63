import type { Bundle } from '@medplum/fhirtypes'
import { isResource } from '../server/bundle.ts'
import { isObject } from '../server/outcome.ts'
import { literalReference } from './local-references.ts'
import { statusCode } from './status-codes.ts'

const statuses: ReadonlySet<string> = new Set(['status', 'lifecycleStatus', 'docStatus'])
const codedStatuses: ReadonlySet<string> = new Set(['clinicalStatus', 'verificationStatus'])

type Renamed = (reference: string) => string

const textIn = (key: string, text: string, renamed: Renamed, coded: boolean): string => {
  if (key === 'reference') return renamed(text)
  return statuses.has(key) || (coded && key === 'code') ? statusCode(text) : text
}

/** The value with what is spelled otherwise replaced; what needs no change is given back itself, not a copy. */
const rewrite = (value: unknown, renamed: Renamed, key = '', coded = false): unknown => {
  if (typeof value === 'string') return textIn(key, value, renamed, coded)
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => rewrite(each, renamed, '', coded))
    return items.some((each, at) => each !== value[at]) ? items : value
  }
  if (!isObject(value)) return value
  const changed = new Map<string, unknown>()
  for (const name of Object.keys(value)) {
    const inner = rewrite(value[name], renamed, name, coded || codedStatuses.has(name))
    if (inner !== value[name]) changed.set(name, inner)
  }
  if (changed.size === 0) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, changed.get(name) ?? inner]),
  )
}

/**
 * A resource or Bundle in the one spelling a reader knows. References it can follow are `Type/id`: absolute ones of our
 * own server, versioned ones, and those to a `urn:uuid` entry of the same Bundle. A known status is its code, so that
 * what was entered in error is known as such in any capitals (S1). All else stays as it came.
 */
export const inOneSpelling = (body: unknown, base: string): unknown => {
  const byUrn = new Map<string, string>()
  const entries: Bundle['entry'] =
    isResource(body) && body.resourceType === 'Bundle' && Array.isArray(body.entry)
      ? body.entry.filter(isObject)
      : []
  for (const { fullUrl, resource } of entries) {
    if (fullUrl?.startsWith('urn:') && resource?.id !== undefined) {
      byUrn.set(fullUrl, `${resource.resourceType}/${resource.id}`)
    }
  }
  return rewrite(
    body,
    (reference) => byUrn.get(reference) ?? literalReference(reference, base) ?? reference,
  )
}
