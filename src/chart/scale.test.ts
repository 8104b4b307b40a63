import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../test/properties.ts'
import { dateTicks, spreadApart, valueTicks } from './scale.ts'

test('every value lies between at most four ticks that differ', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 1_000_000 }).map((hundredths) => hundredths / 100),
      fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => hundredths / 100),
      (least, span) => {
        const ticks = valueTicks(least, least + span)
        const [first = Number.NaN, last = Number.NaN] = [ticks[0], ticks.at(-1)]
        const slack = Math.abs(least) * 1e-9 + 1e-9
        assert.ok(ticks.length >= 2 && ticks.length <= 4, String(ticks))
        assert.ok(first <= least + slack && last >= least + span - slack, String(ticks))
        assert.ok(first < last, String(ticks))
      },
    ),
  )
})

test('labels keep their room and their order', () => {
  assert.deepEqual(spreadApart([100, 110, 300], 50, [0, 400]), [100, 150, 300])
  assert.deepEqual(spreadApart([390, 395], 50, [0, 400]), [350, 400])
})

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

test('no more than three days are named, and one day once', () => {
  assert.equal(dateTicks([day(1), day(1)]).length, 1)
  assert.equal(dateTicks([day(1), day(3)]).length, 2)
  assert.equal(dateTicks([day(1), day(3), day(60)]).length, 3)
})
