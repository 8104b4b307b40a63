import type { Database } from './sqlite-database.ts'
import type { TransactionExtras } from './store.ts'

export type Extras = {
  /** Keeps what is not empty. Call it inside a commit. */
  insert(extras: TransactionExtras | undefined, at: number): void
  forget(before: number): void
}

const passingKeptAtMost = 10_000

/** The parts of transactions that are no room events: to-device messages until they are purged, of the others the newest. */
export function createExtras(db: Database): Extras {
  const insertRow = db.prepare<[string, number, string], { seq: number }>(
    'INSERT INTO extra (kind, at, body) VALUES (?, ?, ?) RETURNING seq',
  )
  const dropOlder = db.prepare<[number]>("DELETE FROM extra WHERE kind = 'passing' AND seq <= ?")
  const forgetOld = db.prepare<[number]>('DELETE FROM extra WHERE at < ?')
  return {
    insert(extras, at) {
      if (extras === undefined) return
      const { toDevice, ephemeral, other } = extras
      if (toDevice.length > 0) insertRow.get('to-device', at, JSON.stringify(toDevice))
      if (ephemeral.length === 0 && Object.keys(other).length === 0) return
      const row = insertRow.get('passing', at, JSON.stringify({ ephemeral, other }))
      if (row !== undefined && row.seq % 100 === 0) dropOlder.run(row.seq - passingKeptAtMost)
    },
    forget(before) {
      forgetOld.run(before)
    },
  }
}
