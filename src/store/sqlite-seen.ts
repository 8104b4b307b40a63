import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from './sqlite-database.ts'

type Kept = { readonly key: Uint8Array; readonly at: number }

/** The ids that were accepted before, for ever as far as `forget` does not drop them. */
export type Seen = {
  /** False when the id is there already. Call it inside a commit. */
  add(id: string, at: number): boolean
  has(id: string): boolean
  /** Sets the time of an id that must not be forgotten yet. */
  refresh(id: string, at: number): void
  /** Moves new ids on to the large table when there are enough of them, in small pieces and between other work. */
  settle(): void
  forget(before: number): Promise<void>
  stop(): void
}

const freshAtMost = 2048
const settledAtOnce = 256
const droppedAtOnce = 2000
const afterLastKey = new Uint8Array(17).fill(0xff)

/** Remembers accepted ids in a table that stays quick to write at a million ids. */
export function createSeen(db: Database): Seen {
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM fresh')
  const insertFresh = db.prepare<[Uint8Array, number]>(
    'INSERT INTO fresh (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const insertSeen = db.prepare<[Uint8Array, number]>(
    'INSERT INTO seen (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const inFresh = db.prepare<[Uint8Array], Kept>('SELECT key FROM fresh WHERE key = ?')
  const inSeen = db.prepare<[Uint8Array], Kept>('SELECT key FROM seen WHERE key = ?')
  const refreshFresh = db.prepare<[number, Uint8Array]>('UPDATE fresh SET at = ? WHERE key = ?')
  const refreshSeen = db.prepare<[number, Uint8Array]>('UPDATE seen SET at = ? WHERE key = ?')
  const firstFresh = db.prepare<[number], Kept>('SELECT key, at FROM fresh ORDER BY key LIMIT ?')
  const dropSettled = db.prepare<[Uint8Array]>('DELETE FROM fresh WHERE key <= ?')
  const forgetFresh = db.prepare<[number]>('DELETE FROM fresh WHERE at < ?')
  const keyAfter = db.prepare<[Uint8Array, number], Kept>(
    'SELECT key FROM seen WHERE key > ? ORDER BY key LIMIT 1 OFFSET ?',
  )
  const forgetSeen = db.prepare<[Uint8Array, Uint8Array, number]>(
    'DELETE FROM seen WHERE key > ? AND key <= ? AND at < ?',
  )
  let fresh = count.get()?.n ?? 0
  let settling: NodeJS.Immediate | undefined

  const settlePart = () => {
    settling = undefined
    const part = firstFresh.all(settledAtOnce)
    const last = part.at(-1)
    if (last === undefined) return
    db.relaxed(() => {
      for (const { key, at } of part) insertSeen.run(key, at)
      dropSettled.run(last.key)
    })
    fresh = Math.max(0, fresh - part.length)
    settling = setImmediate(settlePart)
  }

  return {
    add(id, at) {
      const key = keyOf(id)
      if (inSeen.get(key) !== undefined) return false
      const isNew = insertFresh.run(key, at).changes === 1
      if (isNew) fresh += 1
      return isNew
    },
    has(id) {
      const key = keyOf(id)
      return inFresh.get(key) !== undefined || inSeen.get(key) !== undefined
    },
    refresh(id, at) {
      const key = keyOf(id)
      refreshFresh.run(at, key)
      refreshSeen.run(at, key)
    },
    settle() {
      if (fresh > freshAtMost) settling ??= setImmediate(settlePart)
    },
    async forget(before) {
      db.relaxed(() => forgetFresh.run(before))
      fresh = count.get()?.n ?? 0
      let from: Uint8Array = new Uint8Array(0)
      for (;;) {
        const until = keyAfter.get(from, droppedAtOnce - 1)?.key
        const start = from
        db.relaxed(() => forgetSeen.run(start, until ?? afterLastKey, before))
        if (until === undefined) return
        from = until
        await nextTurn()
      }
    },
    stop() {
      clearImmediate(settling)
    },
  }
}

function keyOf(id: string): Uint8Array {
  return hash('sha256', id, 'buffer').subarray(0, 16)
}
