import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { runKills } from '../soak/kills.ts'

test('sixty crashes lose nothing and double nothing: answers, referrals, notices, rooms', async (t) => {
  const seed = randomInt(1_000_000)
  t.diagnostic(`seed ${seed}`)
  const report = await runKills({ kills: 60, seed, say: (line) => t.diagnostic(line) })
  assert.deepEqual(report.problems, [])
  assert.equal(report.kills, 60)
  assert.ok(report.answered >= 60, `only ${report.answered} messages were typed`)
  assert.ok(report.referrals >= 3, `only ${report.referrals} referrals were confirmed`)
  assert.ok(report.changes >= 30, `only ${report.changes} changes were made`)
})
