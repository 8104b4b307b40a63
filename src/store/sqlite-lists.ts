import { type Database, orUndefined } from './sqlite-database.ts'
import type { ListedLines, Lists } from './store.ts'

/** The tables of this part. */
export const listTables = `
  CREATE TABLE listed (
    room_id TEXT NOT NULL, user_id TEXT NOT NULL, at INTEGER NOT NULL, command TEXT NOT NULL, args TEXT NOT NULL,
    more TEXT, lines TEXT NOT NULL, asked_by TEXT NOT NULL, answers TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listed_at ON listed (at);
`

/** Lists, and what becomes of those of long ago. */
export type ListsPart = Lists & { readonly forgetLists: (before: number) => void }

type Row = Omit<ListedLines, 'more' | 'lines' | 'answers'> & {
  readonly more: string | null
  readonly lines: string
  readonly answers: string
}

/** The last list of each person in each room. */
export function createListsPart(db: Database): ListsPart {
  const save = db.prepare<
    [string, string, number, string, string, string | null, string, string, string]
  >(
    `INSERT INTO listed (room_id, user_id, at, command, args, more, lines, asked_by, answers)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at, command = excluded.command,
     args = excluded.args, more = excluded.more, lines = excluded.lines, asked_by = excluded.asked_by,
     answers = excluded.answers`,
  )
  const saveAnswers = db.prepare<[string, string, string]>(
    'UPDATE listed SET answers = ? WHERE room_id = ? AND user_id = ?',
  )
  const find = db.prepare<[string, string], Row>(
    `SELECT room_id AS roomId, user_id AS userId, at, command, args, more, lines,
     asked_by AS askedBy, answers
     FROM listed WHERE room_id = ? AND user_id = ?`,
  )
  const forget = db.prepare<[number]>('DELETE FROM listed WHERE at < ?')

  const last = (roomId: string, userId: string): ListedLines | undefined => {
    const row = find.get(roomId, userId)
    if (row === undefined) return undefined
    const lines: readonly (readonly string[])[] = JSON.parse(row.lines)
    const answers: readonly string[] = JSON.parse(row.answers)
    return { ...row, more: orUndefined(row.more), lines, answers }
  }

  return {
    async saveList({ roomId, userId, at, command, args, more, lines, askedBy, answers }) {
      // Lost in a power failure it is asked for again; nothing depends on it.
      db.relaxed(() =>
        save.run(
          ...([roomId, userId, at, command, args, more ?? null] as const),
          ...([JSON.stringify(lines), askedBy, JSON.stringify(answers)] as const),
        ),
      )
    },
    async saveListAnswer({ roomId, userId, askedBy }, answerId) {
      const kept = last(roomId, userId)
      if (kept?.askedBy !== askedBy || kept.answers.includes(answerId)) return
      const answers = JSON.stringify([...kept.answers, answerId])
      db.relaxed(() => saveAnswers.run(answers, roomId, userId))
    },
    async lastList(roomId, userId) {
      return last(roomId, userId)
    },
    forgetLists(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}
