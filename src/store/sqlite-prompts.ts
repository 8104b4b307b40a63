import { type Database, orUndefined } from './sqlite-database.ts'
import { StoreError } from './sqlite-error.ts'
import type { Prompt, Prompts } from './store.ts'

/** What a confirmed prompt wrote, what said so, and who took it back: added to the table in a later step. */
export const undoColumns = `
  ALTER TABLE prompt ADD COLUMN written TEXT;
  ALTER TABLE prompt ADD COLUMN undone_by TEXT;
  ALTER TABLE prompt ADD COLUMN undone_at INTEGER;
  ALTER TABLE prompt ADD COLUMN undo_in_doubt INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE prompt ADD COLUMN done_event_id TEXT;
  ALTER TABLE prompt ADD COLUMN sends INTEGER NOT NULL DEFAULT 0;
`

type Absent = 'promptEventId' | 'doneEventId' | 'claimedBy' | 'written' | 'undoneBy'

type Row = Omit<Prompt, 'sends' | 'inDoubt' | 'undoInDoubt' | 'closedAt' | 'undoneAt' | Absent> & {
  readonly sends: number
  readonly inDoubt: number
  readonly closedAt: number | null
  readonly undoneAt: number | null
  readonly undoInDoubt: number
} & { readonly [Name in Absent]: string | null }

/** Prompts, and what becomes of those that closed long ago. */
export type PromptsPart = Prompts & { readonly forgetPrompts: (before: number) => void }

const quietAtMost = 20_000
const closedKeptMs = 24 * 60 * 60 * 1000
const columns = `id, kind, room_id AS roomId, patient, requester, requester_name AS requesterName, code, state,
  created_at AS createdAt, expires_at AS expiresAt, payload, prompt_event_id AS promptEventId,
  claimed_by AS claimedBy, closed_at AS closedAt, in_doubt AS inDoubt, written, undone_by AS undoneBy,
  undone_at AS undoneAt, undo_in_doubt AS undoInDoubt, done_event_id AS doneEventId, sends FROM prompt`

