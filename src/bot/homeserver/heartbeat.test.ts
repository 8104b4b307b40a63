import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createHeartbeat } from './heartbeat.ts'

/** A heartbeat on a clock that the test moves; `seen` is what it told. */
const beating = (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const seen: string[] = []
  const homeserver = { up: true, asked: 0 }
  let now = 0
  const heartbeat = createHeartbeat({
    ask: async () => {
      homeserver.asked += 1
      if (!homeserver.up) throw new Error('down')
    },
    onDoubt: (cause) => seen.push(cause),
    onState: (up) => seen.push(up ? 'up' : 'down'),
    everyMs: 2000,
    clock: () => now,
  })
  heartbeat.start()
  t.after(() => heartbeat.stop())
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      now += 500
      t.mock.timers.tick(500)
      await turn()
    }
  }
  const standStill = (ms: number) => {
    now += ms
  }
  return { seen, homeserver, pass, standStill }
}

test('while all is well nothing is doubted, and the homeserver is asked every two seconds', async (t) => {
  const { seen, homeserver, pass } = beating(t)
  await pass(10_000)
  assert.deepEqual(seen, ['up'])
  assert.equal(homeserver.asked, 5)
})

test('when the homeserver is back after it was away, events may be lost', async (t) => {
  const { seen, homeserver, pass } = beating(t)
  await pass(2000)
  homeserver.up = false
  await pass(4000)
  homeserver.up = true
  await pass(4000)
  assert.deepEqual(seen, ['up', 'down', 'up', 'back'])
})

test('when the process stood still for as long as a restart takes, events may be lost', async (t) => {
  const { seen, pass, standStill } = beating(t)
  await pass(2000)
  standStill(1300)
  await pass(500)
  await pass(4000)
  assert.deepEqual(seen, ['up', 'halted'])
})

test('standing still is not forgotten while the homeserver is away', async (t) => {
  const { seen, homeserver, pass, standStill } = beating(t)
  await pass(2000)
  homeserver.up = false
  standStill(30_000)
  await pass(1000)
  homeserver.up = true
  await pass(1000)
  assert.deepEqual(seen, ['up', 'down', 'up', 'back'])
})

test('a short stutter is no reason to doubt', async (t) => {
  const { seen, pass, standStill } = beating(t)
  await pass(2000)
  standStill(600)
  await pass(4000)
  assert.deepEqual(seen, ['up'])
})
