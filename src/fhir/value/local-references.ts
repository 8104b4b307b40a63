import type { Bundle } from '@medplum/fhirtypes'
import { isResource } from '../server/bundle.ts'
import { isObject } from '../server/outcome.ts'

const literal = /^([A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/

/** A reference as `Type/id`: relative as it is, absolute only under our own base (ends in a slash), without its version. */
export const literalReference = (reference: string, base: string): string | undefined => {
  const own = base !== '' && reference.startsWith(base)
  return literal.exec(own ? reference.slice(base.length) : reference)?.[1]
}

const rewrite = (value: unknown, renamed: (reference: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((each: unknown) => rewrite(each, renamed))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'reference' && typeof each === 'string' ? renamed(each) : rewrite(each, renamed),
    ]),
  )
}

/**
 * A resource or Bundle with the references a reader can follow written one way, `Type/id`: absolute ones of our own
 * server, versioned ones, and those to a `urn:uuid` entry of the same Bundle. All others stay as they came.
 */
export const withLocalReferences = (body: unknown, base: string): unknown => {
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
