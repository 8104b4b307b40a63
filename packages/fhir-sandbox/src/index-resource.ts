import type { DatabaseSync } from 'node:sqlite'
import { evalFhirPathTyped, type TypedValue, toTypedValue } from '@medplum/core'
import type { Resource } from '@medplum/fhirtypes'
import type { ParameterDefinition } from './definitions.ts'
import {
  datesOf,
  numbersOf,
  referencesOf,
  stringsOf,
  tokensOf,
  tokenTextsOf,
} from './index-values.ts'
import { parametersOf, tableOf } from './search-parameters.ts'
import { folded } from './search-value.ts'

/** Writes and removes the index rows of one resource. */
export type Indexer = {
  readonly add: (rid: number, resource: Resource) => void
  readonly remove: (rid: number) => void
}

/** The name under which the n-th part of a composite parameter is indexed. */
export const componentName = (name: string, n: number): string => `${name}$${n}`

/** The name under which the words of a token are indexed, for `:text`. */
export const textName = (name: string): string => `${name}:text`

/** Makes the indexer of a database. */
export const createIndexer = (db: DatabaseSync): Indexer => {
  const insert = {
    token: db.prepare('INSERT INTO token_index VALUES (?, ?, ?, ?, ?)'),
    string: db.prepare('INSERT INTO string_index VALUES (?, ?, ?, ?, ?)'),
    reference: db.prepare('INSERT INTO reference_index VALUES (?, ?, ?, ?, ?, ?)'),
    date: db.prepare('INSERT INTO date_index VALUES (?, ?, ?, ?, ?)'),
    number: db.prepare('INSERT INTO number_index VALUES (?, ?, ?, ?, ?, ?, ?)'),
  }
  const deletes = ['token', 'string', 'reference', 'date', 'number'].map((t) =>
    db.prepare(`DELETE FROM ${t}_index WHERE rid = ?`),
  )

  const addValue = (
    rid: number,
    type: ParameterDefinition['type'],
    name: string,
    group: number,
    value: TypedValue,
  ): void => {
    switch (tableOf(type)) {
      case 'token':
        for (const t of tokensOf(value)) insert.token.run(rid, name, group, t.system, t.code)
        for (const w of tokenTextsOf(value)) {
          insert.string.run(rid, textName(name), group, folded(w), w)
        }
        return
      case 'string':
        for (const s of stringsOf(value)) insert.string.run(rid, name, group, folded(s), s)
        return
      case 'reference':
        for (const r of referencesOf(value)) {
          insert.reference.run(rid, name, group, r.type, r.id, r.url)
        }
        return
      case 'date':
        for (const d of datesOf(value)) insert.date.run(rid, name, group, d.low, d.high)
        return
      case 'number':
        for (const n of numbersOf(value)) {
          insert.number.run(rid, name, group, n.value, n.system, n.code, n.unit)
        }
        return
      case undefined:
        return
    }
  }

  return {
    add(rid, resource) {
      const root = toTypedValue(resource)
      for (const p of parametersOf(resource.resourceType)) {
        if (!p.expression) continue
        const values = evalFhirPathTyped(p.expression, [root])
        values.forEach((value, group) => {
          if (!p.component) return addValue(rid, p.type, p.name, 0, value)
          p.component.forEach((c, n) => {
            for (const part of evalFhirPathTyped(c.expression, [value])) {
              addValue(rid, c.type, componentName(p.name, n), group, part)
            }
          })
          return undefined
        })
      }
    },
    remove(rid) {
      for (const statement of deletes) statement.run(rid)
    },
  }
}
