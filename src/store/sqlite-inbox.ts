import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from './sqlite-database.ts'
import { createExtras } from './sqlite-extras.ts'
import type { Seen } from './sqlite-seen.ts'
import type { Inbox, Incoming, Item, Letter } from './store.ts'

type Row = Omit<Item, 'late'> & { readonly late: number }
type Gone = { readonly id: string; readonly lane: string }

/** The inbox without `purge`, and `insert` for callers that hold a commit open. */
export type InboxPart = Omit<Inbox, 'purge'> & {
  readonly insert: (batch: readonly Incoming[]) => number
  readonly forgetExtras: (before: number) => void
  /** The ids of items from before that time that are still there, in parts. */
  readonly oldIds: (before: number) => AsyncIterable<readonly string[]>
}

const columns =
  'seq, id, lane, body, late, attempts, received_at AS receivedAt FROM inbox WHERE parked_at IS NULL'

/** Items in order per lane; a lane has a row of its own as long as something waits in it. */
export function createInboxPart(db: Database, seen: Seen, clock: () => number): InboxPart {
  const extras = createExtras(db)
  const insertItem = db.prepare<[string, string, string, number, number]>(
    'INSERT INTO inbox (id, lane, body, late, received_at) VALUES (?, ?, ?, ?, ?)',
  )
  const insertLane = db.prepare<[string, number, number]>(
    'INSERT INTO lane (lane, rank, ready_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const readyLanes = db.prepare<[number, number, number], { lane: string }>(
    'SELECT lane FROM lane WHERE rank = ? AND ready_at <= ? ORDER BY ready_at LIMIT ?',
  )
  const head = db.prepare<[string, number], Row>(
    `SELECT ${columns} AND lane = ? ORDER BY seq LIMIT ?`,
  )
  const remove = db.prepare<[number], Gone>('DELETE FROM inbox WHERE seq = ? RETURNING id, lane')
  const forgetSteps = db.prepare<[string]>('DELETE FROM step WHERE item = ?')
  const closeLane = db.prepare<[string, string]>(
    `DELETE FROM lane WHERE lane = ?
     AND NOT EXISTS (SELECT 1 FROM inbox WHERE lane = ? AND parked_at IS NULL)`,
  )
  const addAttempt = db.prepare<[number], Gone>(
    `UPDATE inbox SET attempts = attempts + 1 WHERE seq = ? AND parked_at IS NULL RETURNING id, lane`,
  )
  const delayLane = db.prepare<[number, string]>('UPDATE lane SET ready_at = ? WHERE lane = ?')
  const parkItem = db.prepare<[number, string, number], Gone>(
    `UPDATE inbox SET parked_at = ?, code = ?
     WHERE seq = ? AND parked_at IS NULL RETURNING id, lane`,
  )
  const unpark = db.prepare<[number], Gone>(
    `UPDATE inbox SET parked_at = NULL, code = NULL, attempts = 0
     WHERE seq = ? AND parked_at IS NOT NULL RETURNING id, lane`,
  )
  const parked = db.prepare<[], Letter>(
    `SELECT seq, id, lane, attempts, code, parked_at AS parkedAt
     FROM inbox WHERE parked_at IS NOT NULL ORDER BY seq`,
  )
  const earliest = db.prepare<[], { at: number | null }>(
    `SELECT min(at) AS at FROM (
       SELECT min(ready_at) AS at FROM lane WHERE rank = 0
       UNION ALL SELECT min(ready_at) FROM lane WHERE rank = 1)`,
  )
  const waiting = db.prepare<[], { n: number }>(
    'SELECT count(*) AS n FROM inbox INDEXED BY inbox_waiting WHERE parked_at IS NULL',
  )
  const letterCount = db.prepare<[], { n: number }>(
    'SELECT count(*) AS n FROM inbox INDEXED BY inbox_parked WHERE parked_at IS NOT NULL',
  )
  const oldest = db.prepare<[], { at: number }>(
    'SELECT received_at AS at FROM inbox WHERE parked_at IS NULL ORDER BY seq LIMIT 1',
  )
  const old = db.prepare<[number, number], { seq: number; id: string }>(
    'SELECT seq, id FROM inbox WHERE seq > ? AND received_at < ? ORDER BY seq LIMIT 500',
  )

  const insert = (batch: readonly Incoming[]) => {
    const now = clock()
    const lanes = new Set<string>()
    const admitted = new Set(
      seen.admit(
        batch.map(({ id }) => id),
        now,
      ),
    )
    const count = admitted.size
    for (const { id, lane, body, late } of batch) {
      if (!admitted.delete(id)) continue
      insertItem.run(id, lane, body, late ? 1 : 0, now)
      lanes.add(lane)
    }
    for (const lane of lanes) insertLane.run(lane, rankOf(lane), now)
    return count
  }

  return {
    insert,
    async accept(batch, more) {
      if (batch.length === 0 && more === undefined) return 0
      const added = db.commit(() => {
        extras.insert(more, clock())
        return insert(batch)
      })
      seen.settle()
      return added
    },
    async known(ids) {
      return new Set(ids.filter((id) => seen.has(id)))
    },
    async ready({ now, busy, lanes, perLane }) {
      const found = new Map<string, readonly Item[]>()
      for (const rank of [0, 1]) {
        if (found.size >= lanes) break
        for (const { lane } of readyLanes.all(rank, now, lanes + busy.size)) {
          if (found.size >= lanes) break
          if (!busy.has(lane)) found.set(lane, head.all(lane, perLane).map(toItem))
        }
      }
      return found
    },
    async done(seq) {
      await db.together(() => {
        const gone = remove.get(seq)
        if (gone === undefined) return
        forgetSteps.run(gone.id)
        closeLane.run(gone.lane, gone.lane)
      })
    },
    async retry(seq, at) {
      db.relaxed(() => {
        const tried = addAttempt.get(seq)
        if (tried !== undefined) delayLane.run(at, tried.lane)
      })
    },
    async park(seq, code) {
      db.commit(() => {
        const gone = parkItem.get(clock(), code, seq)
        if (gone !== undefined) closeLane.run(gone.lane, gone.lane)
      })
    },
    async nextReadyAt() {
      return earliest.get()?.at ?? undefined
    },
    async letters() {
      return parked.all()
    },
    async requeue(seq) {
      return db.commit(() => {
        const back = unpark.get(seq)
        if (back !== undefined) insertLane.run(back.lane, rankOf(back.lane), clock())
        return back !== undefined
      })
    },
    async stats(now) {
      const since = oldest.get()?.at
      return {
        pending: waiting.get()?.n ?? 0,
        parked: letterCount.get()?.n ?? 0,
        oldestMs: since === undefined ? 0 : Math.max(0, now - since),
      }
    },
    forgetExtras(before) {
      db.relaxed(() => extras.forget(before))
    },
    async *oldIds(before) {
      let rows = old.all(0, before)
      while (rows.length > 0) {
        yield rows.map(({ id }) => id)
        await nextTurn()
        rows = old.all(rows.at(-1)?.seq ?? 0, before)
      }
    },
  }
}

function toItem(row: Row): Item {
  return { ...row, late: row.late === 1 }
}

function rankOf(lane: string): number {
  return lane.startsWith('!') ? 0 : 1
}
