import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createKeySet, keyBytes } from './key-set.ts'
import type { Database } from './sqlite-database.ts'

/** The ids that were accepted before, until `forget` drops them. */
export type Seen = {
  /** Reads back what is on disk. */
  load(): void
  /** Remembers those of `ids` that are new and tells which they are. Call it inside a commit. */
  admit(ids: readonly string[], at: number): Set<string>
  has(id: string): boolean
  /** Forgets ids older than `before`, other than those of `kept`, which are given in parts. */
  forget(before: number, kept: AsyncIterable<readonly string[]>): Promise<void>
}

type Row = { readonly seq: number; readonly keys: Uint8Array }

const forgottenAtOnce = 100

/**
 * Remembers accepted ids so that a commit stays quick at a million of them: a batch is one row of keys, each the first
 * half of a SHA-256, and all keys are looked up in memory.
 */
export function createSeen(db: Database): Seen {
  const insert = db.prepare<[number, Uint8Array]>('INSERT INTO seen (at, keys) VALUES (?, ?)')
  const after = db.prepare<[number, number], Row>(
    'SELECT seq, keys FROM seen WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const old = db.prepare<[number, number], Row>(
    'SELECT seq, keys FROM seen WHERE at < ? ORDER BY seq LIMIT ?',
  )
  const drop = db.prepare<[number]>('DELETE FROM seen WHERE seq = ?')
  let known = createKeySet()

  const load = () => {
    known = createKeySet()
    let rows = after.all(0, 1000)
    while (rows.length > 0) {
      for (const { keys } of rows) for (const key of partsOf(keys)) known.add(key)
      rows = after.all(rows.at(-1)?.seq ?? 0, 1000)
    }
  }
  db.onRollback(load)

  return {
    load,
    admit(ids, at) {
      const admitted = new Set<string>()
      const keys: Buffer[] = []
      for (const id of ids) {
        const key = keyOf(id)
        if (!known.add(key)) continue
        admitted.add(id)
        keys.push(key)
      }
      if (keys.length > 0) insert.run(at, Buffer.concat(keys))
      return admitted
    },
    has: (id) => known.has(keyOf(id)),
    async forget(before, kept) {
      // Written down again first, so that no crash in between forgets what still waits.
      const keptKeys = createKeySet()
      for await (const ids of kept) {
        const keys = ids.map(keyOf)
        for (const key of keys) keptKeys.add(key)
        const remembered = keys.filter((key) => known.has(key))
        if (remembered.length > 0) db.relaxed(() => insert.run(before, Buffer.concat(remembered)))
      }
      for (;;) {
        const rows = old.all(before, forgottenAtOnce)
        if (rows.length === 0) return
        db.relaxed(() => {
          for (const { seq } of rows) drop.run(seq)
        })
        for (const { keys } of rows)
          for (const key of partsOf(keys)) if (!keptKeys.has(key)) known.delete(key)
        await nextTurn()
      }
    },
  }
}

function keyOf(id: string): Buffer {
  return hash('sha256', id, 'buffer').subarray(0, keyBytes)
}

function partsOf(keys: Uint8Array): Uint8Array[] {
  const count = keys.byteLength / keyBytes
  return Array.from({ length: count }, (_, n) => keys.subarray(n * keyBytes, (n + 1) * keyBytes))
}
