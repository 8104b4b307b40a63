import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Prompt } from '../src/store/store.ts'
import { hour, type MakeStore, start, withStore } from './store-contract-parts.ts'

const prompt = (id: string, code: string, more: Partial<Prompt> = {}): Prompt => ({
  id,
  kind: 'confirm',
  roomId: '!1',
  patient: 'Patient/1',
  code,
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
  ...more,
})

/** Rooms of patients and people, and prompts. */
export function linksAndPromptsContract(name: string, create: MakeStore): void {
  test(`${name}: a patient gets one link, however often and however much at once it is opened`, () =>
    withStore(create, async (made) => {
      const opened = await Promise.all(
        ['a', 'b', 'c'].map((nonce) =>
          made.store.openLink('Patient/1', nonce, `Zorgteam ${nonce}`),
        ),
      )
      assert.deepEqual(new Set(opened.map(({ nonce }) => nonce)), new Set(['a']))
      await made.store.saveSpace('Patient/1', '!space')
      await made.store.saveRoom('Patient/1', '!room')
      const store = await made.reopen()
      const link = {
        patient: 'Patient/1',
        nonce: 'a',
        name: 'Zorgteam a',
        spaceId: '!space',
        roomId: '!room',
      }
      assert.deepEqual(await store.openLink('Patient/1', 'd', 'Zorgteam d'), link)
      assert.deepEqual(await store.linkOfPatient('Patient/1'), link)
      assert.deepEqual(await store.linkOfRoom('!room'), link)
      assert.deepEqual(await store.linkOfRoom('!space'), link)
      assert.equal(await store.linkOfRoom('!other'), undefined)
      assert.deepEqual(await store.links(), [link])
    }))

  test(`${name}: two patients never share a name`, () =>
    withStore(create, async ({ store }) => {
      await store.openLink('Patient/1', 'a', 'Zorgteam Reiger')
      assert.equal(await store.nameTaken('Zorgteam Reiger'), true)
      assert.equal(await store.nameTaken('Zorgteam Valk'), false)
      await assert.rejects(store.openLink('Patient/2', 'b', 'Zorgteam Reiger'), {
        code: 'name-taken',
      })
      assert.equal(await store.linkOfPatient('Patient/2'), undefined)
    }))

  test(`${name}: rooms of a patient without a link are refused`, () =>
    withStore(create, async ({ store }) => {
      await assert.rejects(store.saveRoom('Patient/1', '!room'), { code: 'no-link' })
    }))

  test(`${name}: direct rooms, gaps and settings are kept across a restart`, () =>
    withStore(create, async (made) => {
      await made.store.saveDirectRoom('@a:x', '!old')
      await made.store.saveDirectRoom('@a:x', '!dm')
      await made.store.saveGap({ roomId: '!1', lastEventId: '$1', lastTs: 1 })
      await made.store.saveGap({ roomId: '!1', lastEventId: '$2', lastTs: 2 })
      await made.store.saveSetting('device', 'A')
      await made.store.saveSetting('device', 'B')
      const store = await made.reopen()
      assert.equal(await store.directRoom('@a:x'), '!dm')
      assert.equal(await store.directUser('!dm'), '@a:x')
      assert.equal(await store.directUser('!old'), undefined)
      assert.deepEqual(await store.gap('!1'), { roomId: '!1', lastEventId: '$2', lastTs: 2 })
      assert.equal(await store.gap('!2'), undefined)
      assert.equal(await store.setting('device'), 'B')
      assert.equal(await store.setting('name'), undefined)
    }))

  test(`${name}: a prompt is kept as it was opened first, newest first in its room`, () =>
    withStore(create, async (made) => {
      const first = prompt('$1', '4821')
      const second = prompt('$2', '1111', { createdAt: start + 1, kind: 'choose' })
      await made.store.openPrompt(first)
      await made.store.openPrompt(second)
      await made.store.openPrompt(prompt('$3', '4821', { roomId: '!2' }))
      await made.store.savePromptEvent('$1', '$shown')
      const store = await made.reopen()
      const kept = { ...first, promptEventId: '$shown' }
      assert.deepEqual(await store.openPrompt(prompt('$1', '9999')), kept)
      assert.deepEqual(await store.prompt('$1'), kept)
      assert.deepEqual(await store.promptsOf('!1'), [second, kept])
      assert.equal(await store.prompt('$9'), undefined)
    }))

  test(`${name}: a code belongs to one open prompt of a room, an empty one to any number`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt('$1', '4821'))
      await assert.rejects(store.openPrompt(prompt('$2', '4821')), { code: 'code-taken' })
      await store.openPrompt(prompt('$3', '', { kind: 'choose' }))
      await store.openPrompt(prompt('$4', '', { kind: 'choose' }))
      await store.closePrompt('$1', 'done', clock.now)
      assert.equal((await store.openPrompt(prompt('$2', '4821'))).id, '$2')
    }))

  test(`${name}: of all who claim a prompt one succeeds, and it may claim again`, () =>
    withStore(create, async (made) => {
      await made.store.openPrompt(prompt('$1', '4821'))
      const claims = ['$x', '$y', '$z'].map((by) => made.store.claimPrompt('$1', by))
      assert.deepEqual(await Promise.all(claims), [true, false, false])
      const store = await made.reopen()
      assert.equal(await store.claimPrompt('$1', '$x'), true)
      assert.equal(await store.claimPrompt('$1', '$y'), false)
      assert.equal((await store.prompt('$1'))?.state, 'executing')
      assert.equal((await store.prompt('$1'))?.claimedBy, '$x')
      await store.releasePrompt('$1', 'failed')
      assert.equal((await store.prompt('$1'))?.claimedBy, undefined)
      assert.equal((await store.prompt('$1'))?.inDoubt, false)
      assert.equal(await store.claimPrompt('$1', '$y'), true)
      assert.equal(await store.claimPrompt('$unknown', '$y'), false)
    }))

  test(`${name}: a closed prompt has no payload, is never claimed, opened or closed again`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt('$1', '4821'))
      await store.claimPrompt('$1', '$x')
      await store.closePrompt('$1', 'done', clock.now)
      assert.equal(await store.claimPrompt('$1', '$x'), false)
      await store.releasePrompt('$1', 'unknown')
      await store.closePrompt('$1', 'expired', clock.now + 1)
      const closed = { state: 'done', payload: '', closedAt: clock.now, claimedBy: '$x' } as const
      assert.deepEqual(await store.prompt('$1'), prompt('$1', '4821', closed))
    }))

  test(`${name}: a prompt of which one outcome is unknown is in doubt for good`, () =>
    withStore(create, async (made, clock) => {
      await made.store.openPrompt(prompt('$1', '4821'))
      await made.store.releasePrompt('$1', 'unknown')
      assert.equal((await made.store.prompt('$1'))?.inDoubt, false)
      await made.store.claimPrompt('$1', '$x')
      await made.store.releasePrompt('$1', 'unknown')
      const store = await made.reopen()
      assert.equal((await store.promptsOf('!1'))[0]?.inDoubt, true)
      await store.claimPrompt('$1', '$y')
      await store.releasePrompt('$1', 'failed')
      await store.closePrompt('$1', 'cancelled', clock.now)
      assert.equal((await store.prompt('$1'))?.inDoubt, true)
    }))

  test(`${name}: a closed prompt stays in the list of its room for a day`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt('$1', '4821'))
      await store.closePrompt('$1', 'cancelled', clock.now)
      clock.now += 23 * hour
      assert.deepEqual(
        (await store.promptsOf('!1')).map(({ state }) => state),
        ['cancelled'],
      )
      clock.now += 2 * hour
      assert.deepEqual(await store.promptsOf('!1'), [])
      assert.equal((await store.prompt('$1'))?.state, 'cancelled')
    }))

  test(`${name}: prompts whose time is over are found until they are closed`, () =>
    withStore(create, async ({ store }) => {
      await store.openPrompt(prompt('$1', '1111', { expiresAt: start + 10 }))
      await store.openPrompt(prompt('$2', '2222', { expiresAt: start + 11 }))
      await store.openPrompt(prompt('$3', '3333', { expiresAt: start + 9 }))
      await store.openPrompt(prompt('$4', '4444', { expiresAt: start + 8 }))
      await store.claimPrompt('$3', '$x')
      await store.closePrompt('$4', 'cancelled', start + 7)
      const expired = await store.expiredPrompts(start + 10)
      assert.deepEqual(
        expired.map(({ id }) => id),
        ['$3', '$1'],
      )
    }))

  test(`${name}: purging forgets prompts that closed long ago`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.openPrompt(prompt('$1', '1111'))
      await store.openPrompt(prompt('$2', '2222', { expiresAt: start + 100 * hour }))
      await store.closePrompt('$1', 'done', clock.now)
      await store.purge(clock.now + hour)
      assert.equal(await store.prompt('$1'), undefined)
      assert.equal((await store.prompt('$2'))?.state, 'open')
    }))
}
