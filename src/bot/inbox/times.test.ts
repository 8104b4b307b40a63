import assert from 'node:assert/strict'
import { test } from 'node:test'
import { events, withInbox } from '../../../test/inbox-under-test.ts'
import type { Item } from '../../store/store.ts'

test('work that nobody told of is found, and a retry comes when its time has come', () => {
  const tries: number[] = []
  const second = Promise.withResolvers<void>()
  return withInbox(
    () => ({
      clock: Date.now,
      pollMs: 20,
      backoff: { firstMs: 60 },
      handle: async () => {
        tries.push(performance.now())
        if (tries.length === 1) throw new Error('first')
        second.resolve()
      },
    }),
    async ({ inbox, store }) => {
      inbox.start()
      await inbox.idle()
      await store.accept(events(0, 1))
      await second.promise
      const [first = 0, again = 0] = tries
      assert.ok(again - first >= 40)
    },
  )
})

test('after the store failed an event is handled again', () => {
  let failures = 1
  return withInbox(
    ({ store }) => ({
      clock: Date.now,
      pollMs: 10,
      store: {
        ...store,
        done: async (seq) => {
          failures -= 1
          if (failures >= 0) throw new Error('disk full')
          await store.done(seq)
        },
      },
    }),
    async ({ inbox, store, handled }) => {
      await store.accept(events(0, 1))
      inbox.start()
      await inbox.idle()
      assert.deepEqual(handled, ['$0', '$0'])
      assert.equal((await store.stats(0)).pending, 0)
    },
  )
})

test('stopping finishes what runs and leaves the rest for the next start', () => {
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  return withInbox(
    ({ handled }) => ({
      handle: async ({ id }) => {
        begun.resolve()
        await finish.promise
        handled.push(id)
      },
    }),
    async ({ inbox, store, handled }) => {
      await store.accept(events(0, 3))
      inbox.start()
      await begun.promise
      const stopped = inbox.stop(60_000)
      finish.resolve()
      await stopped
      assert.deepEqual(handled, ['$0'])
      assert.equal((await store.stats(0)).pending, 2)
      inbox.wake()
      await inbox.idle()
      assert.deepEqual(handled, ['$0'])
    },
  )
})

test('at the deadline of a stop handlers are aborted, and that is no failed try', () => {
  const begun = Promise.withResolvers<void>()
  const attempts: number[] = []
  const handle = (item: Item, signal: AbortSignal) => {
    attempts.push(item.attempts)
    begun.resolve()
    return new Promise<void>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
  }
  return withInbox(
    () => ({ handle }),
    async ({ inbox, store, clock }) => {
      await store.accept(events(0, 1))
      inbox.start()
      await begun.promise
      await inbox.stop(10)
      assert.deepEqual(attempts, [0])
      const options = { now: clock.now, busy: new Set<string>(), lanes: 1, perLane: 1 }
      assert.equal((await store.ready(options)).get('!0')?.[0]?.attempts, 0)
    },
  )
})

test('a handler that takes too long is aborted and counts as a failed try', () =>
  withInbox(
    () => ({
      itemMs: 10,
      handle: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('took too long')))
        }),
    }),
    async ({ inbox, store, clock }) => {
      await store.accept(events(0, 1))
      inbox.start()
      await inbox.idle()
      const options = { now: clock.now + 2000, busy: new Set<string>(), lanes: 1, perLane: 1 }
      assert.equal((await store.ready(options)).get('!0')?.[0]?.attempts, 1)
    },
  ))
