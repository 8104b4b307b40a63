import type { Resource } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'

// What a server writes itself says nothing about what was meant.
const SERVERS_OWN: ReadonlySet<string> = new Set(['versionId', 'lastUpdated', 'source'])

const sorted = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((each: unknown) => sorted(each))
  if (!isObject(value)) return value
  const kept = Object.entries(value)
    .filter(([name]) => key !== 'meta' || !SERVERS_OWN.has(name))
    .map(([name, inner]): readonly [string, unknown] => [name, sorted(inner, name)])
    .filter(([, inner]) => inner !== undefined && JSON.stringify(inner) !== '{}')
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(kept)
}

/** Whether two versions say the same; what the server adds by itself does not count. */
export const saysTheSame = (one: Resource, other: Resource): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
