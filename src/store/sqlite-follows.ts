import { type Database, orUndefined } from './sqlite-database.ts'
import type { Call, Follow, Follows } from './store.ts'

/** The tables of this part. */
export const followTables = `
  CREATE TABLE follow (
    ref TEXT PRIMARY KEY, patient TEXT NOT NULL, room_id TEXT NOT NULL, asked_by TEXT NOT NULL, answer_id TEXT,
    kind TEXT NOT NULL, requester TEXT NOT NULL, requester_name TEXT NOT NULL, owner TEXT, owner_name TEXT,
    owner_ids TEXT NOT NULL, status TEXT NOT NULL, version TEXT, due_at INTEGER, ended_at INTEGER,
    call TEXT, is_calling INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX follow_asked ON follow (asked_by);
  CREATE INDEX follow_calling ON follow (room_id) WHERE is_calling = 1;
  CREATE INDEX follow_ended ON follow (ended_at) WHERE ended_at IS NOT NULL;
`

/** Follows, and what becomes of those that ended long ago. */
export type FollowsPart = Follows & { readonly forgetFollows: (before: number) => void }

type Row = {
  readonly ref: string
  readonly patient: string
  readonly roomId: string
  readonly askedBy: string
  readonly answerId: string | null
  readonly kind: Follow['kind']
  readonly requester: string
  readonly requesterName: string
  readonly owner: string | null
  readonly ownerName: string | null
  readonly ownerIds: string
  readonly status: string
  readonly versionId: string | null
  readonly dueAt: number | null
  readonly call: string | null
}

const fromRow = (row: Row): Follow => {
  const ownerIds: readonly string[] = JSON.parse(row.ownerIds)
  const call: Call | undefined = row.call === null ? undefined : JSON.parse(row.call)
  return {
    ...row,
    answerId: orUndefined(row.answerId),
    owner: orUndefined(row.owner),
    ownerName: orUndefined(row.ownerName),
    ownerIds,
    versionId: orUndefined(row.versionId),
    dueAt: orUndefined(row.dueAt),
    call,
  }
}

const columns = `ref, patient, room_id AS roomId, asked_by AS askedBy, answer_id AS answerId, kind, requester,
  requester_name AS requesterName, owner, owner_name AS ownerName, owner_ids AS ownerIds, status, version AS versionId,
  due_at AS dueAt, call`

/** Requests of which it is told what becomes of them. */
export function createFollowsPart(db: Database): FollowsPart {
  const add = db.prepare<(string | number | null)[]>(
    `INSERT INTO follow (ref, patient, room_id, asked_by, answer_id, kind, requester, requester_name, owner, owner_name,
       owner_ids, status, version, due_at, call, is_calling)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO NOTHING`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${columns} FROM follow WHERE ref = ?`)
  const calling = db.prepare<[string], Row>(
    `SELECT ${columns} FROM follow WHERE room_id = ? AND is_calling = 1`,
  )
  const unanswered = db.prepare<[string], { ref: string }>(
    'SELECT ref FROM follow WHERE asked_by = ? AND answer_id IS NULL LIMIT 1',
  )
  const answer = db.prepare<[string, string]>(
    'UPDATE follow SET answer_id = ? WHERE asked_by = ? AND answer_id IS NULL',
  )
  const state = db.prepare<
    [string, string | null, string | null, number | null, number | null, string]
  >('UPDATE follow SET status = ?, version = ?, owner = ?, due_at = ?, ended_at = ? WHERE ref = ?')
  const saveCall = db.prepare<[string, number, string]>(
    'UPDATE follow SET call = ?, is_calling = ? WHERE ref = ?',
  )
  const forget = db.prepare<[number]>('DELETE FROM follow WHERE ended_at < ?')

  return {
    async addFollow(follow) {
      const { call } = follow
      db.commit(() =>
        add.run(
          follow.ref,
          follow.patient,
          follow.roomId,
          follow.askedBy,
          follow.answerId ?? null,
          follow.kind,
          follow.requester,
          follow.requesterName,
          follow.owner ?? null,
          follow.ownerName ?? null,
          JSON.stringify(follow.ownerIds),
          follow.status,
          follow.versionId ?? null,
          follow.dueAt ?? null,
          call === undefined ? null : JSON.stringify(call),
          call?.isOpen === true ? 1 : 0,
        ),
      )
    },
    async follow(ref) {
      const row = find.get(ref)
      return row === undefined ? undefined : fromRow(row)
    },
    async callsIn(roomId) {
      return calling.all(roomId).map(fromRow)
    },
    async saveFollowAnswer(askedBy, eventId) {
      if (unanswered.get(askedBy) !== undefined) db.commit(() => answer.run(eventId, askedBy))
    },
    async saveFollowState(ref, { status, versionId, owner, dueAt, endedAt }) {
      db.commit(() =>
        state.run(status, versionId ?? null, owner ?? null, dueAt ?? null, endedAt ?? null, ref),
      )
    },
    async saveCall(ref, call) {
      db.commit(() => saveCall.run(JSON.stringify(call), call.isOpen ? 1 : 0, ref))
    },
    forgetFollows(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}
