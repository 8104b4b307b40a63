import type { DatabaseSync } from 'node:sqlite'
import { parametersOf } from './search-parameters.ts'
import type { Include } from './search-request.ts'

/** Finds the row ids that `_include` and `_revinclude` add to a page of matches. */
export type Includer = (
  matches: readonly number[],
  includes: readonly Include[],
) => readonly number[]

const namesOf = (include: Include, type: string): readonly string[] =>
  include.code === undefined
    ? parametersOf(type)
        .filter((p) => p.type === 'reference')
        .map((p) => p.name)
    : [`${type}.${include.code}`]

/** Makes the includer of a database. */
export const createIncluder = (db: DatabaseSync): Includer => {
  const forward = db.prepare(`SELECT DISTINCT t.rid, t.type FROM reference_index r
    JOIN resource s ON s.rid = r.rid JOIN resource t ON t.type = r.type AND t.id = r.id
    WHERE r.rid IN (SELECT value FROM json_each(?)) AND r.param IN (SELECT value FROM json_each(?))
      AND t.deleted = 0 AND (? IS NULL OR t.type = ?) ORDER BY t.rid`)
  const backward = db.prepare(`SELECT DISTINCT s.rid, s.type FROM resource t
    JOIN reference_index r ON r.id = t.id AND r.type = t.type
    JOIN resource s ON s.rid = r.rid
    WHERE t.rid IN (SELECT value FROM json_each(?)) AND r.param IN (SELECT value FROM json_each(?))
      AND s.deleted = 0 AND (? IS NULL OR t.type = ?) ORDER BY s.rid`)
  const types = db.prepare(
    'SELECT DISTINCT type FROM resource WHERE rid IN (SELECT value FROM json_each(?))',
  )

  const follow = (rids: readonly number[], include: Include): readonly number[] => {
    const list = JSON.stringify(rids)
    const sources =
      include.source === '*' ? types.all(list).map((r) => String(r['type'])) : [include.source]
    const names = JSON.stringify(sources.flatMap((type) => namesOf(include, type)))
    const target = include.target ?? null
    const statement = include.reverse ? backward : forward
    return statement.all(list, names, target, target).map((r) => Number(r['rid']))
  }

  return (matches, includes) => {
    const seen = new Set(matches)
    const added: number[] = []
    let fresh: readonly number[] = matches
    for (let round = 0; fresh.length > 0; round++) {
      const from = fresh
      const found = includes.filter((i) => round === 0 || i.iterate).flatMap((i) => follow(from, i))
      fresh = [...new Set(found)].filter((rid) => !seen.has(rid))
      for (const rid of fresh) seen.add(rid)
      added.push(...fresh)
    }
    return added
  }
}
