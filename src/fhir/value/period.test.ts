import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Period } from '@medplum/fhirtypes'
import { coversNow, hasEnded } from './period.ts'

// Ten minutes past midnight in Amsterdam, the evening before in UTC.
const moment = { now: new Date('2026-01-14T23:10:00Z'), timeZone: 'Europe/Amsterdam' }

const rows: readonly (readonly [Period | undefined, boolean])[] = [
  [undefined, true],
  [{}, true],
  [{ start: '2026-01-15' }, true],
  [{ start: '2026-01-16' }, false],
  [{ end: '2026-01-15' }, true],
  [{ end: '2026-01-14' }, false],
  [{ start: '2026', end: '2026-01' }, true],
  [{ start: '2027' }, false],
  [{ end: '2026-01-14T23:00:00Z' }, false],
  [{ end: '2026-01-15T00:20:00+01:00' }, true],
  [{ start: '2026-01-15T00:20:00+01:00' }, false],
  [{ start: 'ooit' }, false],
  [{ end: 'ooit' }, false],
  [{ end: '9999-12-31' }, true],
]

for (const [period, covers] of rows) {
  test(`the period ${JSON.stringify(period)} ${covers ? 'covers' : 'does not cover'} now`, () => {
    assert.equal(coversNow(period, moment), covers)
  })
}

test('a period without an end has not ended, one with an unreadable end has', () => {
  assert.equal(hasEnded({ start: '2020' }, moment), false)
  assert.equal(hasEnded({ end: '?' }, moment), true)
})