/** Questions that wait for an answer; a code belongs to one open question of a room. */
export function createPromptsPart(db: Database, clock: () => number): PromptsPart {
  const insert = db.prepare<
    [
      ...[string, string, string, string, string, string, string, string, number, number, string],
      ...[string | null, string | null, number | null, number, number],
    ]
  >(
    `INSERT INTO prompt (id, kind, room_id, patient, requester, requester_name, code, state,
     created_at, expires_at, payload, prompt_event_id, claimed_by, closed_at, in_doubt, sends)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${columns} WHERE id = ?`)
  const sameCode = db.prepare<[string, string], Row>(
    `SELECT ${columns} WHERE room_id = ? AND code = ? AND code <> '' AND state IN ('open', 'executing')`,
  )
  const ofRoom = db.prepare<[string, number], Row>(
    `SELECT ${columns} WHERE room_id = ? AND (closed_at IS NULL OR closed_at >= ?)
     ORDER BY created_at DESC, rowid DESC`,
  )
  const expired = db.prepare<[number], Row>(
    `SELECT ${columns} WHERE state IN ('open', 'executing') AND expires_at <= ? ORDER BY expires_at`,
  )
  const claim = db.prepare<[string, string]>(
    "UPDATE prompt SET state = 'executing', claimed_by = ? WHERE id = ? AND state = 'open'",
  )
  const release = db.prepare<[number, string]>(
    `UPDATE prompt SET state = 'open', claimed_by = NULL, in_doubt = max(in_doubt, ?)
     WHERE id = ? AND state = 'executing'`,
  )
  const close = db.prepare<[string, number, string | null, string]>(
    `UPDATE prompt SET state = ?, closed_at = ?, payload = '', written = ?
     WHERE id = ? AND state IN ('open', 'executing')`,
  )
  const claimBack = db.prepare<[string, string]>(
    `UPDATE prompt SET undone_by = ?
     WHERE id = ? AND state = 'done' AND written IS NOT NULL AND undone_by IS NULL`,
  )
  const releaseBack = db.prepare<[number, string]>(
    `UPDATE prompt SET undone_by = NULL, undo_in_doubt = max(undo_in_doubt, ?)
     WHERE id = ? AND undone_at IS NULL`,
  )
  const closeBack = db.prepare<[number, string]>(
    'UPDATE prompt SET undone_at = ? WHERE id = ? AND undone_by IS NOT NULL AND undone_at IS NULL',
  )
  const setEvent = db.prepare<[string, string]>(
    'UPDATE prompt SET prompt_event_id = ? WHERE id = ?',
  )
  const setDone = db.prepare<[string, string]>('UPDATE prompt SET done_event_id = ? WHERE id = ?')
  const forget = db.prepare<[number]>(
    'DELETE FROM prompt WHERE coalesce(closed_at, expires_at) < ?',
  )

  // Most rooms have no open question, and every message asks. Only `openPrompt` makes prompts, time takes them away.
  const quiet = new Set<string>()

  return {
    async openPrompt(prompt) {
      quiet.delete(prompt.roomId)
      return db.commit(() => {
        const kept = find.get(prompt.id)
        if (kept !== undefined) return toPrompt(kept)
        if (sameCode.get(prompt.roomId, prompt.code) !== undefined) {
          throw new StoreError('code-taken')
        }
        const { id, kind, roomId, patient, requester, requesterName, code, state } = prompt
        const { createdAt, expiresAt, payload, promptEventId, claimedBy, closedAt } = prompt
        insert.run(
          ...([id, kind, roomId, patient, requester, requesterName, code, state] as const),
          ...([createdAt, expiresAt, payload] as const),
          ...([promptEventId ?? null, claimedBy ?? null, closedAt ?? null] as const),
          prompt.inDoubt ? 1 : 0,
          prompt.sends ? 1 : 0,
        )
        return prompt
      })
    },
    async prompt(id) {
      const row = find.get(id)
      return row === undefined ? undefined : toPrompt(row)
    },
    async promptsOf(roomId) {
      if (quiet.has(roomId)) return []
      const prompts = ofRoom.all(roomId, clock() - closedKeptMs).map(toPrompt)
      if (quiet.size >= quietAtMost) quiet.clear()
      if (prompts.length === 0) quiet.add(roomId)
      return prompts
    },
    async claimPrompt(id, eventId) {
      if (db.commit(() => claim.run(eventId, id)).changes === 1) return true
      const kept = find.get(id)
      return kept?.state === 'executing' && kept.claimedBy === eventId
    },
    async releasePrompt(id, outcome) {
      db.commit(() => release.run(outcome === 'unknown' ? 1 : 0, id))
    },
    async closePrompt(id, state, at, written) {
      db.commit(() => close.run(state, at, written ?? null, id))
    },
    async claimUndo(id, eventId) {
      if (db.commit(() => claimBack.run(eventId, id)).changes === 1) return true
      const kept = find.get(id)
      return kept?.undoneBy === eventId
    },
    async releaseUndo(id, outcome) {
      db.commit(() => releaseBack.run(outcome === 'unknown' ? 1 : 0, id))
    },
    async closeUndo(id, at) {
      db.commit(() => closeBack.run(at, id))
    },
    async expiredPrompts(now) {
      return expired.all(now).map(toPrompt)
    },
    async savePromptEvent(id, promptEventId) {
      db.commit(() => setEvent.run(promptEventId, id))
    },
    async saveDoneEvent(id, doneEventId) {
      db.commit(() => setDone.run(doneEventId, id))
    },
    forgetPrompts(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}

function toPrompt(row: Row): Prompt {
  return {
    ...row,
    sends: row.sends !== 0,
    inDoubt: row.inDoubt !== 0,
    promptEventId: orUndefined(row.promptEventId),
    doneEventId: orUndefined(row.doneEventId),
    claimedBy: orUndefined(row.claimedBy),
    closedAt: orUndefined(row.closedAt),
    written: orUndefined(row.written),
    undoneBy: orUndefined(row.undoneBy),
    undoneAt: orUndefined(row.undoneAt),
    undoInDoubt: row.undoInDoubt !== 0,
  }
}
