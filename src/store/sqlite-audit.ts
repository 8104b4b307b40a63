import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Database, orUndefined } from './sqlite-database.ts'
import type { Audit, AuditEntry, AuditLine } from './store.ts'

type Optional = string | null
type Row = Omit<AuditLine, 'role' | 'patient' | 'roomId' | 'eventId'> & {
  readonly role: Optional
  readonly patient: Optional
  readonly roomId: Optional
  readonly eventId: Optional
}
type Same = [Optional, string, Optional, string, string, Optional, Optional, string]

const beforeFirst = '0'.repeat(64)
const checkedAtOnce = 1000
const columns = `seq, at, who, role, action, what, patient, room_id AS roomId, event_id AS eventId,
  outcome, hash FROM audit`

/** The audit trail: lines are only ever added, and each holds the hash of the one before. */
export function createAuditPart(db: Database): Audit {
  const last = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  )
  const given = db.prepare<[], { seq: number }>(
    "SELECT seq FROM sqlite_sequence WHERE name = 'audit'",
  )
  const same = db.prepare<Same, { seq: number }>(
    `SELECT seq FROM audit WHERE event_id = ? AND who = ? AND role IS ? AND action = ? AND what = ?
     AND patient IS ? AND room_id IS ? AND outcome = ?`,
  )
  const insert = db.prepare<[number, number, ...Same, string]>(
    `INSERT INTO audit (seq, at, event_id, who, role, action, what, patient, room_id, outcome, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const all = db.prepare<[], Row>(`SELECT ${columns} ORDER BY seq`)
  const ofPatient = db.prepare<[string], Row>(`SELECT ${columns} WHERE patient = ? ORDER BY seq`)
  const after = db.prepare<[number, number], Row>(
    `SELECT ${columns} WHERE seq > ? ORDER BY seq LIMIT ?`,
  )

  return {
    async audit(entries) {
      db.commit(() => {
        let { seq, hash: previous } = last.get() ?? { seq: 0, hash: beforeFirst }
        for (const entry of entries) {
          const values = valuesOf(entry)
          if (same.get(...values) !== undefined) continue
          seq += 1
          previous = chained(previous, { ...entry, seq })
          insert.run(seq, entry.at, ...values, previous)
        }
      })
    },
    async auditTrail({ patient }) {
      return (patient === undefined ? all.all() : ofPatient.all(patient)).map(toLine)
    },
    async brokenAuditLine() {
      let [seq, previous] = [0, beforeFirst]
      for (;;) {
        const lines = after.all(seq, checkedAtOnce).map(toLine)
        for (const line of lines) {
          seq += 1
          previous = chained(previous, line)
          if (line.seq !== seq || line.hash !== previous) return seq
        }
        if (lines.length === 0) return (given.get()?.seq ?? 0) > seq ? seq + 1 : undefined
        await nextTurn()
      }
    },
  }
}

function valuesOf(entry: AuditEntry): Same {
  const { eventId, who, role, action, what, patient, roomId, outcome } = entry
  return [
    ...([eventId ?? null, who, role ?? null, action, what] as const),
    ...([patient ?? null, roomId ?? null, outcome] as const),
  ]
}

/** SHA-256 of the hash before and the line as JSON with its keys in this order; absent values are null. */
function chained(previous: string, line: AuditEntry & { readonly seq: number }): string {
  const { seq, at, who, role, action, what, patient, roomId, eventId, outcome } = line
  const canonical = JSON.stringify({
    seq,
    at,
    who,
    role: role ?? null,
    action,
    what,
    patient: patient ?? null,
    roomId: roomId ?? null,
    eventId: eventId ?? null,
    outcome,
  })
  return hash('sha256', previous + canonical)
}

function toLine(row: Row): AuditLine {
  return {
    ...row,
    role: orUndefined(row.role),
    patient: orUndefined(row.patient),
    roomId: orUndefined(row.roomId),
    eventId: orUndefined(row.eventId),
  }
}
