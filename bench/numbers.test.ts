import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, percentile, shown, unionLength, withRange } from './numbers.ts'

test('a percentile is a value that was measured', () => {
  const values = [5, 1, 4, 2, 3]
  assert.equal(median(values), 3)
  assert.equal(percentile(values, 0.95), 5)
  assert.equal(percentile(values, 0), 1)
  assert.ok(Number.isNaN(percentile([], 0.5)))
})

test('requests that run at the same time are counted once', () => {
  const intervals = [
    [10, 20],
    [12, 18],
    [15, 30],
    [40, 50],
  ] as const
  assert.equal(unionLength(intervals, 0, 100), 30)
  assert.equal(unionLength(intervals, 12, 45), 23)
})

test('a median stands beside the lowest and the highest round', () => {
  assert.equal(withRange([3, 1, 2]), '2.00 [1.00–3.00]')
  assert.equal(withRange([7]), '7.00')
  assert.equal(shown(123_456.7), '123,457')
})
