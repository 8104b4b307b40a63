import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { createIntake } from './intake.ts'

/** An intake on a clock that is moved by hand, and how many items have begun. */
const underTest = (limits = {}) => {
  const clock = { now: 1000 }
  const intake = createIntake({ clock: () => clock.now, ...limits })
  const begun: number[] = []
  const items = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        await intake.turn()
        begun.push(n)
      }),
    )
  return { clock, intake, begun, items }
}

const microtasks = async () => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve()
}

test('without a rush items begin at once, a few in each turn of the event loop, in order', async () => {
  const { begun, items } = underTest({ perTurn: 3 })
  const all = items(7)
  await microtasks()
  assert.deepEqual(begun, [0, 1, 2])
  await all
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6])
})

test('after a small transaction its item begins at once', async () => {
  const { intake, begun, items } = underTest()
  intake.began()
  intake.ended(1)
  const all = items(1)
  await microtasks()
  assert.deepEqual(begun, [0])
  await all
})

test('while large transactions follow each other items wait, and begin when that is over', async () => {
  const { clock, intake, begun, items } = underTest({ patienceMs: 1000 })
  intake.began()
  intake.ended(100)
  const all = items(2)
  for (let n = 0; n < 5; n += 1) {
    clock.now += 1
    intake.began()
    await wait(2)
    intake.ended(100)
  }
  assert.deepEqual(begun, [])
  clock.now += 10
  await all
  assert.deepEqual(begun, [0, 1])
})

test('a rush without end keeps items waiting no longer than the patience', async () => {
  const { clock, intake, begun, items } = underTest({ patienceMs: 50 })
  intake.began()
  const all = items(2)
  await nextTurn()
  clock.now += 60
  intake.began()
  await all
  assert.deepEqual(begun, [0, 1])
})
