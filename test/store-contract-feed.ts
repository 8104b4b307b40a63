import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditEntry, Change } from '../src/store/store.ts'
import {
  hour,
  incoming,
  type MakeStore,
  readyIds,
  start,
  withStore,
} from './store-contract-parts.ts'

const change = (id: string, versionId: string): Change => ({ type: 'Observation', id, versionId })

const entry = (eventId: string | undefined, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: start,
  who: '@a:x',
  role: 'PractitionerRole/1',
  action: 'command',
  what: 'medicatie',
  patient: 'Patient/1',
  roomId: '!1',
  eventId,
  outcome: 'ok',
  ...more,
})

/** The feed of changes and the audit trail. */
export function feedAndAuditContract(name: string, create: MakeStore): void {
  test(`${name}: marks, cursors and the work that follows are kept together`, () =>
    withStore(create, async (made, clock) => {
      const changes = [change('1', '1'), change('2', '1')]
      assert.deepEqual(await made.store.unseen(changes), changes)
      assert.equal(await made.store.cursor('Observation'), undefined)
      await made.store.advance({
        changes,
        cursors: { Observation: '2026-03-02T09:00:00.000+01:00', Task: 'x' },
        work: [incoming('notice:1', 'patient:1')],
      })
      const store = await made.reopen()
      assert.deepEqual(await store.unseen([...changes, change('1', '2')]), [change('1', '2')])
      assert.equal(await store.seenBefore('Observation', '1'), true)
      assert.equal(await store.seenBefore('Observation', '3'), false)
      assert.equal(await store.seenBefore('Task', '1'), false)
      assert.equal(await store.cursor('Observation'), '2026-03-02T09:00:00.000+01:00')
      assert.deepEqual(await readyIds(store, clock.now), { 'patient:1': ['notice:1'] })
    }))

  test(`${name}: an advance that fails leaves nothing behind`, () =>
    withStore(create, async ({ store }, clock) => {
      const broken = incoming('notice:2', 'patient:1')
      Object.assign(broken, { body: Symbol('no text') })
      const update = {
        changes: [change('1', '1')],
        cursors: { Observation: 'x' },
        work: [incoming('notice:1', 'patient:1'), broken],
      }
      await assert.rejects(store.advance(update))
      assert.equal(await store.seenBefore('Observation', '1'), false)
      assert.equal(await store.cursor('Observation'), undefined)
      assert.deepEqual(await readyIds(store, clock.now), {})
      assert.equal(await store.accept([incoming('notice:1', 'patient:1')]), 1)
    }))

  test(`${name}: identifiers of the bot's own resources are recognized across a restart`, () =>
    withStore(create, async (made) => {
      await made.store.saveOwnIdentifiers(['urn:uuid:1', 'urn:uuid:2'])
      await made.store.saveOwnIdentifiers(['urn:uuid:2'])
      const store = await made.reopen()
      const own = await store.ownIdentifiers(['urn:uuid:2', 'urn:uuid:3'])
      assert.deepEqual([...own], ['urn:uuid:2'])
    }))

  test(`${name}: versions the bot wrote count as seen, and their identifiers tell nothing any more`, () =>
    withStore(create, async (made) => {
      await made.store.saveOwnIdentifiers(['urn:uuid:1', 'urn:uuid:2'])
      await made.store.saveOwnVersions(['urn:uuid:1'], [change('1', '1')])
      const store = await made.reopen()
      assert.deepEqual(await store.unseen([change('1', '1'), change('1', '2')]), [change('1', '2')])
      const own = await store.ownIdentifiers(['urn:uuid:1', 'urn:uuid:2'])
      assert.deepEqual([...own], ['urn:uuid:2'])
    }))

  test(`${name}: purging forgets change marks of long ago and keeps the cursors`, () =>
    withStore(create, async ({ store }, clock) => {
      const old = Array.from({ length: 4500 }, (_, n) => change(`old-${n}`, '1'))
      await store.advance({ changes: old, cursors: { Observation: 'x' }, work: [] })
      clock.now += hour
      await store.advance({ changes: [change('young', '1')], cursors: {}, work: [] })
      await store.purge(clock.now)
      assert.equal((await store.unseen(old)).length, 4500)
      assert.equal(await store.seenBefore('Observation', 'young'), true)
      assert.equal(await store.cursor('Observation'), 'x')
    }))

  test(`${name}: audit lines come back in order and whole, per patient too`, () =>
    withStore(create, async (made) => {
      const system = entry(undefined, {
        who: 'system',
        role: undefined,
        patient: undefined,
        roomId: undefined,
        action: 'drop',
        what: 'Observation',
        outcome: 'other patient',
      })
      await made.store.audit([entry('$1'), entry('$1', { action: 'read', what: 'Flag 2' })])
      await made.store.audit([system, system])
      const store = await made.reopen()
      await store.audit([entry('$2', { patient: 'Patient/2' })])
      const trail = await store.auditTrail({})
      assert.deepEqual(
        trail.map(({ hash, ...line }) => ({ ...line, hash: hash.length })),
        [
          { ...entry('$1'), seq: 1, hash: 64 },
          { ...entry('$1', { action: 'read', what: 'Flag 2' }), seq: 2, hash: 64 },
          { ...system, seq: 3, hash: 64 },
          { ...system, seq: 4, hash: 64 },
          { ...entry('$2', { patient: 'Patient/2' }), seq: 5, hash: 64 },
        ],
      )
      assert.equal(new Set(trail.map(({ hash }) => hash)).size, 5)
      const ofOne = await store.auditTrail({ patient: 'Patient/1' })
      assert.deepEqual(
        ofOne.map(({ seq }) => seq),
        [1, 2],
      )
      assert.equal(await store.brokenAuditLine(), undefined)
    }))

  test(`${name}: a second try of an event adds no audit line twice, whatever the time`, () =>
    withStore(create, async ({ store }) => {
      await store.audit([entry('$1'), entry('$1')])
      await store.audit([entry('$1', { at: start + hour })])
      await store.audit([entry('$1', { outcome: 'denied' }), entry('$2')])
      await store.audit([entry('$1', { role: undefined })])
      const trail = await store.auditTrail({})
      assert.deepEqual(
        trail.map(({ eventId, outcome }) => [eventId, outcome]),
        [
          ['$1', 'ok'],
          ['$1', 'denied'],
          ['$2', 'ok'],
          ['$1', 'ok'],
        ],
      )
      assert.equal(await store.brokenAuditLine(), undefined)
    }))

  test(`${name}: a chain of more than a thousand lines is whole`, () =>
    withStore(create, async ({ store }) => {
      assert.equal(await store.brokenAuditLine(), undefined)
      await store.audit(Array.from({ length: 1500 }, (_, n) => entry(`$${n}`)))
      assert.equal(await store.brokenAuditLine(), undefined)
    }))
}
