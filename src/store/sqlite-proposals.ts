import { type Database, orUndefined } from './sqlite-database.ts'
import type { Proposal, Proposals } from './store.ts'

/** The tables of this part. */
export const proposalTables = `
  CREATE TABLE proposal (
    ref TEXT PRIMARY KEY, identifier TEXT NOT NULL, patient TEXT NOT NULL, room_id TEXT NOT NULL,
    asked_by TEXT NOT NULL, answer_id TEXT, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX proposal_identifier ON proposal (identifier);
  CREATE INDEX proposal_asked ON proposal (asked_by);
  CREATE INDEX proposal_at ON proposal (at);
  CREATE TABLE proposal_reply (
    reply TEXT PRIMARY KEY, mark TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX proposal_reply_at ON proposal_reply (at);
`

/** Proposals, and what becomes of those of long ago. */
export type ProposalsPart = Proposals & { readonly forgetProposals: (before: number) => void }

/** An answer that comes later than this is found by asking for it. */
const rememberedMs = 180 * 24 * 60 * 60_000

type Row = Omit<Proposal, 'answerId'> & { readonly answerId: string | null }

/** Proposals of which it is told what is answered to them. */
export function createProposalsPart(db: Database): ProposalsPart {
  const add = db.prepare<(string | number | null)[]>(
    `INSERT INTO proposal (ref, identifier, patient, room_id, asked_by, answer_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO NOTHING`,
  )
  const find = db.prepare<[string, string], Row>(
    `SELECT ref, identifier, patient, room_id AS roomId, asked_by AS askedBy, answer_id AS answerId, at
     FROM proposal WHERE ref = ? OR identifier = ?`,
  )
  const unanswered = db.prepare<[string], { ref: string }>(
    'SELECT ref FROM proposal WHERE asked_by = ? AND answer_id IS NULL LIMIT 1',
  )
  const answer = db.prepare<[string, string]>(
    'UPDATE proposal SET answer_id = ? WHERE asked_by = ? AND answer_id IS NULL',
  )
  const told = db.prepare<[string], { mark: string }>(
    'SELECT mark FROM proposal_reply WHERE reply = ?',
  )
  const tell = db.prepare<[string, string, number]>(
    `INSERT INTO proposal_reply (reply, mark, at) VALUES (?, ?, ?)
     ON CONFLICT (reply) DO UPDATE SET mark = excluded.mark, at = excluded.at`,
  )
  const forget = db.prepare<[number]>('DELETE FROM proposal WHERE at < ?')
  const forgetReplies = db.prepare<[number]>('DELETE FROM proposal_reply WHERE at < ?')

  return {
    async addProposal({ ref, identifier, patient, roomId, askedBy, answerId, at }) {
      db.commit(() => add.run(ref, identifier, patient, roomId, askedBy, answerId ?? null, at))
    },
    async proposalsNamed(names) {
      const rows = names.flatMap((name) => find.all(name, name))
      return [...new Map(rows.map((row) => [row.ref, row])).values()].map((row) => ({
        ...row,
        answerId: orUndefined(row.answerId),
      }))
    },
    async saveProposalAnswer(askedBy, eventId) {
      if (unanswered.get(askedBy) !== undefined) db.commit(() => answer.run(eventId, askedBy))
    },
    async toldReply(reply) {
      return told.get(reply)?.mark
    },
    async saveToldReply(reply, mark, at) {
      db.commit(() => tell.run(reply, mark, at))
    },
    forgetProposals(before) {
      db.relaxed(() => {
        forget.run(before - rememberedMs)
        forgetReplies.run(before - rememberedMs)
      })
    },
  }
}
