import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** The same rows in the same batches as the bot is given, and nothing around them. */
type Row = readonly [id: string, lane: string, body: string]

const db = new Sqlite(process.env['BENCH_DATABASE'] ?? '')
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE event (id TEXT PRIMARY KEY, lane TEXT, body TEXT) WITHOUT ROWID')
const insert = db.prepare<[string, string, string]>('INSERT INTO event VALUES (?, ?, ?)')
const batches: readonly (readonly Row[])[] = JSON.parse(
  readFileSync(process.env['BENCH_ROWS'] ?? '', 'utf8'),
)

const took = batches.map((batch) => {
  const began = performance.now()
  db.transaction(() => {
    for (const row of batch) insert.run(...row)
  })()
  return performance.now() - began
})
process.stdout.write(`${JSON.stringify(took)}\n`)
