import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database, Value } from './sqlite-database.ts'
import { createExtras } from './sqlite-extras.ts'
import type { Seen } from './sqlite-seen.ts'
import type { Inbox, Incoming, Item, Letter } from './store.ts'
import { createWaiting, type Place, type Waiting } from './waiting.ts'

type Row = Omit<Item, 'late'> & { readonly late: number }
type Gone = { readonly id: string; readonly lane: string }

/** The inbox without `purge`, and `insert` for callers that hold a commit open. */
export type InboxPart = Omit<Inbox, 'purge'> & {
  readonly insert: (batch: readonly Incoming[]) => number
  readonly forgetExtras: (before: number) => void
  /** The ids of items from before that time that are still there, in parts. */
  readonly oldIds: (before: number) => AsyncIterable<readonly string[]>
}

/** One statement for many rows costs half of as many statements. */
const atOnce = 20

/** Items in the order of their numbers; which waits in which lane is kept in memory. */
export function createInboxPart(db: Database, seen: Seen, clock: () => number): InboxPart {
  const extras = createExtras(db)
  const insertOf = (rows: number) =>
    db.prepare<Value[]>(
      `INSERT INTO inbox (id, lane, body, late, received_at)
       VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}`,
    )
  const insertOne = insertOf(1)
  const insertMany = insertOf(atOnce)
  const places = db.prepare<[], Place>(
    'SELECT seq, lane, retry_at AS retryAt FROM inbox WHERE parked_at IS NULL ORDER BY seq',
  )
  const find = db.prepare<[string], Row>(
    `SELECT seq, id, lane, body, late, attempts, received_at AS receivedAt FROM inbox
     WHERE seq IN (SELECT value FROM json_each(?)) AND parked_at IS NULL ORDER BY seq`,
  )
  const remove = db.prepare<[number], Gone>('DELETE FROM inbox WHERE seq = ? RETURNING id, lane')
  const forgetSteps = db.prepare<[string]>('DELETE FROM step WHERE item = ?')
  const addAttempt = db.prepare<[number, number], Gone>(
    `UPDATE inbox SET attempts = attempts + 1, retry_at = ?
     WHERE seq = ? AND parked_at IS NULL RETURNING id, lane`,
  )
  const hurryAll = db.prepare<[]>('UPDATE inbox SET retry_at = 0 WHERE retry_at > 0')
  const parkItem = db.prepare<[number, string, number], Gone>(
    `UPDATE inbox SET parked_at = ?, code = ?
     WHERE seq = ? AND parked_at IS NULL RETURNING id, lane`,
  )
  const unpark = db.prepare<[number]>(
    `UPDATE inbox SET parked_at = NULL, code = NULL, attempts = 0, retry_at = 0
     WHERE seq = ? AND parked_at IS NOT NULL`,
  )
  const parked = db.prepare<[], Letter>(
    `SELECT seq, id, lane, attempts, code, parked_at AS parkedAt
     FROM inbox WHERE parked_at IS NOT NULL ORDER BY seq`,
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

  const order = createWaiting()
  let version: number | undefined
  db.onRollback(() => {
    version = undefined
  })

  /** The order as it is on disk, where an operator's commands may have changed it. */
  const waiting = (): Waiting => {
    const now = db.foreignCommits()
    if (version !== now) order.load(places.all())
    version = now
    return order
  }

  const insert = (batch: readonly Incoming[]) => {
    const now = clock()
    const admitted = seen.admit(
      batch.map(({ id }) => id),
      now,
    )
    const added = batch.filter(({ id }) => admitted.delete(id))
    for (let from = 0; from < added.length; ) {
      const many = added.length - from >= atOnce
      const rows = added.slice(from, from + (many ? atOnce : 1))
      const values = rows.flatMap(({ id, lane, body, late }) => [id, lane, body, late ? 1 : 0, now])
      const last = Number((many ? insertMany : insertOne).run(...values).lastInsertRowid)
      // One statement numbers its rows without a gap.
      for (const [n, { lane }] of rows.entries()) order.add(lane, last - rows.length + 1 + n)
      from += rows.length
    }
    return added.length
  }

  return {
    insert,
    async accept(batch, more) {
      if (batch.length === 0 && more === undefined) return 0
      return db.commit(() => {
        extras.insert(more, clock())
        return insert(batch)
      })
    },
    async known(ids) {
      return new Set(ids.filter((id) => seen.has(id)))
    },
    async ready(options) {
      const turns = waiting().ready(options)
      if (turns.size === 0) return new Map()
      const rows = find.all(JSON.stringify([...turns.values()].flat()))
      const items = Map.groupBy(rows.map(toItem), ({ lane }) => lane)
      return new Map([...turns.keys()].map((lane) => [lane, items.get(lane) ?? []]))
    },
    async done(seq) {
      await db.together(() => {
        const gone = remove.get(seq)
        if (gone === undefined) return
        forgetSteps.run(gone.id)
        order.remove(gone.lane, seq)
      })
    },
    async retry(seq, at) {
      db.relaxed(() => {
        const tried = addAttempt.get(at, seq)
        if (tried !== undefined) order.delay(tried.lane, at)
      })
    },
    async hurry() {
      db.relaxed(() => hurryAll.run())
      order.hurry()
    },
    async park(seq, code) {
      db.commit(() => {
        const gone = parkItem.get(clock(), code, seq)
        if (gone !== undefined) order.remove(gone.lane, seq)
      })
    },
    async nextReadyAt() {
      return waiting().nextReadyAt()
    },
    async letters() {
      return parked.all()
    },
    async requeue(seq) {
      version = undefined
      return db.commit(() => unpark.run(seq)).changes === 1
    },
    async stats(now) {
      const since = oldest.get()?.at
      return {
        pending: waiting().count(),
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
