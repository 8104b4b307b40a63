import { randomUUID } from 'node:crypto'
import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { refusal } from './refusal.ts'

/** A result that is read page by page; `entries` makes the entries of one stretch of it. */
export type Result = {
  readonly kind: 'searchset' | 'history'
  readonly size: number
  readonly count: number
  readonly total: boolean
  readonly entries: (from: number, to: number, base: string) => readonly BundleEntry[]
}

const KEPT = 500

/** Results that have further pages. A page is asked for by an opaque token, so no value stands in a link. */
export type Pages = {
  readonly first: (result: Result, self: string, base: string) => Bundle
  readonly further: (token: string, offset: string | null, base: string) => Bundle
}

/** Keeps the newest results in memory; an old or unknown token is 410. */
export const createPages = (): Pages => {
  const kept = new Map<string, Result>()

  const page = (
    result: Result,
    token: string | undefined,
    from: number,
    self: string,
    base: string,
  ): Bundle => {
    const to = from + result.count
    const more = to < result.size && token !== undefined
    const next = `${base}?_getpages=${token}&_getpagesoffset=${to}`
    const entry = result.entries(from, Math.min(to, result.size), base)
    return {
      resourceType: 'Bundle',
      id: randomUUID(),
      type: result.kind,
      ...(result.total ? { total: result.size } : {}),
      link: [
        { relation: 'self', url: self },
        ...(more ? [{ relation: 'next', url: next }] : []),
      ] as NonNullable<Bundle['link']>,
      ...(entry.length > 0 ? { entry: [...entry] } : {}),
    }
  }

  return {
    first(result, self, base) {
      if (result.size <= result.count || result.count === 0)
        return page(result, undefined, 0, self, base)
      const token = randomUUID()
      kept.set(token, result)
      const oldest = kept.keys().next()
      if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value)
      return page(result, token, 0, self, base)
    },
    further(token, offset, base) {
      const result = kept.get(token)
      const from = Number(offset ?? 0)
      if (!result || !Number.isInteger(from) || from < 0) {
        throw refusal(410, 'not-found', 'This search is no longer kept')
      }
      return page(result, token, from, `${base}?_getpages=${token}&_getpagesoffset=${from}`, base)
    },
  }
}
