import type { BundleEntry } from '@medplum/fhirtypes'
import type { Includer } from './includes.ts'
import type { Result } from './pages.ts'
import type { Repository } from './repository.ts'
import type { Stored } from './rows.ts'
import type { SearchRequest } from './search-request.ts'

const ALWAYS = ['resourceType', 'id', 'meta']

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
}

const cut = (resource: Stored, elements: readonly string[]): Stored => {
  if (elements.length === 0) return resource
  const copy = { ...resource }
  for (const key of Object.keys(copy)) {
    if (!ALWAYS.includes(key) && !elements.includes(key)) Reflect.deleteProperty(copy, key)
  }
  const meta = { ...resource.meta, tag: [...(resource.meta.tag ?? []), SUBSETTED] }
  return Object.assign(copy, { meta })
}

/** Runs a search; the pages read the resources as they are when the page is asked for. */
export const runSearch = (
  repository: Repository,
  includer: Includer,
  request: SearchRequest,
): Result => {
  const rows = repository.rows(request.type, request.filters, request.order)
  const entry = (rid: number, mode: 'match' | 'include', base: string): BundleEntry[] => {
    const stored = repository.byRow(rid)
    if (!stored) return []
    const resource = mode === 'match' ? cut(stored, request.elements) : stored
    return [{ fullUrl: `${base}/${stored.resourceType}/${stored.id}`, resource, search: { mode } }]
  }
  return {
    kind: 'searchset',
    size: rows.length,
    count: request.onlyCount ? 0 : request.count,
    total: request.total || request.onlyCount,
    entries(from, to, base) {
      const matches = request.onlyCount ? [] : rows.slice(from, to)
      const included = includer(matches, request.includes)
      return [
        ...matches.flatMap((rid) => entry(rid, 'match', base)),
        ...included.flatMap((rid) => entry(rid, 'include', base)),
      ]
    },
  }
}
