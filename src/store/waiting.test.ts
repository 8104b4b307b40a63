import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWaiting } from './waiting.ts'

const all = { now: 0, busy: new Set<string>(), lanes: 10, perLane: 10 }

test('lanes take turns, so that a full one starves nobody', () => {
  const waiting = createWaiting()
  for (const seq of [1, 2, 3]) waiting.add('!a', seq)
  waiting.add('!b', 4)
  const first = { ...all, lanes: 1, perLane: 1 }
  assert.deepEqual([...waiting.ready(first)], [['!a', [1]]])
  waiting.remove('!a', 1)
  assert.deepEqual([...waiting.ready(first)], [['!b', [4]]])
  waiting.remove('!b', 4)
  assert.deepEqual([...waiting.ready(first)], [['!a', [2]]])
  assert.equal(waiting.count(), 2)
})

test('a delay goes away with the item it was for', () => {
  const waiting = createWaiting()
  waiting.add('!a', 1)
  waiting.add('!a', 2)
  waiting.delay('!a', 500)
  assert.equal(waiting.ready(all).size, 0)
  assert.equal(waiting.nextReadyAt(), 500)
  waiting.remove('!a', 1)
  assert.deepEqual([...waiting.ready(all)], [['!a', [2]]])
})

test('what waits for another try can be hurried', () => {
  const waiting = createWaiting()
  waiting.load([{ lane: '!a', seq: 1, retryAt: 500 }])
  assert.equal(waiting.ready(all).size, 0)
  waiting.hurry()
  assert.equal(waiting.ready(all).size, 1)
})
