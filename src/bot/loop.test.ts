import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHeartbeat } from './homeserver/heartbeat.ts'
import { createLoop } from './loop.ts'

const gate = () => Promise.withResolvers<void>()

test('a loop that is woken while it runs runs once more, never twice at the same time', async () => {
  const started = [gate(), gate()]
  const release = gate()
  let runs = 0
  let inside = 0
  let most = 0
  const loop = createLoop({
    async run() {
      inside += 1
      most = Math.max(most, inside)
      started[runs]?.resolve()
      runs += 1
      await release.promise
      inside -= 1
    },
    everyMs: 3_600_000,
    onError: () => {},
  })
  loop.start()
  await started[0]?.promise
  loop.wake()
  loop.wake()
  release.resolve()
  await started[1]?.promise
  await loop.stop()
  assert.deepEqual([runs, most], [2, 1])
})

test('a failing loop reports and goes on', async () => {
  const second = gate()
  const errors: unknown[] = []
  let runs = 0
  const loop = createLoop({
    async run() {
      runs += 1
      if (runs === 1) throw new Error('first')
      second.resolve()
    },
    everyMs: 10,
    onError: (error) => errors.push(error),
  })
  loop.start()
  await second.promise
  await loop.stop()
  assert.equal(errors.length, 1)
})

test('a stop ends the run under way and nothing runs afterwards', async () => {
  const started = gate()
  let aborted = false
  let runs = 0
  const loop = createLoop({
    async run(signal) {
      runs += 1
      started.resolve()
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true
          resolve()
        })
      })
    },
    everyMs: 1,
    onError: () => {},
  })
  loop.start()
  await started.promise
  await loop.stop()
  loop.wake()
  assert.deepEqual([runs, aborted], [1, true])
})

test('the heartbeat tells when the homeserver goes and when it is back, and doubts then', async () => {
  const answers = [true, false, false, true, true]
  const seen: string[] = []
  const ended = gate()
  const beat = createHeartbeat({
    async ask() {
      const up = answers.shift()
      if (answers.length === 0) ended.resolve()
      if (up !== true) throw new Error('down')
    },
    onDoubt: (cause) => seen.push(cause),
    onState: (up) => seen.push(up ? 'up' : 'down'),
    everyMs: 2,
    tickMs: 2,
    haltMs: Number.POSITIVE_INFINITY,
  })
  beat.start()
  await ended.promise
  await beat.stop()
  assert.deepEqual(seen, ['up', 'down', 'up', 'back'])
})

test('a process that stood still doubts what it was sent', async () => {
  const doubted = gate()
  let now = 0
  const causes: string[] = []
  const beat = createHeartbeat({
    ask: async () => {},
    onDoubt(cause) {
      causes.push(cause)
      doubted.resolve()
    },
    onState: () => {},
    everyMs: 3_600_000,
    tickMs: 2,
    clock: () => now,
  })
  beat.start()
  now = 10_000
  await doubted.promise
  await beat.stop()
  assert.deepEqual(causes, ['halted'])
})
