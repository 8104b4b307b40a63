import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Prompt } from '../src/store/store.ts'
import { type MakeStore, start, withStore } from './store-contract-parts.ts'

const prompt: Prompt = {
  id: '$1',
  kind: 'confirm',
  roomId: '!1',
  patient: 'Patient/1',
  code: '4821',
  state: 'open',
  requester: '@a:x',
  requesterName: 'A',
  createdAt: start,
  expiresAt: start + 600_000,
  inDoubt: false,
  payload: '{"draft":1}',
  promptEventId: undefined,
  doneEventId: undefined,
  claimedBy: undefined,
  closedAt: undefined,
  written: undefined,
  undoneBy: undefined,
  undoneAt: undefined,
  undoInDoubt: false,
  sends: true,
}

const written = '{"command":"meet","refs":[]}'

/** What a prompt wrote, and who takes it back. */
export function undoContract(name: string, create: MakeStore): void {
  test(`${name}: what a prompt wrote is kept when it closes, over a restart too`, () =>
    withStore(create, async (made, clock) => {
      await made.store.openPrompt(prompt)
      await made.store.closePrompt('$1', 'done', clock.now, written)
      const store = await made.reopen()
      const kept = await store.prompt('$1')
      assert.deepEqual([kept?.written, kept?.payload, kept?.undoneBy], [written, '', undefined])
    }))

  test(`${name}: the event that said it was done is kept with the prompt`, () =>
    withStore(create, async (made, clock) => {
      await made.store.openPrompt(prompt)
      await made.store.closePrompt('$1', 'done', clock.now, written)
      await made.store.saveDoneEvent('$1', '$done')
      const store = await made.reopen()
      assert.equal((await store.prompt('$1'))?.doneEventId, '$done')
      await store.openPrompt({ ...prompt, id: '$2' })
      assert.equal((await store.prompt('$2'))?.doneEventId, undefined)
    }))

  test(`${name}: one message takes back what was written, once`, () =>
    withStore(create, async (made, clock) => {
      await made.store.openPrompt(prompt)
      await made.store.closePrompt('$1', 'done', clock.now, written)
      const claims = ['$x', '$y', '$z'].map((by) => made.store.claimUndo('$1', by))
      assert.deepEqual(await Promise.all(claims), [true, false, false])
      const store = await made.reopen()
      assert.equal(await store.claimUndo('$1', '$x'), true)
      await store.closeUndo('$1', clock.now + 5)
      await store.releaseUndo('$1', 'unknown')
      const kept = await store.prompt('$1')
      assert.deepEqual(
        [kept?.undoneBy, kept?.undoneAt, kept?.undoInDoubt],
        ['$x', clock.now + 5, false],
      )
      assert.equal(await store.claimUndo('$1', '$y'), false)
      await store.closeUndo('$1', clock.now + 9)
      assert.equal((await store.prompt('$1'))?.undoneAt, clock.now + 5)
    }))

  test(`${name}: what failed to be taken back may be tried again, and stays in doubt when nobody knows`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt)
      await store.closePrompt('$1', 'done', clock.now, written)
      await store.claimUndo('$1', '$x')
      await store.releaseUndo('$1', 'failed')
      assert.equal((await store.prompt('$1'))?.undoInDoubt, false)
      await store.claimUndo('$1', '$y')
      await store.releaseUndo('$1', 'unknown')
      await store.claimUndo('$1', '$z')
      await store.releaseUndo('$1', 'failed')
      const kept = await store.prompt('$1')
      assert.deepEqual([kept?.undoneBy, kept?.undoInDoubt], [undefined, true])
    }))

  test(`${name}: nothing is taken back of a prompt that is open, was stopped, or wrote nothing`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt)
      assert.equal(await store.claimUndo('$1', '$x'), false)
      await store.closePrompt('$1', 'cancelled', clock.now)
      assert.equal(await store.claimUndo('$1', '$x'), false)
      await store.openPrompt({ ...prompt, id: '$2' })
      await store.closePrompt('$2', 'done', clock.now)
      assert.equal(await store.claimUndo('$2', '$x'), false)
      await store.closeUndo('$2', clock.now)
      assert.equal((await store.prompt('$2'))?.undoneAt, undefined)
      assert.equal(await store.claimUndo('$unknown', '$x'), false)
    }))
}
