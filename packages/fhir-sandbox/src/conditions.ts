import type { SQLInputValue } from 'node:sqlite'
import { dateRange } from './date-range.ts'
import { literalReference } from './index-values.ts'
import { refusal } from './refusal.ts'
import type { Parameter } from './search-parameters.ts'
import { folded, splitEscaped, splitPrefix, unescaped } from './search-value.ts'

/** A piece of SQL with its values. */
export type Sql = { readonly sql: string; readonly args: readonly SQLInputValue[] }

/** What the rows of an index table must fulfil; `own` is the server's base URL. */
export type ConditionContext = { readonly modifier: string | undefined; readonly own: string }

/** Joins pieces with AND or OR; each is put into brackets. */
export const joined = (pieces: readonly Sql[], word: 'AND' | 'OR'): Sql => ({
  sql: pieces.map((p) => `(${p.sql})`).join(` ${word} `),
  args: pieces.flatMap((p) => p.args),
})

const invalid = (name: string, why: string) =>
  refusal(400, 'invalid', `Search parameter "${name}": ${why}`)

const tokenCondition = (value: string): Sql => {
  const parts = splitEscaped(value, '|').map(unescaped)
  const [first = '', second] = parts
  if (second === undefined) return { sql: 'code = ?', args: [first] }
  if (first === '') return { sql: 'system IS NULL AND code = ?', args: [second] }
  if (second === '') return { sql: 'system = ?', args: [first] }
  return { sql: 'system = ? AND code = ?', args: [first, second] }
}

const uriCondition = (name: string, value: string, modifier: string | undefined): Sql => {
  const text = unescaped(value)
  if (modifier === undefined) return { sql: 'code = ?', args: [text] }
  if (modifier === 'below') {
    return { sql: 'substr(code, 1, length(?)) = ?', args: [text, text] }
  }
  throw invalid(name, `modifier "${modifier}" is not supported`)
}

const stringCondition = (name: string, value: string, modifier: string | undefined): Sql => {
  const text = unescaped(value)
  const low = folded(text)
  switch (modifier) {
    case undefined:
      return { sql: 'value >= ? AND value < ?', args: [low, `${low}\u{10ffff}`] }
    case 'contains':
      return { sql: 'instr(value, ?) > 0', args: [low] }
    case 'exact':
      return { sql: 'exact = ?', args: [text] }
    default:
      throw invalid(name, `modifier "${modifier}" is not supported`)
  }
}

const referenceCondition = (p: Parameter, value: string, context: ConditionContext): Sql => {
  const text = unescaped(value)
  const relative = text.startsWith(`${context.own}/`) ? text.slice(context.own.length + 1) : text
  const local = literalReference(relative)
  const wanted = context.modifier
  if (wanted !== undefined && !p.target?.includes(wanted)) {
    throw invalid(p.code, `modifier "${wanted}" is not supported`)
  }
  if (local) {
    return wanted !== undefined && wanted !== local.type
      ? { sql: '0', args: [] }
      : { sql: 'id = ? AND type = ?', args: [local.id, local.type] }
  }
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(relative)) return { sql: 'url = ?', args: [text] }
  return wanted === undefined
    ? { sql: 'id = ?', args: [relative] }
    : { sql: 'id = ? AND type = ?', args: [relative, wanted] }
}

const dateCondition = (name: string, value: string): Sql => {
  const { prefix, rest } = splitPrefix(value)
  const range = dateRange(rest)
  if (!range) throw invalid(name, 'not a date')
  const { low, high } = range
  switch (prefix) {
    case 'eq':
      return { sql: 'low >= ? AND high <= ?', args: [low, high] }
    case 'ne':
      return { sql: 'NOT (low >= ? AND high <= ?)', args: [low, high] }
    case 'gt':
      return { sql: 'high > ?', args: [high] }
    case 'ge':
      return { sql: 'high >= ?', args: [low] }
    case 'lt':
      return { sql: 'low < ?', args: [low] }
    case 'le':
      return { sql: 'low <= ?', args: [high] }
    case 'sa':
      return { sql: 'low > ?', args: [high] }
    case 'eb':
      return { sql: 'high < ?', args: [low] }
    default:
      throw invalid(name, `prefix "${prefix}" is not supported`)
  }
}

const numberCondition = (name: string, value: string): Sql => {
  const [amount = '', system = '', unit = ''] = splitEscaped(value, '|').map(unescaped)
  const { prefix, rest } = splitPrefix(amount)
  if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(rest)) throw invalid(name, 'not a number')
  const n = Number(rest)
  const half = 0.5 * 10 ** -(rest.split('.')[1]?.replace(/[eE].*/, '').length ?? 0)
  const compare = (): Sql => {
    switch (prefix) {
      case 'eq':
        return { sql: 'value >= ? AND value < ?', args: [n - half, n + half] }
      case 'ne':
        return { sql: 'NOT (value >= ? AND value < ?)', args: [n - half, n + half] }
      case 'gt':
      case 'sa':
        return { sql: 'value > ?', args: [n] }
      case 'ge':
        return { sql: 'value >= ?', args: [n] }
      case 'lt':
      case 'eb':
        return { sql: 'value < ?', args: [n] }
      case 'le':
        return { sql: 'value <= ?', args: [n] }
      default:
        throw invalid(name, `prefix "${prefix}" is not supported`)
    }
  }
  const pieces = [compare()]
  if (system) pieces.push({ sql: 'system = ?', args: [system] })
  if (unit) {
    pieces.push(
      system
        ? { sql: 'code = ?', args: [unit] }
        : { sql: 'code = ? OR unit = ?', args: [unit, unit] },
    )
  }
  return joined(pieces, 'AND')
}

/** The condition one alternative of a value puts on the index rows of its parameter. */
export const conditionOf = (p: Parameter, value: string, context: ConditionContext): Sql => {
  const { modifier } = context
  if (p.type === 'reference') return referenceCondition(p, value, context)
  if (p.type === 'string') return stringCondition(p.code, value, modifier)
  if (p.type === 'uri') return uriCondition(p.code, value, modifier)
  if (modifier !== undefined) throw invalid(p.code, `modifier "${modifier}" is not supported`)
  if (p.type === 'token') return tokenCondition(value)
  if (p.type === 'date') return dateCondition(p.code, value)
  if (p.type === 'number' || p.type === 'quantity') return numberCondition(p.code, value)
  throw refusal(400, 'not-supported', `Search parameter "${p.code}" is not supported`)
}
