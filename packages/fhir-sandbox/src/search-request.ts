import type { Sql } from './conditions.ts'
import { filterOf } from './filter.ts'
import { refusal } from './refusal.ts'
import { isStoredType } from './resource-types.ts'
import { parameterOf, tableOf } from './search-parameters.ts'

/** `_include` or `_revinclude`: from `source` along `code` (undefined: every reference). */
export type Include = {
  readonly reverse: boolean
  readonly iterate: boolean
  readonly source: string
  readonly code: string | undefined
  readonly target: string | undefined
}

/** A search, understood completely: what could not be understood was refused. */
export type SearchRequest = {
  readonly type: string
  readonly filters: readonly Sql[]
  /** SQL after ORDER BY, with values. */
  readonly order: Sql
  readonly count: number
  readonly includes: readonly Include[]
  readonly total: boolean
  readonly onlyCount: boolean
  readonly elements: readonly string[]
}

/** The names and values of a query or form body, in order. */
export type Pairs = readonly (readonly [string, string])[]

const DEFAULT_COUNT = 50
const LARGEST_COUNT = 500

const includeOf = (key: string, value: string): Include => {
  const [name, modifier] = key.split(':')
  const reverse = name === '_revinclude'
  const iterate = modifier === 'iterate' || modifier === 'recurse'
  const [source = '', code, target] = value.split(':')
  if (modifier !== undefined && !iterate) {
    throw refusal(400, 'invalid', `Modifier "${modifier}" of ${name} is not supported`)
  }
  if (value === '*') return { reverse, iterate, source: '*', code: undefined, target: undefined }
  if (!isStoredType(source) || !code) throw refusal(400, 'invalid', `${name} takes Type:parameter`)
  if (code === '*') return { reverse, iterate, source, code: undefined, target }
  if (parameterOf(source, code).type !== 'reference') {
    throw refusal(400, 'invalid', `"${code}" of ${source} is not a reference`)
  }
  return { reverse, iterate, source, code, target }
}

const SORT_VALUE = {
  token: `MIN(coalesce(system, '') || ' ' || coalesce(code, ''))`,
  string: 'MIN(value)',
  reference: `MIN(coalesce(url, type || '/' || id))`,
  date: 'MIN(low)',
  number: 'MIN(value)',
} as const

const sortKey = (type: string, key: string): Sql => {
  const descending = key.startsWith('-')
  const code = descending ? key.slice(1) : key
  const direction = descending ? 'DESC' : 'ASC'
  if (code === '_lastUpdated')
    return { sql: `r.updated ${direction}, r.seq ${direction}`, args: [] }
  if (code === '_id') return { sql: `r.id ${direction}`, args: [] }
  const p = parameterOf(type, code)
  const table = tableOf(p.type)
  if (!table) throw refusal(400, 'not-supported', `Cannot sort by "${code}"`)
  return {
    sql: `(SELECT ${SORT_VALUE[table]} FROM ${table}_index i WHERE i.rid = r.rid AND i.param = ?) ${direction} NULLS LAST`,
    args: [p.name],
  }
}

const orderOf = (type: string, sort: string | undefined): Sql => {
  const keys = (sort ?? '')
    .split(',')
    .filter((k) => k !== '')
    .map((k) => sortKey(type, k))
  return {
    sql: [...keys.map((k) => k.sql), 'r.rid'].join(', '),
    args: keys.flatMap((k) => k.args),
  }
}

const one = (pairs: Pairs, name: string): string | undefined => {
  const values = pairs.filter(([k]) => k === name)
  if (values.length > 1) throw refusal(400, 'invalid', `${name} is given twice`)
  return values[0]?.[1]
}

const choice = (pairs: Pairs, name: string, allowed: readonly string[]): string | undefined => {
  const value = one(pairs, name)
  if (value !== undefined && !allowed.includes(value)) {
    throw refusal(400, 'not-supported', `${name} takes ${allowed.join(', ')}`)
  }
  return value
}

const countOf = (value: string | undefined): number => {
  if (value === undefined) return DEFAULT_COUNT
  if (!/^\d+$/.test(value)) throw refusal(400, 'invalid', '_count takes a number')
  return Math.min(Number(value), LARGEST_COUNT)
}

const RESULT_PARAMETERS =
  /^(_sort|_count|_include|_revinclude|_total|_summary|_elements|_format|_pretty)(:|$)/

/** Understands a search, or refuses it; `own` is the server's base URL. */
export const searchRequest = (type: string, pairs: Pairs, own: string): SearchRequest => {
  choice(pairs, '_format', ['json', 'application/json', 'application/fhir+json'])
  const summary = choice(pairs, '_summary', ['count', 'false'])
  const count = countOf(one(pairs, '_count'))
  return {
    type,
    filters: pairs
      .filter(([key]) => !RESULT_PARAMETERS.test(key))
      .map(([key, value]) => filterOf(type, key, value, 'r.rid', own)),
    order: orderOf(type, one(pairs, '_sort')),
    count,
    includes: pairs
      .filter(([key]) => /^_(rev)?include(:|$)/.test(key))
      .map(([key, value]) => includeOf(key, value)),
    total: choice(pairs, '_total', ['none', 'estimate', 'accurate']) !== 'none',
    onlyCount: summary === 'count' || count === 0,
    elements: one(pairs, '_elements')?.split(',') ?? [],
  }
}
