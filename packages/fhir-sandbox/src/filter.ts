import { conditionOf, joined, type Sql } from './conditions.ts'
import { componentName, textName } from './index-resource.ts'
import { refusal } from './refusal.ts'
import { isStoredType } from './resource-types.ts'
import {
  findParameter,
  type Parameter,
  parameterOf,
  tableOf,
  targetsOf,
} from './search-parameters.ts'
import { alternatives, folded, splitEscaped, unescaped } from './search-value.ts'

const select = (table: string, name: string, condition: Sql, rid: string): Sql => ({
  sql: `${rid} IN (SELECT rid FROM ${table}_index WHERE param = ? AND (${condition.sql}))`,
  args: [name, ...condition.args],
})

const not = (sql: Sql): Sql => ({ sql: `NOT (${sql.sql})`, args: sql.args })

const missing = (p: Parameter, value: string, rid: string): Sql => {
  const table = tableOf(p.type)
  if (!table || (value !== 'true' && value !== 'false')) {
    throw refusal(400, 'invalid', `Search parameter "${p.code}": :missing takes true or false`)
  }
  const present = select(table, p.name, { sql: '1', args: [] }, rid)
  return value === 'true' ? not(present) : present
}

const composite = (p: Parameter, value: string, rid: string, own: string): Sql => {
  const components = p.component ?? []
  const parts = splitEscaped(value, '$')
  if (components.length !== 2 || parts.length !== 2) {
    throw refusal(400, 'invalid', `Search parameter "${p.code}" takes two values joined by $`)
  }
  const rows = components.map((c, n) => {
    const table = tableOf(c.type)
    if (!table) throw refusal(400, 'not-supported', `Search parameter "${p.code}" is not supported`)
    const part = { ...p, type: c.type, name: componentName(p.name, n) }
    const condition = conditionOf(part, parts[n] ?? '', { modifier: undefined, own })
    return {
      sql: `SELECT rid, grp FROM ${table}_index WHERE param = ? AND (${condition.sql})`,
      args: [part.name, ...condition.args],
    }
  })
  return {
    sql: `${rid} IN (SELECT rid FROM (${rows.map((r) => r.sql).join(' INTERSECT ')}))`,
    args: rows.flatMap((r) => r.args),
  }
}

const byId = (value: string, rid: string): Sql => ({
  sql: `${rid} IN (SELECT rid FROM resource WHERE id IN (SELECT value FROM json_each(?)))`,
  args: [JSON.stringify(alternatives('_id', value).map(unescaped))],
})

const plain = (
  p: Parameter,
  modifier: string | undefined,
  value: string,
  rid: string,
  own: string,
) => {
  if (modifier === 'missing') return missing(p, value, rid)
  const parts = alternatives(p.code, value)
  if (p.type === 'composite' && modifier === undefined) {
    return joined(
      parts.map((part) => composite(p, part, rid, own)),
      'OR',
    )
  }
  if (p.type === 'token' && modifier === 'text') {
    const texts = parts.map((part) => folded(unescaped(part)))
    const found = texts.map((t) => ({ sql: 'instr(value, ?) > 0', args: [t] }))
    return select('string', textName(p.name), joined(found, 'OR'), rid)
  }
  const table = tableOf(p.type)
  if (!table) throw refusal(400, 'not-supported', `Search parameter "${p.code}" is not supported`)
  const negated = p.type === 'token' && modifier === 'not'
  const context = { modifier: negated ? undefined : modifier, own }
  const found = select(
    table,
    p.name,
    joined(
      parts.map((part) => conditionOf(p, part, context)),
      'OR',
    ),
    rid,
  )
  return negated ? not(found) : found
}

type Chain = { readonly p: Parameter; readonly wanted: string | undefined; readonly rest: string }

const chained = (
  { p, wanted, rest }: Chain,
  value: string,
  rid: string,
  own: string,
  depth: number,
) => {
  const code = rest.split(/[.:]/, 1)[0] ?? ''
  const types = (wanted === undefined ? targetsOf(p) : [wanted]).filter(
    (t) => isStoredType(t) && (code === '_id' || code === '_has' || findParameter(t, code)),
  )
  if (p.type !== 'reference' || types.length === 0) {
    throw refusal(400, 'not-supported', `Cannot follow "${p.code}" to "${rest}"`)
  }
  const alias = `t${depth}`
  const found = types.map((type) => {
    const inner = filterOf(type, rest, value, `${alias}.rid`, own, depth + 1)
    return {
      sql: `${rid} IN (SELECT r.rid FROM reference_index r JOIN resource ${alias}
        ON ${alias}.type = r.type AND ${alias}.id = r.id
        WHERE r.param = ? AND ${alias}.type = ? AND ${alias}.deleted = 0 AND ${inner.sql})`,
      args: [p.name, type, ...inner.args],
    }
  })
  return joined(found, 'OR')
}

const reverse = (
  type: string,
  key: string,
  value: string,
  rid: string,
  own: string,
  depth: number,
): Sql => {
  const [, source = '', code = '', ...rest] = key.split(':')
  if (!isStoredType(source) || rest.length === 0) {
    throw refusal(400, 'invalid', 'Use _has:<type>:<reference>:<parameter>')
  }
  const p = parameterOf(source, code)
  if (p.type !== 'reference') throw refusal(400, 'invalid', `"${code}" is not a reference`)
  const from = `s${depth}`
  const inner = filterOf(source, rest.join(':'), value, `${from}.rid`, own, depth + 1)
  return {
    sql: `${rid} IN (SELECT p.rid FROM reference_index r JOIN resource ${from} ON ${from}.rid = r.rid
      JOIN resource p ON p.type = r.type AND p.id = r.id
      WHERE r.param = ? AND p.type = ? AND ${from}.deleted = 0 AND ${inner.sql})`,
    args: [p.name, type, ...inner.args],
  }
}

/** The SQL of one search parameter, as a condition on the row id named `rid`. */
export const filterOf = (
  type: string,
  key: string,
  value: string,
  rid: string,
  own: string,
  depth = 0,
): Sql => {
  if (depth > 5) throw refusal(400, 'too-costly', 'The chain is too long')
  if (key.startsWith('_has:')) return reverse(type, key, value, rid, own, depth)
  if (key === '_id') return byId(value, rid)
  const dot = key.indexOf('.')
  if (dot > 0) {
    const [code = '', wanted] = key.slice(0, dot).split(':')
    return chained(
      { p: parameterOf(type, code), wanted, rest: key.slice(dot + 1) },
      value,
      rid,
      own,
      depth,
    )
  }
  const [code = '', modifier, ...more] = key.split(':')
  if (more.length > 0) throw refusal(400, 'invalid', `Search parameter "${key}" is not supported`)
  return plain(parameterOf(type, code), modifier, value, rid, own)
}
