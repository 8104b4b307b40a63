import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Follow } from '../src/store/store.ts'
import { type MakeStore, withStore } from './store-contract-parts.ts'

const follow: Follow = {
  ref: 'Task/1',
  patient: 'Patient/p1',
  roomId: '!r',
  askedBy: '$ja',
  answerId: undefined,
  kind: 'referral',
  requester: '@a:x',
  requesterName: 'A',
  owner: 'PractitionerRole/b',
  ownerName: 'B',
  ownerIds: ['@b:x', '@b2:x'],
  status: 'requested',
  versionId: '1',
  dueAt: 500,
  call: undefined,
}

const call: Call = {
  stage: 'called',
  asked: ['@b:x'],
  name: 'B',
  eventIds: ['$details', '$call'],
  isOpen: true,
}

/** Requests of which it is told what becomes of them. */
export function followsContract(name: string, create: MakeStore): void {
  test(`${name}: a request that is followed is kept once and outlives a restart`, () =>
    withStore(create, async (made) => {
      await made.store.addFollow(follow)
      await made.store.addFollow({ ...follow, status: 'completed', roomId: '!other' })
      const store = await made.reopen()
      assert.deepEqual(await store.follow('Task/1'), follow)
      assert.equal(await store.follow('Task/2'), undefined)
    }))

  test(`${name}: the first answer to the message that had it sent stays the one to reply to`, () =>
    withStore(create, async ({ store }) => {
      await store.addFollow(follow)
      await store.addFollow({ ...follow, ref: 'Task/2', askedBy: '$other' })
      await store.saveFollowAnswer('$ja', '$answer')
      await store.saveFollowAnswer('$ja', '$later')
      assert.equal((await store.follow('Task/1'))?.answerId, '$answer')
      assert.equal((await store.follow('Task/2'))?.answerId, undefined)
    }))

  test(`${name}: what was told last replaces what was told before`, () =>
    withStore(create, async ({ store }) => {
      await store.addFollow(follow)
      const state = {
        status: 'accepted',
        versionId: undefined,
        owner: undefined,
        dueAt: undefined,
        endedAt: undefined,
      }
      await store.saveFollowState('Task/1', state)
      const { endedAt: _, ...kept } = state
      assert.deepEqual(await store.follow('Task/1'), { ...follow, ...kept })
    }))

  test(`${name}: a call is found in its room for as long as it is open`, () =>
    withStore(create, async ({ store }) => {
      await store.addFollow(follow)
      await store.addFollow({ ...follow, ref: 'Task/2', roomId: '!other', call })
      assert.deepEqual(await store.callsIn('!r'), [])
      await store.saveCall('Task/1', call)
      assert.deepEqual(await store.callsIn('!r'), [{ ...follow, call }])
      await store.saveCall('Task/1', { ...call, isOpen: false })
      assert.deepEqual(await store.callsIn('!r'), [])
      assert.deepEqual((await store.follow('Task/1'))?.call, { ...call, isOpen: false })
    }))

  test(`${name}: what ended long ago is forgotten, what goes on is not`, () =>
    withStore(create, async ({ store }) => {
      await store.addFollow(follow)
      await store.addFollow({ ...follow, ref: 'Task/2' })
      const { status, versionId, owner, dueAt } = follow
      await store.saveFollowState('Task/1', { status, versionId, owner, dueAt, endedAt: 10 })
      await store.purge(11)
      assert.equal(await store.follow('Task/1'), undefined)
      assert.deepEqual(await store.follow('Task/2'), { ...follow, ref: 'Task/2' })
    }))
}
