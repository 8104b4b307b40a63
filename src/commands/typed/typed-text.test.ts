import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Args } from '../command.ts'
import { holdsBsn } from './typed-text.ts'

const args = (words: readonly string[], over: Partial<Args> = {}): Args => ({
  words,
  options: {},
  text: '',
  ...over,
})

test('a citizen service number is noticed wherever it was typed', () => {
  assert.equal(holdsBsn(args(['huisarts', '111', '222', '333'])), true)
  assert.equal(holdsBsn(args(['111222333'])), true)
  assert.equal(holdsBsn(args(['huisarts'], { text: 'bsn 11122\u200B2333' })), true)
  assert.equal(holdsBsn(args(['huisarts'], { options: { spoed: '111222333' } })), true)
  assert.equal(holdsBsn(args(['huisarts', 'wond'], { text: 'tel 0612345678' })), false)
})
