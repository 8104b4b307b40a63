import { type Database, orUndefined } from './sqlite-database.ts'
import type { ListedLines, Lists } from './store.ts'

/** The tables of this part. */
export const listTables = `
  CREATE TABLE listed (
    room_id TEXT NOT NULL, user_id TEXT NOT NULL, at INTEGER NOT NULL, command TEXT NOT NULL, args TEXT NOT NULL,
    more TEXT, lines TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listed_at ON listed (at);
`

/** Lists, and what becomes of those of long ago. */
export type ListsPart = Lists & { readonly forgetLists: (before: number) => void }

type Row = Omit<ListedLines, 'more' | 'lines'> & {
  readonly more: string | null
  readonly lines: string
}

/** The last list of each person in each room. */
export function createListsPart(db: Database): ListsPart {
  const save = db.prepare<[string, string, number, string, string, string | null, string]>(
    `INSERT INTO listed (room_id, user_id, at, command, args, more, lines) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at, command = excluded.command,
     args = excluded.args, more = excluded.more, lines = excluded.lines`,
  )
  const find = db.prepare<[string, string], Row>(
    `SELECT room_id AS roomId, user_id AS userId, at, command, args, more, lines
     FROM listed WHERE room_id = ? AND user_id = ?`,
  )
  const forget = db.prepare<[number]>('DELETE FROM listed WHERE at < ?')

  return {
    async saveList({ roomId, userId, at, command, args, more, lines }) {
      // Lost in a power failure it is asked for again; nothing depends on it.
      db.relaxed(() =>
        save.run(roomId, userId, at, command, args, more ?? null, JSON.stringify(lines)),
      )
    },
    async lastList(roomId, userId) {
      const row = find.get(roomId, userId)
      if (row === undefined) return undefined
      const lines: readonly (readonly string[])[] = JSON.parse(row.lines)
      return { ...row, more: orUndefined(row.more), lines }
    },
    forgetLists(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}
