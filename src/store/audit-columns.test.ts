import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { createSqliteStore } from './sqlite.ts'
import { schemaSteps } from './sqlite-schema.ts'
import type { AuditEntry, Store } from './store.ts'

const inFolder = async (work: (file: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-audit-'))
  try {
    await work(join(folder, 'zorgbot.db'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const opened = async (file: string, version: string | undefined, work: Work): Promise<void> => {
  const store = await createSqliteStore({ file, ...(version === undefined ? {} : { version }) })
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

type Work = (store: Store) => Promise<void>

const entry = (what: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: 1,
  who: '@a:x',
  role: undefined,
  action: 'read',
  what,
  patient: 'Patient/1',
  roomId: '!1',
  eventId: '$1',
  outcome: 'ok',
  ...more,
})

const right = { rule: 'professionals-read', codes: 'uzi:30.000', source: 'Huisarts Pulver' }

/** A database of an earlier schema, with lines as they were written and chained then. */
const makeEarlier = (file: string, steps: number, lines: number) => {
  const raw = new DatabaseSync(file)
  for (const sql of schemaSteps.slice(0, steps)) raw.exec(sql)
  raw.exec(`PRAGMA user_version = ${steps}`)
  let previous = '0'.repeat(64)
  for (let seq = 1; seq <= lines; seq += 1) {
    const canonical = JSON.stringify({
      seq,
      at: 1,
      who: '@a:x',
      role: null,
      action: 'read',
      what: `Flag ${seq}`,
      patient: 'Patient/1',
      roomId: '!1',
      eventId: '$1',
      outcome: 'ok',
    })
    previous = hash('sha256', previous + canonical)
    raw
      .prepare(
        `INSERT INTO audit (seq, at, who, role, action, what, patient, room_id, event_id, outcome, hash)
         VALUES (?, 1, '@a:x', NULL, 'read', ?, 'Patient/1', '!1', '$1', 'ok', ?)`,
      )
      .run(seq, `Flag ${seq}`, previous)
  }
  raw.close()
}

for (const steps of [1, 2])
  test(`the trail in a database of schema ${steps} goes on with the same chain`, () =>
    inFolder(async (file) => {
      makeEarlier(file, steps, 3)
      await opened(file, '1.2.3', async (store) => {
        assert.equal(await store.brokenAuditLine(), undefined)
        await store.audit([entry('Flag 4', right)])
        const trail = await store.auditTrail({})
        const { hash: chained = '', ...line } = trail[3] ?? {}
        assert.equal(chained.length, 64)
        assert.deepEqual(line, { ...entry('Flag 4', right), seq: 4, version: '1.2.3' })
        assert.deepEqual(Object.keys(trail[0] ?? {}).includes('version'), false)
        assert.equal(await store.brokenAuditLine(), undefined)
      })
    }))

for (const [column, value] of [
  ['rule', "'other'"],
  ['codes', "'uzi:01.000'"],
  ['source', 'NULL'],
  ['version', "'9'"],
] as const)
  test(`a line whose ${column} was changed breaks the chain there`, () =>
    inFolder(async (file) => {
      await opened(file, '1.2.3', (store) =>
        store.audit([entry('Flag 1', right), entry('Flag 2', right)]),
      )
      const raw = new DatabaseSync(file)
      raw.exec(`DROP TRIGGER audit_no_update; UPDATE audit SET ${column} = ${value} WHERE seq = 2`)
      raw.close()
      await opened(file, '1.2.3', async (store) => {
        assert.equal(await store.brokenAuditLine(), 2)
      })
    }))

test('a line without any of them, by a bot of no known version, is chained as before', () =>
  inFolder(async (file) => {
    makeEarlier(file, 2, 1)
    const raw = new DatabaseSync(file, { readOnly: true })
    const [{ hash: earlier } = { hash: '' }] = raw.prepare('SELECT hash FROM audit').all()
    raw.close()
    await rm(file)
    await opened(file, undefined, async (store) => {
      await store.audit([entry('Flag 1')])
      const [line] = await store.auditTrail({})
      assert.equal(line?.hash, earlier)
    })
  }))

test('the same of another source is another line', () =>
  inFolder((file) =>
    opened(file, '1', async (store) => {
      await store.audit([entry('Flag 1'), entry('Flag 1', right), entry('Flag 1', right)])
      const trail = await store.auditTrail({})
      assert.deepEqual(
        trail.map(({ source }) => source),
        [undefined, 'Huisarts Pulver'],
      )
    }),
  ))

test('the trail is given in portions, of one patient too', () =>
  inFolder((file) =>
    opened(file, '1', async (store) => {
      const patients = ['Patient/1', 'Patient/2']
      await store.audit(
        [1, 2, 3, 4, 5].map((n) => entry(`Flag ${n}`, { patient: patients[n % 2] })),
      )
      const numbers = async (filter: Parameters<Store['auditTrail']>[0]) =>
        (await store.auditTrail(filter)).map(({ seq }) => seq)
      assert.deepEqual(await numbers({ most: 2 }), [1, 2])
      assert.deepEqual(await numbers({ after: 2, most: 2 }), [3, 4])
      assert.deepEqual(await numbers({ after: 4, most: 2 }), [5])
      assert.deepEqual(await numbers({ patient: 'Patient/2', after: 1, most: 9 }), [3, 5])
      assert.deepEqual(await numbers({ after: 5, most: 2 }), [])
    }),
  ))
