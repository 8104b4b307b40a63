import assert from 'node:assert/strict'
import { test } from 'node:test'
import { containsBsn, isBsn } from './validate-bsn.ts'

test('nine digits are a citizen service number only when they pass the eleven-test', () => {
  assert.equal(isBsn('111222333'), true)
  assert.equal(isBsn('111222334'), false)
  assert.equal(isBsn('000000000'), false)
  assert.equal(isBsn('11122233'), false)
})

for (const text of [
  'bsn 111222333',
  'bsn 111.222.333 graag',
  '111 222 333',
  '1112 22 333.',
  '(999900006)',
  'nr１１１２２２３３３',
]) {
  test(`a number in free text is found: case ${text.length}`, () => {
    assert.equal(containsBsn(text), true)
  })
}

for (const text of [
  'Bereikbaar op 0611222333',
  '06 1112 2233',
  '+31 111222333',
  'gewicht 72,4 kg, RR 165/95',
  '12-03-1948',
  '1112223334',
  '111222334',
]) {
  test(`other digits are no citizen service number: case ${text.length}`, () => {
    assert.equal(containsBsn(text), false)
  })
}
