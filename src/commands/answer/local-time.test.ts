import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localMoment } from './local-time.ts'

const zone = 'Europe/Amsterdam'

test('a time of the clock is the moment at which the clocks show it', () => {
  const winter = localMoment('2026-01-12', '07:30', zone)
  const summer = localMoment('2026-07-12', '07:30', zone)
  assert.ok(winter.kind === 'moment' && summer.kind === 'moment')
  assert.deepEqual(
    [winter.dateTime, winter.at.toISOString(), summer.dateTime, summer.at.toISOString()],
    [
      '2026-01-12T07:30:00+01:00',
      '2026-01-12T06:30:00.000Z',
      '2026-07-12T07:30:00+02:00',
      '2026-07-12T05:30:00.000Z',
    ],
  )
})

test('an hour that is skipped or repeated is no moment', () => {
  assert.equal(localMoment('2026-03-29', '02:30', zone).kind, 'none')
  assert.equal(localMoment('2026-10-25', '02:30', zone).kind, 'twice')
  assert.equal(localMoment('2026-03-29', '03:00', zone).kind, 'moment')
  assert.equal(localMoment('2026-10-25', '03:00', zone).kind, 'moment')
})
