import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueAt, nextAt } from './subscriptions-time.ts'

const timeZone = 'Europe/Amsterdam'
const digest = { hour: 7, minute: 30 }
const at = (text: string) => Date.parse(text)
const words = (instant: number) => new Date(instant).toISOString()

const due = (
  now: string,
  quiet: { readonly from: number; readonly to: number } | undefined,
  daily = false,
) => words(dueAt({ daily, quiet }, at(now), { digest, timeZone }))

test('outside quiet hours it is told at once', () => {
  assert.equal(due('2026-01-12T12:00:00.500Z', undefined), '2026-01-12T12:00:00.500Z')
  assert.equal(due('2026-01-12T12:00:00.000Z', { from: 22, to: 7 }), '2026-01-12T12:00:00.000Z')
})

const quiet: readonly (readonly [string, { from: number; to: number }, string])[] = [
  ['2026-01-12T21:00:00Z', { from: 22, to: 7 }, '2026-01-13T06:00:00.000Z'],
  ['2026-01-13T02:00:00Z', { from: 22, to: 7 }, '2026-01-13T06:00:00.000Z'],
  ['2026-01-13T05:59:59Z', { from: 22, to: 7 }, '2026-01-13T06:00:00.000Z'],
  ['2026-01-13T06:00:00Z', { from: 22, to: 7 }, '2026-01-13T06:00:00.000Z'],
  ['2026-01-12T20:59:59Z', { from: 22, to: 7 }, '2026-01-12T20:59:59.000Z'],
  ['2026-01-12T12:30:00Z', { from: 13, to: 15 }, '2026-01-12T14:00:00.000Z'],
  ['2026-01-12T22:30:00Z', { from: 0, to: 8 }, '2026-01-12T22:30:00.000Z'],
  ['2026-01-12T23:30:00Z', { from: 0, to: 8 }, '2026-01-13T07:00:00.000Z'],
]

for (const [now, hours, told] of quiet)
  test(`quiet from ${hours.from} to ${hours.to}: what comes at ${now} is told at ${told}`, () => {
    assert.equal(due(now, hours), told)
  })

test('once a day it is told in the morning of the zone, summer and winter, and a quiet morning is waited out', () => {
  assert.equal(due('2026-01-12T12:00:00Z', undefined, true), '2026-01-13T06:30:00.000Z')
  assert.equal(due('2026-07-12T12:00:00Z', undefined, true), '2026-07-13T05:30:00.000Z')
  assert.equal(due('2026-01-13T06:29:59Z', undefined, true), '2026-01-13T06:30:00.000Z')
  assert.equal(due('2026-01-13T06:30:00Z', undefined, true), '2026-01-14T06:30:00.000Z')
  assert.equal(due('2026-01-12T12:00:00Z', { from: 22, to: 9 }, true), '2026-01-13T08:00:00.000Z')
})

test('over the nights in which clocks change the time of day is kept', () => {
  assert.equal(
    words(nextAt(at('2026-03-28T12:00:00Z'), digest, timeZone)),
    '2026-03-29T05:30:00.000Z',
  )
  assert.equal(
    words(nextAt(at('2026-10-24T12:00:00Z'), digest, timeZone)),
    '2026-10-25T06:30:00.000Z',
  )
  assert.equal(due('2026-03-28T21:30:00Z', { from: 22, to: 7 }), '2026-03-29T05:00:00.000Z')
  assert.equal(due('2026-10-24T20:30:00Z', { from: 22, to: 7 }), '2026-10-25T06:00:00.000Z')
})

test('a time that a night does not have is never before the moment it is asked for', () => {
  const from = at('2026-03-29T00:30:00Z')
  const found = nextAt(from, { hour: 2, minute: 30 }, timeZone)
  assert.ok(found >= from)
  assert.ok(found <= from + 25 * 3_600_000)
})
