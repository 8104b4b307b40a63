import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextTry, usualBackoff } from './backoff.ts'

const day = 24 * 60 * 60 * 1000

const pauseAfter = (attempts: number, error: unknown, { now = 1000, random = 0.5 } = {}) => {
  const next = nextTry({
    item: { attempts, receivedAt: 0 },
    error,
    now,
    random: () => random,
    backoff: usualBackoff,
  })
  return next === undefined ? undefined : next - now
}

const wait = (retryAfterMs: unknown) => Object.assign(new Error('x'), { retryAfterMs })

test('pauses double from one second, and the eighth failure is the last', () => {
  const pauses = Array.from({ length: 9 }, (_, n) => pauseAfter(n, new Error('x')))
  assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, undefined, undefined])
})

test('a pause is never longer than five minutes, but for chance', () => {
  const backoff = { ...usualBackoff, maxAttempts: 100 }
  const item = { attempts: 50, receivedAt: 0 }
  assert.equal(nextTry({ item, error: 1, now: 0, random: () => 0.5, backoff }), 300_000)
})

test('chance moves a pause by a fifth at most', () => {
  assert.equal(pauseAfter(0, new Error('x'), { random: 0 }), 800)
  assert.equal(pauseAfter(0, new Error('x'), { random: 1 }), 1200)
})

test('a failure that cannot heal is given up on at once', () => {
  assert.equal(pauseAfter(0, Object.assign(new Error('x'), { retryable: false })), undefined)
})

test('a failure that passes is waited for beyond eight tries, often, but not longer than a day', () => {
  const down = Object.assign(new Error('x'), { retryable: true })
  assert.equal(pauseAfter(0, down), 1000)
  assert.equal(pauseAfter(20, down), 30_000)
  assert.equal(pauseAfter(3000, down, { now: day }), 30_000)
  assert.equal(pauseAfter(3000, down, { now: day + 1 }), undefined)
  assert.equal(pauseAfter(0, down, { now: day + 1 }), 1000)
})

test('the pause that was asked for is kept when it is longer', () => {
  assert.equal(pauseAfter(0, wait(90_000)), 90_000)
  assert.equal(pauseAfter(0, wait(5)), 1000)
  assert.equal(pauseAfter(0, wait('soon')), 1000)
  assert.equal(pauseAfter(0, wait(undefined)), 1000)
})

test('anything that is thrown is understood', () => {
  for (const thrown of [undefined, null, 'x', 7, {}]) assert.equal(pauseAfter(0, thrown), 1000)
})
