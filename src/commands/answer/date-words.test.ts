import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messages } from '../../i18n/messages.ts'
import { dateWords, plainDateWords, stamp } from './date-words.ts'

const context = {
  t: messages.nl,
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-01-12T08:31:00Z'),
}

test('a date is shown as precisely as it was given', () => {
  assert.equal(dateWords('2013', context), '2013')
  assert.equal(dateWords('2013-03', context), 'mrt 2013')
  assert.equal(dateWords('2025-04-03', context), '03-04-2025')
  assert.equal(dateWords('2025-04-03T07:31:00Z', context), '03-04-2025 09:31')
})

test('a date without a time is not moved by the time zone', () => {
  for (const timeZone of ['America/Los_Angeles', 'Pacific/Auckland']) {
    assert.equal(dateWords('2025-04-03', { ...context, timeZone }), '03-04-2025')
  }
})

test('a moment is shown in the zone of the reader, across the change of clocks and of the year', () => {
  assert.equal(dateWords('2024-12-31T23:30:00Z', context), '01-01-2025 00:30')
  assert.equal(dateWords('2025-07-01T00:30:00+02:00', context), '01-07-2025 00:30')
  assert.equal(dateWords('2025-01-01T00:30:00+02:00', context), '31-12-2024 23:30')
})

test('a time without a zone is shown as written', () => {
  assert.equal(dateWords('2025-04-03T07:31:00', context), '03-04-2025 07:31')
})

test('what lies ahead says so, today does not', () => {
  assert.equal(dateWords('2026-01-13', context), '13-01-2026 (in de toekomst)')
  assert.equal(dateWords('2026-02', context), 'feb 2026 (in de toekomst)')
  assert.equal(dateWords('2026-01-12T09:32:00+01:00', context), '12-01-2026 09:32 (in de toekomst)')
  assert.equal(dateWords('2026-01-12', context), '12-01-2026')
  assert.equal(dateWords('2026-01', context), 'jan 2026')
  assert.equal(dateWords('2026', context), '2026')
  assert.equal(plainDateWords('2026-01-13', context), '13-01-2026')
})

test('what is no date is called unreadable, and nothing stays nothing', () => {
  for (const value of [
    'gisteren',
    '2025-02-30',
    '2025-13',
    '12-01-2025',
    '2025-04-03T99:99:00Z',
    '',
  ])
    assert.equal(dateWords(value, context), 'datum onleesbaar')
  assert.equal(dateWords(undefined, context), undefined)
})

test('the moment of an answer is written in the zone of the reader', () => {
  assert.equal(stamp(context.now, context), '12-01-2026 09:31')
})
