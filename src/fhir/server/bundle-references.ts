import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { Issue } from '../validation/validate-rules.ts'
import { isObject } from './outcome.ts'

const rewritten = (value: unknown, types: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((each: unknown) => rewritten(each, types))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const type = key === 'reference' && typeof inner === 'string' ? types.get(inner) : undefined
      return [key, type === undefined ? rewritten(inner, types) : `${type}/other`]
    }),
  )
}

const typesOf = ({ entry = [] }: Bundle): ReadonlyMap<string, string> =>
  new Map(
    entry.flatMap(({ fullUrl, resource }) =>
      fullUrl === undefined || resource === undefined
        ? []
        : [[fullUrl, resource.resourceType] as const],
    ),
  )

/**
 * A Bundle in which a reference to another entry says of what type it is, so that it can be checked like any other. The
 * references of the entries are the only thing that changes.
 */
export const withTypedReferences = (bundle: Bundle): Bundle => {
  const types = typesOf(bundle)
  return {
    ...bundle,
    entry: (bundle.entry ?? []).map((entry) => {
      const resource = rewritten(entry.resource, types)
      const isSame = (value: unknown): value is Resource =>
        isObject(value) && value['resourceType'] === entry.resource?.resourceType
      return isSame(resource) ? { ...entry, resource } : entry
    }),
  }
}

const referencesIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (Array.isArray(value)) return value.flatMap((each, at) => referencesIn(each, `${path}[${at}]`))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'reference' && typeof inner === 'string'
      ? [[`${path}.reference`, inner] as const]
      : referencesIn(inner, `${path}.${key}`),
  )
}

const PATIENT = /(?:^|\/)(Patient\/[A-Za-z0-9\-.]{1,64})(?:\/|$)/u

/** What is wrong between the entries: references to what is not there, two that are the same, more than one patient. */
export const betweenEntries = (bundle: Bundle): readonly Issue[] => {
  const types = typesOf(bundle)
  const references = referencesIn(bundle, bundle.resourceType)
  const dangling = references
    .filter(([, reference]) => reference.startsWith('urn:') && !types.has(reference))
    .map(([path]): Issue => ({ path, code: 'reference' }))
  const conditions = (bundle.entry ?? []).flatMap(({ request }) => request?.ifNoneExist ?? [])
  const twice = conditions.filter((each, at) => conditions.indexOf(each) !== at)
  const patients = new Set(
    references.flatMap(([, reference]) => PATIENT.exec(reference)?.[1] ?? []),
  )
  return [
    ...dangling,
    ...twice.map((): Issue => ({ path: 'Bundle', code: 'duplicate' })),
    ...(patients.size > 1 ? [{ path: 'Bundle', code: 'patient' }] : []),
  ]
}
