import Sqlite from 'better-sqlite3'
import { serveSmallAppservice } from './small-appservice.ts'

const db = new Sqlite(process.env['BENCH_DATABASE'] ?? '')
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(
  'CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, lane TEXT, body TEXT) WITHOUT ROWID',
)
const insert = db.prepare<[string, string, string]>('INSERT OR IGNORE INTO event VALUES (?, ?, ?)')

serveSmallAppservice((events) => {
  db.transaction(() => {
    for (const event of events) insert.run(event.event_id, event.room_id, JSON.stringify(event))
  })()
})
