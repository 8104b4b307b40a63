import type { Database } from './sqlite-database.ts'
import type { Looks } from './store.ts'

/** The tables of this part. */
export const lookTables = `
  CREATE TABLE looked (
    room_id TEXT NOT NULL, user_id TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id, source)
  ) STRICT, WITHOUT ROWID;
`

/** Until when each person has seen the news of each source; kept for good, so that nothing is missed after a long absence. */
export function createLooksPart(db: Database): Looks {
  const find = db.prepare<[string, string], { source: string; at: number }>(
    'SELECT source, at FROM looked WHERE room_id = ? AND user_id = ?',
  )
  const save = db.prepare<[string, string, string, number]>(
    `INSERT INTO looked (room_id, user_id, source, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (room_id, user_id, source) DO UPDATE SET at = max(at, excluded.at)`,
  )

  return {
    async looked(roomId, userId) {
      return Object.fromEntries(find.all(roomId, userId).map(({ source, at }) => [source, at]))
    },
    async saveLooked({ roomId, userId, until }) {
      // Lost in a power failure, the same news is shown once more.
      db.relaxed(() => {
        for (const [source, at] of Object.entries(until)) save.run(roomId, userId, source, at)
      })
    },
  }
}
