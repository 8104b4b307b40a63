import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from './sqlite-database.ts'

type Key = { readonly key: Uint8Array }

/** The ids that were accepted before, until `forget` drops them. */
export type Seen = {
  /** Remembers those of `ids` that are new and tells which they are. Call it inside a commit. */
  admit(ids: readonly string[], at: number): ReadonlySet<string>
  has(id: string): boolean
  /** Moves new ids on to the large table when there are enough of them, in small pieces and between other work. */
  settle(): void
  /** Forgets ids older than `before`, other than those of `kept`, which are given in parts. */
  forget(before: number, kept: () => AsyncIterable<readonly string[]>): Promise<void>
  stop(): void
}

const keyBytes = 16
const freshAtMost = 4096
const settledAtOnce = 256
const droppedAtOnce = 2000
const afterLastKey = new Uint8Array(keyBytes + 1).fill(0xff)

/**
 * Remembers accepted ids so that a commit stays quick at a million of them: a batch is one row of keys, the newest are
 * looked up in memory, and from time to time they are sorted into the large table.
 */
export function createSeen(db: Database): Seen {
  const insertFresh = db.prepare<[number, Uint8Array]>('INSERT INTO fresh (at, keys) VALUES (?, ?)')
  const allFresh = db.prepare<[], { seq: number; at: number; keys: Uint8Array }>(
    'SELECT seq, at, keys FROM fresh ORDER BY seq',
  )
  const dropFresh = db.prepare<[number]>('DELETE FROM fresh WHERE seq <= ?')
  const insertSeen = db.prepare<[Uint8Array, number]>(
    'INSERT INTO seen (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const inSeen = db.prepare<[Uint8Array], Key>('SELECT key FROM seen WHERE key = ?')
  const refresh = db.prepare<[number, Uint8Array]>('UPDATE seen SET at = ? WHERE key = ?')
  const keyAfter = db.prepare<[Uint8Array, number], Key>(
    'SELECT key FROM seen WHERE key > ? ORDER BY key LIMIT 1 OFFSET ?',
  )
  const forgetSeen = db.prepare<[Uint8Array, Uint8Array, number]>(
    'DELETE FROM seen WHERE key > ? AND key <= ? AND at < ?',
  )
  let fresh = new Set<string>()
  let settling: Promise<void> | undefined
  let isStopped = false

  const reload = () => {
    fresh = new Set(allFresh.all().flatMap(({ keys }) => partsOf(keys).map(toText)))
  }
  reload()
  db.onRollback(reload)

  const isKnown = (key: Buffer, text: string) => fresh.has(text) || inSeen.get(key) !== undefined

  const settleAll = async () => {
    const rows = allFresh.all()
    const last = rows.at(-1)
    if (last === undefined) return
    const keys = rows.flatMap((row) => partsOf(row.keys).map((key) => ({ key, at: row.at })))
    keys.sort((a, b) => Buffer.compare(a.key, b.key))
    for (let from = 0; from < keys.length; from += settledAtOnce) {
      await nextTurn()
      if (isStopped) return
      db.relaxed(() => {
        for (const { key, at } of keys.slice(from, from + settledAtOnce)) insertSeen.run(key, at)
      })
    }
    db.relaxed(() => dropFresh.run(last.seq))
    for (const { key } of keys) fresh.delete(toText(key))
  }

  const settleOnce = () => {
    settling ??= settleAll().finally(() => {
      settling = undefined
    })
    return settling
  }

  return {
    admit(ids, at) {
      const admitted = new Set<string>()
      const keys: Buffer[] = []
      for (const id of ids) {
        const key = keyOf(id)
        const text = toText(key)
        if (isKnown(key, text)) continue
        fresh.add(text)
        admitted.add(id)
        keys.push(key)
      }
      if (keys.length > 0) insertFresh.run(at, Buffer.concat(keys))
      return admitted
    },
    has(id) {
      const key = keyOf(id)
      return isKnown(key, toText(key))
    },
    settle() {
      // A failure shows at the next commit too, and what was not moved stays where it is.
      if (fresh.size > freshAtMost) settleOnce().catch(() => undefined)
    },
    async forget(before, kept) {
      await settling
      await settleOnce()
      for await (const ids of kept()) {
        db.relaxed(() => {
          for (const id of ids) refresh.run(before, keyOf(id))
        })
      }
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
      isStopped = true
    },
  }
}

function keyOf(id: string): Buffer {
  return hash('sha256', id, 'buffer').subarray(0, keyBytes)
}

function toText(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}

function partsOf(keys: Uint8Array): Uint8Array[] {
  const count = keys.byteLength / keyBytes
  return Array.from({ length: count }, (_, n) => keys.subarray(n * keyBytes, (n + 1) * keyBytes))
}
