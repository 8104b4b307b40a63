import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomRoomWords } from './room-names.ts'

test('a name is an adjective and an animal, and chance alone decides which', () => {
  assert.equal(
    randomRoomWords(false, () => 0),
    'Blauwe Reiger',
  )
  assert.equal(
    randomRoomWords(false, (limit) => limit - 1),
    'Vroege Dolfijn',
  )
})

test('once many names are in use a number of three digits follows', () => {
  assert.equal(
    randomRoomWords(true, () => 0),
    'Blauwe Reiger 100',
  )
  assert.match(randomRoomWords(true), /^[A-Z][a-z]+ [A-Z][a-z]+ [1-9]\d{2}$/)
})
