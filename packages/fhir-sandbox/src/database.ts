import { DatabaseSync } from 'node:sqlite'

const INDEX_COLUMNS = {
  token: 'system TEXT, code TEXT',
  string: 'value TEXT NOT NULL, exact TEXT NOT NULL',
  reference: 'type TEXT, id TEXT, url TEXT',
  date: 'low REAL NOT NULL, high REAL NOT NULL',
  number: 'value REAL NOT NULL, system TEXT, code TEXT, unit TEXT',
} as const

const KEYS = {
  token: 'param, code, system',
  string: 'param, value',
  reference: 'param, id, type',
  date: 'param, low, high',
  number: 'param, value',
} as const

const TABLES = ['token', 'string', 'reference', 'date', 'number'] as const

const schema = `
  CREATE TABLE IF NOT EXISTS resource (
    rid INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    updated REAL NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL, body TEXT,
    UNIQUE (type, id)) STRICT;
  CREATE TABLE IF NOT EXISTS version (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, id TEXT NOT NULL,
    version INTEGER NOT NULL, updated REAL NOT NULL, method TEXT NOT NULL, body TEXT,
    UNIQUE (type, id, version)) STRICT;
  CREATE TABLE IF NOT EXISTS pointer (rid INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS pointer_rid ON pointer (rid);
  CREATE INDEX IF NOT EXISTS pointer_to ON pointer (type, id);
  ${TABLES.map(
    (t) => `
  CREATE TABLE IF NOT EXISTS ${t}_index (
    rid INTEGER NOT NULL, param TEXT NOT NULL, grp INTEGER NOT NULL, ${INDEX_COLUMNS[t]}) STRICT;
  CREATE INDEX IF NOT EXISTS ${t}_rid ON ${t}_index (rid, param);
  CREATE INDEX IF NOT EXISTS ${t}_key ON ${t}_index (${KEYS[t]}, rid);`,
  ).join('')}
`

/** Opens the records: `:memory:` or a file, with one table per kind of search value. */
export const openDatabase = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA case_sensitive_like = ON')
  db.exec(schema)
  return db
}
