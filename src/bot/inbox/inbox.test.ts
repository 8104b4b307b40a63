import assert from 'node:assert/strict'
import { test } from 'node:test'
import { events, withInbox } from '../../../test/inbox-under-test.ts'
import { malformedLane } from './incoming.ts'

const coded = (code: string, retryable?: boolean) =>
  Object.assign(new Error('secret words'), retryable === undefined ? { code } : { code, retryable })

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

test('of 100 events one makes the handler throw: it is parked, and 99 are handled in order', () =>
  withInbox(
    ({ handled }) => ({
      handle: async ({ id }) => {
        if (id === '$41') throw coded('poison', false)
        handled.push(id)
      },
    }),
    async ({ inbox, store, handled, parked }) => {
      const batch = events(0, 100, 7)
      await store.accept(batch)
      inbox.start()
      await inbox.idle()
      assert.equal(handled.length, 99)
      for (let room = 0; room < 7; room += 1) {
        const expected = ids(batch).filter((id, n) => n % 7 === room && id !== '$41')
        assert.deepEqual(
          handled.filter((id) => expected.includes(id)),
          expected,
        )
      }
      assert.deepEqual(parked, [['$41', 'poison']])
      const letters = await store.letters()
      assert.deepEqual([ids(letters), letters[0]?.code], [['$41'], 'poison'])
      assert.equal((await store.stats(0)).pending, 0)
    },
  ))

test('an event that keeps failing is tried eight times, holds its room meanwhile and is parked', () => {
  let tries = 0
  return withInbox(
    ({ handled }) => ({
      handle: async ({ id }) => {
        if (id === '$0') {
          tries += 1
          throw new TypeError('secret words')
        }
        handled.push(id)
      },
    }),
    async ({ inbox, store, clock, handled, parked, logged }) => {
      await store.accept([...events(0, 2), ...events(2, 3).map((one) => ({ ...one, lane: '!x' }))])
      inbox.start()
      await inbox.idle()
      assert.deepEqual(handled, ['$2'])
      for (const expected of [2, 3, 4, 5, 6, 7, 8]) {
        clock.now = (await store.nextReadyAt()) ?? 0
        await inbox.idle()
        assert.equal(tries, expected)
      }
      assert.deepEqual(handled, ['$2', '$1'])
      assert.deepEqual(parked, [['$0', 'TypeError']])
      assert.ok(!logged.join().includes('secret words'))
    },
  )
})

test('a lane goes on when nobody can be told that an event was parked', () =>
  withInbox(
    ({ handled }) => ({
      handle: async ({ id }) => {
        if (id === '$0') throw coded('poison', false)
        handled.push(id)
      },
      onParked: () => Promise.reject(new Error('no')),
    }),
    async ({ inbox, store, handled }) => {
      await store.accept(events(0, 3))
      inbox.start()
      await inbox.idle()
      assert.deepEqual(handled, ['$1', '$2'])
    },
  ))

test('a malformed event is parked without being handled', () =>
  withInbox(
    () => ({}),
    async ({ inbox, store, handled, parked }) => {
      await store.accept([{ id: 'malformed:1', lane: malformedLane, body: '3', late: false }])
      inbox.start()
      await inbox.idle()
      assert.deepEqual([handled, parked], [[], []])
      assert.equal((await store.letters())[0]?.code, 'malformed')
    },
  ))

test('a slow room holds no other, and its own events wait their turn', () => {
  const slow = Promise.withResolvers<void>()
  const begun: string[] = []
  return withInbox(
    ({ handled }) => ({
      handle: async ({ id, lane }) => {
        begun.push(id)
        if (lane === '!0') await slow.promise
        handled.push(id)
      },
    }),
    async ({ inbox, store, handled }) => {
      await store.accept(events(0, 30, 3))
      inbox.start()
      const others = ids(events(0, 30, 3)).filter((_, n) => n % 3 !== 0)
      while (handled.length < others.length) await new Promise((resolve) => setImmediate(resolve))
      await store.accept(events(30, 33, 3))
      inbox.wake()
      while (handled.length < others.length + 2 || inbox.busy() > 1) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      assert.deepEqual(
        begun.filter((id) => Number(id.slice(1)) % 3 === 0),
        ['$0'],
      )
      assert.equal(inbox.busy(), 1)
      slow.resolve()
      await inbox.idle()
      assert.equal(handled.length, 33)
      assert.equal(inbox.busy(), 0)
    },
  )
})

test('no more lanes run at once than allowed, and no more items of one are fetched', () => {
  let [now, most] = [0, 0]
  const fetched: number[] = []
  return withInbox(
    ({ store }) => ({
      maxLanes: 3,
      perLane: 2,
      store: {
        ...store,
        ready: async (options) => {
          const found = await store.ready(options)
          fetched.push(...[...found.values()].map((items) => items.length))
          return found
        },
      },
      handle: async () => {
        now += 1
        most = Math.max(most, now)
        await new Promise((resolve) => setImmediate(resolve))
        now -= 1
      },
    }),
    async ({ inbox, store }) => {
      await store.accept(events(0, 100, 10))
      inbox.start()
      await inbox.idle()
      assert.equal(most, 3)
      assert.equal(Math.max(...fetched), 2)
      assert.equal((await store.stats(0)).pending, 0)
    },
  )
})

test('an event is handled as soon as the inbox is woken, without waiting for a timer', () => {
  const arrived = Promise.withResolvers<void>()
  return withInbox(
    () => ({ pollMs: 3_600_000, handle: async () => arrived.resolve() }),
    async ({ inbox, store }) => {
      inbox.start()
      await inbox.idle()
      await store.accept(events(0, 1))
      let turns = 0
      const counting = setInterval(() => {
        turns += 1
      }, 0)
      inbox.wake()
      await arrived.promise
      clearInterval(counting)
      assert.equal(turns, 0)
    },
  )
})
