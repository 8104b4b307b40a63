import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  headOf,
  hour,
  incoming,
  type MakeStore,
  readyIds,
  withStore,
} from './store-contract-parts.ts'

/** Items, lanes and letters. */
export function inboxContract(name: string, create: MakeStore): void {
  test(`${name}: an id is accepted once, in one batch, in two and after a restart`, () =>
    withStore(create, async (made, clock) => {
      const twice = [incoming('$a', '!1'), incoming('$a', '!1'), incoming('$b', '!1')]
      assert.equal(await made.store.accept(twice), 2)
      assert.equal(await made.store.accept([incoming('$b', '!2'), incoming('$c', '!2')]), 1)
      await made.store.done((await headOf(made.store, clock.now, '!1')).seq)
      const store = await made.reopen()
      const again = ['$a', '$b', '$c'].map((id) => incoming(id, '!1'))
      assert.equal(await store.accept(again), 0)
      assert.deepEqual(await readyIds(store, clock.now), { '!1': ['$b'], '!2': ['$c'] })
    }))

  test(`${name}: an item comes back as it was accepted`, () =>
    withStore(create, async ({ store }, clock) => {
      const body = JSON.stringify({ text: 'één \u0000 “twee” 💊', deep: [{ a: null }] })
      await store.accept([{ id: '$a', lane: '!1', body, late: true }])
      const { seq, ...item } = await headOf(store, clock.now, '!1')
      assert.equal(typeof seq, 'number')
      assert.deepEqual(item, {
        id: '$a',
        lane: '!1',
        body,
        late: true,
        attempts: 0,
        receivedAt: clock.now,
      })
    }))

  test(`${name}: more ids than are kept at hand are all known`, () =>
    withStore(create, async (made) => {
      const ids = Array.from({ length: 6000 }, (_, n) => `$many-${n}`)
      for (let from = 0; from < ids.length; from += 500) {
        const batch = ids.slice(from, from + 500).map((id) => incoming(id, '!1'))
        assert.equal(await made.store.accept(batch), 500)
        await new Promise((resolve) => setImmediate(resolve))
      }
      assert.equal((await made.store.known([...ids, '$other'])).size, 6000)
      const store = await made.reopen()
      assert.equal(await store.accept(ids.map((id) => incoming(id, '!1'))), 0)
      assert.equal((await store.known(['$many-1', '$other'])).has('$other'), false)
    }))

  test(`${name}: a lane keeps its order through random failures and restarts`, () =>
    withStore(create, async (made, clock) => {
      let store = made.store
      const lanes = Array.from({ length: 7 }, (_, n) => `!room${n}`)
      const batch = Array.from({ length: 210 }, (_, n) => incoming(`$${n}`, `!room${n % 7}`))
      await store.accept(batch)
      const handled = new Map<string, string[]>(lanes.map((lane) => [lane, []]))
      let [round, left] = [0, batch.length]
      while (left > 0) {
        round += 1
        if (round % 20 === 0) store = await made.reopen()
        const ready = await store.ready({
          now: clock.now,
          busy: new Set<string>(),
          lanes: 3,
          perLane: 5,
        })
        for (const [lane, items] of ready) {
          for (const item of items) {
            if ((item.seq * 7 + round * 13) % 5 === 0 && item.attempts < 4) {
              await store.retry(item.seq, clock.now + 3)
              break
            }
            handled.get(lane)?.push(item.id)
            await store.done(item.seq)
            left -= 1
          }
        }
        clock.now += 1
        assert.ok(round < 10_000)
      }
      for (const lane of lanes) {
        const expected = batch.filter((one) => one.lane === lane).map(({ id }) => id)
        assert.deepEqual(handled.get(lane), expected)
      }
      assert.equal(await store.nextReadyAt(), undefined)
    }))

  test(`${name}: what is ready leaves out busy lanes and keeps within the limits`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.accept(Array.from({ length: 12 }, (_, n) => incoming(`$${n}`, `!${n % 4}`)))
      assert.deepEqual(await readyIds(store, clock.now, { lanes: 2, perLane: 2, busy: ['!0'] }), {
        '!1': ['$1', '$5'],
        '!2': ['$2', '$6'],
      })
      const busy = ['!0', '!1', '!2', '!3']
      assert.deepEqual(await readyIds(store, clock.now, { busy }), {})
    }))

  test(`${name}: a lane that waited longer goes before one that came later`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.accept([incoming('$a', '!z')])
      clock.now += 10
      await store.accept([incoming('$b', '!a')])
      assert.deepEqual(await readyIds(store, clock.now, { lanes: 1 }), { '!z': ['$a'] })
    }))

  test(`${name}: rooms go before work of the bot's own`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.accept([incoming('room:1', 'patient:1'), incoming('room:2', 'patient:2')])
      clock.now += 10
      await store.accept([incoming('$a', '!1')])
      assert.deepEqual(await readyIds(store, clock.now, { lanes: 1 }), { '!1': ['$a'] })
      assert.equal(Object.keys(await readyIds(store, clock.now)).length, 3)
    }))

  test(`${name}: a failed item holds its own lane until its time, also across a restart`, () =>
    withStore(create, async (made, clock) => {
      await made.store.accept([incoming('$a', '!1'), incoming('$b', '!1'), incoming('$c', '!2')])
      await made.store.retry((await headOf(made.store, clock.now, '!1')).seq, clock.now + hour)
      const store = await made.reopen()
      assert.equal(await store.accept([incoming('$d', '!1')]), 1)
      assert.deepEqual(await readyIds(store, clock.now), { '!2': ['$c'] })
      await store.done((await headOf(store, clock.now, '!2')).seq)
      assert.equal(await store.nextReadyAt(), clock.now + hour)
      assert.deepEqual(await readyIds(store, clock.now + hour - 1), {})
      assert.deepEqual(await readyIds(store, clock.now + hour), { '!1': ['$a', '$b', '$d'] })
      assert.equal((await headOf(store, clock.now + hour, '!1')).attempts, 1)
    }))

  test(`${name}: what waits for another try can be offered at once, also after a restart`, () =>
    withStore(create, async (made, clock) => {
      await made.store.accept([incoming('$a', '!1'), incoming('$b', '!2')])
      for (const lane of ['!1', '!2'])
        await made.store.retry((await headOf(made.store, clock.now, lane)).seq, clock.now + hour)
      assert.deepEqual(await readyIds(made.store, clock.now), {})
      await made.store.hurry()
      assert.deepEqual(await readyIds(made.store, clock.now), { '!1': ['$a'], '!2': ['$b'] })
      const store = await made.reopen()
      assert.equal(Object.keys(await readyIds(store, clock.now)).length, 2)
    }))

  test(`${name}: a lane goes on after an item is parked, and the letter says why`, () =>
    withStore(create, async (made, clock) => {
      await made.store.accept([incoming('$a', '!1'), incoming('$b', '!1')])
      const { seq } = await headOf(made.store, clock.now, '!1')
      await made.store.retry(seq, clock.now)
      clock.now += 5
      await made.store.park(seq, 'defect')
      const store = await made.reopen()
      assert.deepEqual(await readyIds(store, clock.now), { '!1': ['$b'] })
      assert.deepEqual(await store.letters(), [
        { seq, id: '$a', lane: '!1', attempts: 1, code: 'defect', parkedAt: clock.now },
      ])
      assert.deepEqual(await store.stats(clock.now), { pending: 1, parked: 1, oldestMs: 5 })
      await store.done((await headOf(store, clock.now, '!1')).seq)
      assert.equal(await store.nextReadyAt(), undefined)
      assert.equal(await store.accept([incoming('$a', '!1')]), 0)
    }))

  test(`${name}: a letter that is requeued is offered again, with its tries counted anew`, () =>
    withStore(create, async ({ store }, clock) => {
      await store.accept([incoming('$a', '!1')])
      const { seq } = await headOf(store, clock.now, '!1')
      await store.retry(seq, clock.now)
      await store.park(seq, 'defect')
      assert.deepEqual(await readyIds(store, clock.now), {})
      assert.equal(await store.requeue(seq), true)
      assert.equal((await headOf(store, clock.now, '!1')).attempts, 0)
      assert.deepEqual(await store.letters(), [])
      assert.equal(await store.requeue(seq), false)
      assert.equal(await store.requeue(seq + 1000), false)
    }))

  test(`${name}: a handled item is gone, and its number is never given to another`, () =>
    withStore(create, async (made, clock) => {
      await made.store.accept([incoming('$a', '!1')])
      const { seq } = await headOf(made.store, clock.now, '!1')
      await made.store.done(seq)
      const store = await made.reopen()
      await store.accept([incoming('$b', '!1')])
      await store.done(seq)
      await store.park(seq, 'defect')
      await store.retry(seq, clock.now + hour)
      assert.deepEqual(await readyIds(store, clock.now), { '!1': ['$b'] })
      assert.deepEqual(await store.letters(), [])
    }))

  test(`${name}: parts of a transaction that are no events are accepted without events`, () =>
    withStore(create, async ({ store }, clock) => {
      const extras = { toDevice: [{ type: 'm.room_key' }], ephemeral: [{}], other: { 'x.y': [1] } }
      assert.equal(await store.accept([], extras), 0)
      assert.equal(await store.accept([incoming('$a', '!1')], extras), 1)
      assert.deepEqual(await readyIds(store, clock.now), { '!1': ['$a'] })
    }))
}
