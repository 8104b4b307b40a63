import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hour, type MakeStore, readyIds, start, withStore } from './store-contract-parts.ts'

const opened = (request: string, nonce: string, patient = 'Patient/1') => ({
  request,
  patient,
  nonce,
  people: ['@a:x'],
})

const news = (change: string, dueAt: number, userId = '@a:x') => ({
  userId,
  patient: 'Patient/1',
  change,
  kind: 'lab',
  isNew: true,
  dueAt,
})

/** Conversations about patients, and who is told of which changes. */
export function conversationsContract(name: string, create: MakeStore): void {
  test(`${name}: a conversation is opened once, with the next number of its patient`, () =>
    withStore(create, async (made) => {
      const { store } = made
      const first = await store.openConversation(opened('CommunicationRequest/1', 'a'))
      assert.deepEqual(first, {
        ...opened('CommunicationRequest/1', 'a'),
        number: 1,
        roomId: undefined,
        archived: false,
      })
      const again = await store.openConversation(opened('CommunicationRequest/1', 'b'))
      assert.deepEqual(again, first)
      const second = await store.openConversation(opened('CommunicationRequest/2', 'c'))
      const other = await store.openConversation(opened('CommunicationRequest/3', 'd', 'Patient/2'))
      assert.deepEqual([second.number, other.number], [2, 1])
      const reopened = await made.reopen()
      const all = await reopened.conversationsOf('Patient/1')
      assert.deepEqual(all, [first, second])
    }))

  test(`${name}: a conversation is found by its room, archived and opened again, and gets more people`, () =>
    withStore(create, async ({ store }) => {
      const { request } = await store.openConversation(opened('CommunicationRequest/1', 'a'))
      assert.equal(await store.conversationOfRoom('!r'), undefined)
      await store.saveConversationRoom(request, '!r')
      assert.equal((await store.conversationOfRoom('!r'))?.request, request)
      await store.archiveConversation(request, true)
      assert.equal((await store.conversationOfRoom('!r'))?.archived, true)
      await store.archiveConversation(request, false)
      await store.addToConversation(request, ['@b:x', '@a:x'])
      const kept = await store.conversation(request)
      assert.deepEqual([kept?.archived, kept?.people], [false, ['@a:x', '@b:x']])
      await assert.rejects(store.saveConversationRoom('CommunicationRequest/9', '!x'), {
        code: 'no-link',
      })
    }))

  test(`${name}: a subscription is one for each person and patient, the last one typed`, () =>
    withStore(create, async ({ store }) => {
      const one = {
        userId: '@a:x',
        patient: 'Patient/1',
        kinds: ['lab'],
        daily: false,
        quiet: undefined,
      }
      await store.saveSubscription(one)
      const other = { ...one, kinds: ['taak'], daily: true, quiet: { from: 22, to: 7 } }
      await store.saveSubscription(other)
      await store.saveSubscription({ ...one, userId: '@b:x' })
      assert.deepEqual(await store.subscriptionsOf('Patient/1'), [
        other,
        { ...one, userId: '@b:x' },
      ])
      assert.deepEqual(await store.subscriptionsFor('@a:x'), [other])
      assert.equal(await store.dropSubscription('@a:x', 'Patient/1'), true)
      assert.equal(await store.dropSubscription('@a:x', 'Patient/1'), false)
      assert.deepEqual(await store.subscriptionsFor('@a:x'), [])
    }))

  test(`${name}: news waits for its time, is one item's for good, and is never added twice`, () =>
    withStore(create, async (made) => {
      const { store } = made
      const soon = news('Observation/1/1', start + 1000)
      const later = news('Observation/2/1', start + hour)
      await store.addNews([soon, later, news('Observation/1/1', start, '@b:x')])
      await store.addNews([{ ...soon, kind: 'meting' }])
      assert.equal(await store.fireTimers(start + 1000), 2)
      assert.deepEqual(await readyIds(store, start + 1000), {
        'person:@a:x': [`timer:news @a:x:${start + 1000}`],
        'person:@b:x': [`timer:news @b:x:${start}`],
      })
      assert.equal(await store.lastNewsAt('@a:x'), undefined)
      assert.deepEqual(await store.takeNews('@a:x', 'item 1', start + 1000), [soon])
      assert.deepEqual(await store.takeNews('@a:x', 'item 1', start + hour), [soon])
      assert.equal(await store.lastNewsAt('@a:x'), start + 1000)
      await store.addNews([soon])
      const again = await made.reopen()
      assert.deepEqual(await again.takeNews('@a:x', 'item 2', start + hour - 1), [])
      assert.equal(await again.fireTimers(start + hour), 1)
      assert.deepEqual(await again.takeNews('@a:x', 'item 2', start + hour), [later])
    }))

  test(`${name}: who ends a subscription is not told what was waiting, and what was told long ago is forgotten`, () =>
    withStore(create, async ({ store }) => {
      await store.addNews([news('Task/1/1', start), news('Task/1/1', start, '@b:x')])
      await store.takeNews('@b:x', 'item b', start)
      await store.dropSubscription('@a:x', 'Patient/1')
      assert.deepEqual(await store.takeNews('@a:x', 'item a', start), [])
      await store.purge(start + 1)
      assert.equal(await store.lastNewsAt('@b:x'), undefined)
    }))
}
