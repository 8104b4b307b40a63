import type { Database } from './sqlite-database.ts'
import type { Incoming, Timer, Timers } from './store.ts'

/** The tables of this part. */
export const timerTables = `
  CREATE TABLE timer (id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, lane TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX timer_due ON timer (due_at);
`

const atOnce = 500

/** Work that is to be done later; `insert` puts it into the inbox within the same commit. */
export function createTimersPart(
  db: Database,
  insert: (work: readonly Incoming[]) => number,
): Timers {
  const set = db.prepare<[string, number, string, string]>(
    `INSERT INTO timer (id, due_at, lane, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, lane = excluded.lane, body = excluded.body`,
  )
  const drop = db.prepare<[string]>('DELETE FROM timer WHERE id = ?')
  const due = db.prepare<[number, number], Timer>(
    'SELECT id, due_at AS dueAt, lane, body FROM timer WHERE due_at <= ? ORDER BY due_at, id LIMIT ?',
  )

  return {
    async setTimer({ id, dueAt, lane, body }) {
      db.commit(() => set.run(id, dueAt, lane, body))
    },
    async dropTimer(id) {
      db.commit(() => drop.run(id))
    },
    async fireTimers(now) {
      const timers = due.all(now, atOnce)
      if (timers.length === 0) return 0
      return db.commit(() => {
        for (const { id } of timers) drop.run(id)
        return insert(
          timers.map(({ id, dueAt, lane, body }) => ({
            id: `timer:${id}:${dueAt}`,
            lane,
            body,
            late: false,
          })),
        )
      })
    },
  }
}
