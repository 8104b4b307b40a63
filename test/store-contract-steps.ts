import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../src/store/store.ts'
import { headOf, hour, incoming, type MakeStore, withStore } from './store-contract-parts.ts'

/** Remembered steps, and what purging forgets of the inbox. */
export function stepsContract(name: string, create: MakeStore): void {
  test(`${name}: a step runs once until its item is done, also across a restart`, () =>
    withStore(create, async (made, clock) => {
      await made.store.accept([incoming('$a', '!1')])
      const runs: string[] = []
      const decide = (store: Store, text: string, step = 'answer') =>
        store.step('$a', step, async () => {
          runs.push(text)
          return { text, none: undefined }
        })
      assert.deepEqual(await decide(made.store, 'first'), { text: 'first' })
      assert.deepEqual(await decide(made.store, 'other', 'other step'), { text: 'other' })
      const store = await made.reopen()
      assert.deepEqual(await decide(store, 'second'), { text: 'first' })
      await store.park((await headOf(store, clock.now, '!1')).seq, 'defect')
      assert.deepEqual(await decide(store, 'third'), { text: 'first' })
      const letter = (await store.letters())[0]
      assert.equal(await store.requeue(letter?.seq ?? 0), true)
      await store.done(letter?.seq ?? 0)
      assert.deepEqual(await decide(store, 'fourth'), { text: 'fourth' })
      assert.deepEqual(runs, ['first', 'other', 'fourth'])
    }))

  test(`${name}: two who ask for the same step at once get one result`, () =>
    withStore(create, async ({ store }) => {
      let runs = 0
      const ask = () => store.step('$a', 'once', async () => (runs += 1))
      assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1])
    }))

  test(`${name}: a step that fails is not remembered, one without a result is`, () =>
    withStore(create, async ({ store }) => {
      const failing = store.step('$a', 'send', () => Promise.reject(new Error('no')))
      await assert.rejects(failing, { message: 'no' })
      let runs = 0
      const run = async () => {
        runs += 1
      }
      assert.equal(await store.step('$a', 'send', run), undefined)
      assert.equal(await store.step('$a', 'send', run), undefined)
      assert.equal(runs, 1)
    }))

  test(`${name}: purging forgets old ids of handled items and no others`, () =>
    withStore(create, async ({ store }, clock) => {
      const many = Array.from({ length: 5000 }, (_, n) => incoming(`$old-${n}`, '!1'))
      await store.accept(many)
      await store.accept([incoming('$waits', '!2'), incoming('$parked', '!3')])
      await store.park((await headOf(store, clock.now, '!3')).seq, 'defect')
      const ready = await store.ready({
        now: clock.now,
        busy: new Set(['!2']),
        lanes: 1,
        perLane: 5000,
      })
      for (const item of ready.get('!1') ?? []) await store.done(item.seq)
      clock.now += hour
      await store.accept([incoming('$young', '!4')])
      await store.purge(clock.now)
      const asked = ['$old-0', '$old-2500', '$old-4999', '$waits', '$parked', '$young']
      const known = await store.known(asked)
      assert.deepEqual([...known], ['$waits', '$parked', '$young'])
      assert.equal(await store.accept([incoming('$old-0', '!1')]), 1)
    }))
}
