import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Database, orUndefined } from './sqlite-database.ts'
import type { Audit, AuditEntry, AuditLine } from './store.ts'

/** By what right something was done, who was asked, and by which bot: added to the table in a later step. */
export const auditColumns = `
  ALTER TABLE audit ADD COLUMN rule TEXT;
  ALTER TABLE audit ADD COLUMN codes TEXT;
  ALTER TABLE audit ADD COLUMN source TEXT;
  ALTER TABLE audit ADD COLUMN version TEXT;
`

type Optional = string | null
type Late = { readonly [Name in 'rule' | 'codes' | 'source' | 'version']: Optional }
type Row = Late &
  Omit<AuditLine, 'role' | 'patient' | 'roomId' | 'eventId' | keyof Late> & {
    readonly role: Optional
    readonly patient: Optional
    readonly roomId: Optional
    readonly eventId: Optional
  }
type Same = [
  ...[Optional, string, Optional, string, string, Optional, Optional, string],
  ...[Optional, Optional, Optional],
]
type Portion = { readonly patient: Optional; readonly after: number; readonly most: number }

const beforeFirst = '0'.repeat(64)
const checkedAtOnce = 1000
const columns = `seq, at, who, role, action, what, patient, room_id AS roomId, event_id AS eventId,
  outcome, rule, codes, source, version, hash FROM audit`

const linesWhere = (where: string) => `SELECT ${columns} WHERE ${where} ORDER BY seq LIMIT ?`

/** The audit trail: lines are only ever added, and each holds the hash of the one before. `version` is that of the bot. */
export function createAuditPart(db: Database, version?: string): Audit {
  const last = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  )
  const given = db.prepare<[], { seq: number }>(
    "SELECT seq FROM sqlite_sequence WHERE name = 'audit'",
  )
  const same = db.prepare<Same, { seq: number }>(
    `SELECT seq FROM audit WHERE event_id = ? AND who = ? AND role IS ? AND action = ? AND what = ?
     AND patient IS ? AND room_id IS ? AND outcome = ? AND rule IS ? AND codes IS ? AND source IS ?`,
  )
  const insert = db.prepare<[number, number, ...Same, Optional, string]>(
    `INSERT INTO audit (seq, at, event_id, who, role, action, what, patient, room_id, outcome,
     rule, codes, source, version, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const all = db.prepare<[number, number], Row>(linesWhere('seq > ?'))
  const ofPatient = db.prepare<[string, number, number], Row>(linesWhere('patient = ? AND seq > ?'))

  const portion = ({ patient, after, most }: Portion): readonly AuditLine[] =>
    (patient === null ? all.all(after, most) : ofPatient.all(patient, after, most)).map(toLine)

  return {
    async audit(entries) {
      db.commit(() => {
        let { seq, hash: previous } = last.get() ?? { seq: 0, hash: beforeFirst }
        for (const entry of entries) {
          const values = valuesOf(entry)
          if (same.get(...values) !== undefined) continue
          seq += 1
          previous = chained(previous, { ...entry, seq, ...(version && { version }) })
          insert.run(seq, entry.at, ...values, version ?? null, previous)
        }
      })
    },
    async auditTrail({ patient = null, after = 0, most = -1 }) {
      return portion({ patient, after, most })
    },
    async brokenAuditLine() {
      let [seq, previous] = [0, beforeFirst]
      for (;;) {
        const lines = portion({ patient: null, after: seq, most: checkedAtOnce })
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
  const { eventId, who, role, action, what, patient, roomId, outcome, rule, codes, source } = entry
  return [
    ...([eventId ?? null, who, role ?? null, action, what] as const),
    ...([patient ?? null, roomId ?? null, outcome] as const),
    ...([rule ?? null, codes ?? null, source ?? null] as const),
  ]
}

/**
 * SHA-256 of the hash before and the line as JSON with its keys in this order; absent values are null. Lines of before
 * these were kept hold nothing of the last four, and are chained without them.
 */
function chained(
  previous: string,
  line: AuditEntry & { readonly seq: number; readonly version?: string },
): string {
  const { seq, at, who, role, action, what, patient, roomId, eventId, outcome } = line
  const late = [line.rule, line.codes, line.source, line.version]
  const [rule = null, codes = null, source = null, version = null] = late
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
    ...(late.every((each) => each === undefined) ? {} : { rule, codes, source, version }),
  })
  return hash('sha256', previous + canonical)
}

function toLine({ rule, codes, source, version, ...row }: Row): AuditLine {
  return {
    ...row,
    role: orUndefined(row.role),
    patient: orUndefined(row.patient),
    roomId: orUndefined(row.roomId),
    eventId: orUndefined(row.eventId),
    ...(rule === null ? {} : { rule }),
    ...(codes === null ? {} : { codes }),
    ...(source === null ? {} : { source }),
    ...(version === null ? {} : { version }),
  }
}
