import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { runProgram } from '../run-program.ts'
import { findPython } from './python.ts'

const program = join(import.meta.dirname, 'unfinished_database.py')
let dir: string
let database: string
let python: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'database-'))
  database = join(dir, 'homeserver.db')
  python = (await findPython()).command
})

afterEach(() => rm(dir, { recursive: true, force: true }))

const fill = async (sql: string): Promise<void> => {
  const script = 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])'
  const { code, output } = await runProgram(python, ['-c', script, database, sql])
  assert.equal(code, 0, output)
}

/** What is in the folder when the program that comes after it starts. */
const left = async (): Promise<readonly string[]> => {
  const { code, output } = await runProgram(python, [program, database, 'ls', dir])
  assert.equal(code, 0, output)
  return output.trim().split('\n')
}

const halfLaid =
  'CREATE TABLE schema_version (version INTEGER); CREATE TABLE background_updates (x TEXT);'
const laid = `${halfLaid} INSERT INTO schema_version VALUES (88); CREATE TABLE users (name TEXT); CREATE TABLE events (event_id TEXT);`

test('a database with half of its tables is removed with all that belongs to it, and nothing else is', async () => {
  await fill(halfLaid)
  await writeFile(join(dir, 'signing.key'), 'kept')
  await writeFile(`${database}-shm`, '')
  assert.deepEqual(await left(), ['signing.key'])
})

test('all tables without an account or an event are removed too: a later step may have been broken off', async () => {
  await fill(laid)
  assert.deepEqual(await left(), [''])
})

test('a database with an account, or with an event, is kept as it is', async () => {
  await fill(`${laid} INSERT INTO users VALUES ('@a:vvt');`)
  const before = await readFile(database)
  assert.deepEqual(await left(), ['homeserver.db'])
  assert.deepEqual(await readFile(database), before)
  await fill("DELETE FROM users; INSERT INTO events VALUES ('$a');")
  assert.deepEqual(await left(), ['homeserver.db'])
})

test('a database with tables that are not understood is kept', async () => {
  await fill('CREATE TABLE members (x)')
  assert.deepEqual(await left(), ['homeserver.db'])
  await fill(`${halfLaid} INSERT INTO schema_version VALUES (120);`)
  assert.deepEqual(await left(), ['homeserver.db'])
})

test('what cannot be read as a database is kept, and none is no hindrance', async () => {
  assert.deepEqual(await left(), [''])
  await writeFile(database, 'this is not a database, whatever its name says')
  assert.deepEqual(await left(), ['homeserver.db'])
})

test('the program that comes after it is given its own exit code', async () => {
  const { code } = await runProgram(python, [program, database, 'sh', '-c', 'exit 7'])
  assert.equal(code, 7)
})
