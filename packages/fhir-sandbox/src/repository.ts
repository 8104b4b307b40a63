import type { DatabaseSync } from 'node:sqlite'
import type { Resource } from '@medplum/fhirtypes'
import type { Sql } from './conditions.ts'
import { createIndexer } from './index-resource.ts'
import { pointersOf } from './references.ts'
import { refusal } from './refusal.ts'
import { currentRow, type Stored, storedOf, type Version, versionRow } from './rows.ts'

/** What a write did. */
export type Written = {
  readonly resource: Stored
  readonly effect: 'created' | 'updated' | 'unchanged'
}

/** The stored resources, all synchronous, so that a transaction is never interleaved. */
export type Repository = ReturnType<typeof createRepository>

const withoutMeta = (resource: Resource): string => {
  const { versionId: _v, lastUpdated: _l, ...meta } = resource.meta ?? {}
  return JSON.stringify({ ...resource, meta: Object.keys(meta).length > 0 ? meta : undefined })
}

/** Makes the repository of a database. */
export const createRepository = (db: DatabaseSync, now: () => Date) => {
  const indexer = createIndexer(db)
  const row = db.prepare('SELECT rid, version, body FROM resource WHERE type = ? AND id = ?')
  const addRow = db.prepare('INSERT INTO resource VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
  const setRow = db.prepare(
    'UPDATE resource SET version = ?, updated = ?, seq = ?, deleted = ?, body = ? WHERE rid = ?',
  )
  const addVersion = db.prepare('INSERT INTO version VALUES (NULL, ?, ?, ?, ?, ?, ?)')
  const oneVersion = db.prepare('SELECT * FROM version WHERE type = ? AND id = ? AND version = ?')
  const addPointer = db.prepare('INSERT INTO pointer VALUES (?, ?, ?)')
  const dropPointers = db.prepare('DELETE FROM pointer WHERE rid = ?')
  const dangling = db.prepare(`SELECT p.type, p.id FROM pointer p WHERE p.rid = ? AND NOT EXISTS
    (SELECT 1 FROM resource r WHERE r.type = p.type AND r.id = p.id AND r.deleted = 0) LIMIT 1`)
  const pointing = db.prepare(`SELECT 1 FROM pointer p JOIN resource r ON r.rid = p.rid
    WHERE p.type = ? AND p.id = ? AND r.deleted = 0 AND NOT (r.type = p.type AND r.id = p.id) LIMIT 1`)
  const body = db.prepare('SELECT body FROM resource WHERE rid = ? AND deleted = 0')
  let open = false
  let written: number[] = []
  let removed: (readonly [string, string])[] = []

  const find = (type: string, id: string) => {
    const found = row.get(type, id)
    return found && currentRow(found)
  }

  const checkReferences = (rid: number): void => {
    const lost = dangling.get(rid)
    if (lost)
      throw refusal(
        400,
        'not-found',
        `Resource ${String(lost['type'])}/${String(lost['id'])} does not exist`,
      )
  }

  const checkUnused = (type: string, id: string): void => {
    const gone = !find(type, id)?.body
    if (gone && pointing.get(type, id)) {
      throw refusal(409, 'conflict', `${type}/${id} is referred to by another resource`)
    }
  }

  const write = (given: Resource, id: string, method: 'POST' | 'PUT', check = true): Written => {
    const old = find(given.resourceType, id)
    const before = old?.body ? storedOf(old.body) : undefined
    const { resourceType } = given
    if (before && withoutMeta(before) === withoutMeta({ ...given, id })) {
      return { resource: before, effect: 'unchanged' }
    }
    const version = (old?.version ?? 0) + 1
    const at = now()
    const meta = { ...given.meta, versionId: String(version), lastUpdated: at.toISOString() }
    const resource = { ...given, id, meta } as Stored
    const text = JSON.stringify(resource)
    const seq = addVersion.run(
      resourceType,
      id,
      version,
      at.getTime(),
      method,
      text,
    ).lastInsertRowid
    if (old) setRow.run(version, at.getTime(), seq, 0, text, old.rid)
    const rid =
      old?.rid ??
      Number(addRow.run(resourceType, id, version, at.getTime(), seq, 0, text).lastInsertRowid)
    if (old) {
      indexer.remove(rid)
      dropPointers.run(rid)
    }
    indexer.add(rid, resource)
    for (const p of pointersOf(resource)) addPointer.run(rid, p.type, p.id)
    if (check) written.push(rid)
    return { resource, effect: before ? 'updated' : 'created' }
  }

  return {
    write,
    /** Whether nothing was ever stored. */
    isEmpty: (): boolean => db.prepare('SELECT 1 FROM version LIMIT 1').get() === undefined,
    /** The current version; 404 when there never was one, 410 when it was deleted. */
    read(type: string, id: string): Stored {
      const found = find(type, id)
      if (!found) throw refusal(404, 'not-found', `${type}/${id} is not known`)
      if (!found.body) throw refusal(410, 'deleted', `${type}/${id} was deleted`)
      return storedOf(found.body)
    },
    /** Version number of what stands there now; undefined when nothing does. */
    currentVersion(type: string, id: string): number | undefined {
      const found = find(type, id)
      return found?.body ? found.version : undefined
    },
    readVersion(type: string, id: string, version: string): Stored {
      const kept = oneVersion.get(type, id, Number(version))
      if (!kept) throw refusal(404, 'not-found', `Version ${version} of ${type}/${id} is not known`)
      const found = versionRow(kept)
      if (!found.body) throw refusal(410, 'deleted', `${type}/${id} was deleted in this version`)
      return storedOf(found.body)
    },
    /** Deletes; true when there was something. Refused while another resource refers to it. */
    remove(type: string, id: string, check = true): boolean {
      const old = find(type, id)
      if (!old?.body) return false
      const version = old.version + 1
      const at = now().getTime()
      const seq = addVersion.run(type, id, version, at, 'DELETE', null).lastInsertRowid
      setRow.run(version, at, seq, 1, null, old.rid)
      indexer.remove(old.rid)
      dropPointers.run(old.rid)
      if (check) removed.push([type, id])
      return true
    },
    /** Row ids of what a search finds, in order. */
    rows(type: string, filters: readonly Sql[], order: Sql): readonly number[] {
      const where = ['r.type = ?', 'r.deleted = 0', ...filters.map((f) => f.sql)].join(' AND ')
      const sql = `SELECT r.rid FROM resource r WHERE ${where} ORDER BY ${order.sql}`
      const args = [type, ...filters.flatMap((f) => f.args), ...order.args]
      return db
        .prepare(sql)
        .all(...args)
        .map((r) => Number(r['rid']))
    },
    /** The resource of a row; undefined when it was deleted since. */
    byRow(rid: number): Stored | undefined {
      const found = body.get(rid)
      return found && storedOf(String(found['body']))
    },
    /** Versions, newest first; without an id of the whole type, without a type of all. */
    history(type: string | undefined, id: string | undefined, since: number): readonly Version[] {
      const sql = `SELECT * FROM version WHERE (? IS NULL OR type = ?) AND (? IS NULL OR id = ?)
        AND updated >= ? ORDER BY seq DESC`
      const t = type ?? null
      const i = id ?? null
      return db.prepare(sql).all(t, t, i, i, since).map(versionRow)
    },
    /** All or nothing; references are checked at the end. Inside another one it is part of that. */
    atomically<T>(work: () => T): T {
      if (open) return work()
      db.exec('BEGIN IMMEDIATE')
      open = true
      written = []
      removed = []
      try {
        const result = work()
        for (const rid of written) checkReferences(rid)
        for (const [type, id] of removed) checkUnused(type, id)
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      } finally {
        open = false
      }
    },
  }
}
