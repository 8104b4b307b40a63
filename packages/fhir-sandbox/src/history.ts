import type { BundleEntry } from '@medplum/fhirtypes'
import { dateRange } from './date-range.ts'
import type { Result } from './pages.ts'
import { refusal } from './refusal.ts'
import type { Repository } from './repository.ts'
import { storedOf, type Version } from './rows.ts'
import type { Pairs } from './search-request.ts'

const entryOf = (v: Version, base: string): BundleEntry => {
  const url = `${v.type}/${v.id}`
  const created = v.version === 1
  return {
    fullUrl: `${base}/${url}`,
    ...(v.body === null ? {} : { resource: storedOf(v.body) }),
    request: {
      method: v.method,
      url: v.method === 'POST' ? v.type : url,
    },
    response: {
      status: created ? '201' : '200',
      etag: `W/"${v.version}"`,
      lastModified: new Date(v.updated).toISOString(),
    },
  }
}

/** The versions of one resource, a type or all, newest first, with `_since` and `_count`. */
export const runHistory = (
  repository: Repository,
  type: string | undefined,
  id: string | undefined,
  pairs: Pairs,
): Result => {
  const query = new Map(pairs)
  const unknown = pairs.find(([k]) => !['_since', '_count', '_format'].includes(k))
  if (unknown) throw refusal(400, 'not-supported', `Unknown history parameter "${unknown[0]}"`)
  const since = query.get('_since')
  const range = since === undefined ? undefined : dateRange(since)
  if (since !== undefined && !range) throw refusal(400, 'invalid', '_since takes an instant')
  const count = Number(query.get('_count') ?? 100)
  if (!Number.isInteger(count) || count < 1) throw refusal(400, 'invalid', '_count takes a number')
  const versions = repository.history(type, id, range?.low ?? 0)
  if (id !== undefined && range === undefined && versions.length === 0) {
    throw refusal(404, 'not-found', `${type}/${id} is not known`)
  }
  return {
    kind: 'history',
    size: versions.length,
    count,
    total: true,
    entries: (from, to, base) => versions.slice(from, to).map((v) => entryOf(v, base)),
  }
}
