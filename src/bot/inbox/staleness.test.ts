import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import type { RoomEvent } from '../gateway.ts'
import { staleAnswer } from './staleness.ts'

const minute = 60_000
const received = Date.parse('2026-03-02T09:00:00Z')

const event = (more: Partial<RoomEvent>): RoomEvent => ({
  type: 'm.room.message',
  eventId: '$1',
  roomId: '!r:z',
  sender: '@a:z',
  originServerTs: received,
  age: 0,
  stateKey: undefined,
  content: {},
  ...more,
})

const answer = (more: Partial<RoomEvent>, waited = 0) =>
  staleAnswer(event(more), { receivedAt: received }, received + waited, nl)

test('a command runs up to ten minutes after it was received', () => {
  assert.equal(answer({}, 10 * minute), undefined)
  assert.deepEqual(answer({}, 10 * minute + 1), [paragraph(nl.bot.stale(10))])
})

test('the age the homeserver gives counts, not the clock of the sender', () => {
  const hourAgo = received - 60 * minute
  assert.equal(answer({ originServerTs: hourAgo, age: 1000 }), undefined)
  assert.deepEqual(answer({ age: 11 * minute }), [paragraph(nl.bot.stale(11))])
})

test('without an age the sender clock is all there is', () => {
  const more = { originServerTs: received - 12 * minute, age: undefined }
  assert.deepEqual(answer(more), [paragraph(nl.bot.stale(12))])
})

test('waiting here is added to the age at receipt', () => {
  assert.equal(answer({ age: 6 * minute }, 4 * minute), undefined)
  assert.deepEqual(answer({ age: 6 * minute }, 5 * minute), [paragraph(nl.bot.stale(11))])
})

test('a clock more than five minutes ahead is told, one that is less ahead is not', () => {
  assert.equal(answer({ originServerTs: received + 5 * minute }), undefined)
  assert.deepEqual(answer({ originServerTs: received + 7 * minute }), [paragraph(nl.bot.ahead(7))])
})

test('an age below zero, or a clock of ours that went back, makes nothing younger than new', () => {
  assert.deepEqual(answer({ age: -5 * minute }, 11 * minute), [paragraph(nl.bot.stale(11))])
  assert.deepEqual(answer({ age: 11 * minute }, -5 * minute), [paragraph(nl.bot.stale(11))])
})

test('who comes too late is told what to do, also when a slow clock is to blame for it', () => {
  const told = nl.bot.stale(15)
  assert.match(told, /^Niet uitgevoerd: .* 15 minuten te laat .* Typ de opdracht opnieuw\./u)
  assert.match(told, /loopt de klok van uw server achter: meld dit aan uw beheerder\.$/u)
})
