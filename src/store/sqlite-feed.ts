import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from './sqlite-database.ts'
import type { Feed, Incoming } from './store.ts'

/** The feed, and what becomes of marks of long ago. */
export type FeedPart = Feed & { readonly forgetChanges: (before: number) => Promise<void> }

const droppedAtOnce = 2000

/** Where reading of changes stands; `insert` puts work into the inbox within the same commit. */
export function createFeedPart(
  db: Database,
  insert: (work: readonly Incoming[]) => number,
  clock: () => number,
): FeedPart {
  const cursorOf = db.prepare<[string], { at: string }>('SELECT at FROM cursor WHERE type = ?')
  const setCursor = db.prepare<[string, string]>(
    'INSERT INTO cursor (type, at) VALUES (?, ?) ON CONFLICT (type) DO UPDATE SET at = excluded.at',
  )
  const seenVersion = db.prepare<[string, string, string], { at: number }>(
    'SELECT at FROM change WHERE type = ? AND id = ? AND version = ?',
  )
  const seenAny = db.prepare<[string, string], { at: number }>(
    'SELECT at FROM change WHERE type = ? AND id = ? LIMIT 1',
  )
  const mark = db.prepare<[string, string, string, number]>(
    'INSERT INTO change (type, id, version, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = db.prepare<[number, number]>(
    `DELETE FROM change WHERE (type, id, version) IN
     (SELECT type, id, version FROM change WHERE at < ? LIMIT ?)`,
  )
  const keepOwn = db.prepare<[string]>(
    'INSERT INTO own_identifier (value) VALUES (?) ON CONFLICT DO NOTHING',
  )
  const dropOwn = db.prepare<[string]>('DELETE FROM own_identifier WHERE value = ?')
  const isOwn = db.prepare<[string], { value: string }>(
    'SELECT value FROM own_identifier WHERE value = ?',
  )

  return {
    async cursor(type) {
      return cursorOf.get(type)?.at
    },
    async unseen(changes) {
      return changes.filter(
        ({ type, id, versionId }) => seenVersion.get(type, id, versionId) === undefined,
      )
    },
    async seenBefore(type, id) {
      return seenAny.get(type, id) !== undefined
    },
    async advance({ changes, cursors, work }) {
      db.commit(() => {
        const now = clock()
        for (const { type, id, versionId } of changes) mark.run(type, id, versionId, now)
        for (const [type, at] of Object.entries(cursors)) setCursor.run(type, at)
        insert(work)
      })
    },
    async saveOwnIdentifiers(values) {
      db.commit(() => {
        for (const value of values) keepOwn.run(value)
      })
    },
    async saveOwnVersions(values, versions) {
      db.commit(() => {
        const now = clock()
        for (const { type, id, versionId } of versions) mark.run(type, id, versionId, now)
        for (const value of values) dropOwn.run(value)
      })
    },
    async ownIdentifiers(values) {
      return new Set(values.filter((value) => isOwn.get(value) !== undefined))
    },
    async forgetChanges(before) {
      while (db.relaxed(() => forget.run(before, droppedAtOnce)).changes === droppedAtOnce) {
        await nextTurn()
      }
    },
  }
}
