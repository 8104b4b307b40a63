import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSearchLimit } from './search-limit.ts'

test('after so many searches one waits until the oldest is long ago, and others do not', () => {
  const time = { now: 1000 }
  const limit = createSearchLimit(() => time.now, 2, 100)
  assert.equal(limit.ask('@a:x'), 0)
  time.now += 40
  assert.equal(limit.ask('@a:x'), 0)
  assert.equal(limit.ask('@a:x'), 60)
  assert.equal(limit.ask('@b:x'), 0)
  time.now += 60
  assert.equal(limit.ask('@a:x'), 0)
  assert.equal(limit.ask('@a:x'), 40)
})
