import assert from 'node:assert/strict'
import test from 'node:test'
import { cleanMessage, foldWord, plainLine, withoutQuote } from './normalize.ts'

test('a message is composed, without invisible characters, with plain line breaks', () => {
  assert.equal(cleanMessage('\uFEFF a\u0308\r\nb\u200B\rc \u202E'), 'ä\nb\nc')
})

test('joined emoji in a message stay whole', () => {
  assert.equal(cleanMessage('👩\u200D⚕️ ok'), '👩\u200D⚕️ ok')
})

test('a line gets plain spaces, plain quotes, and loses its escapes', () => {
  assert.equal(plainLine('\\!a\u00A0b\u202F„c” ‘d’ \\* C:\\x'), '!a b "c" \'d\' * C:\\x')
})

test('a word loses case, accents, emoji and closing punctuation', () => {
  assert.equal(foldWord('Oké!🙏🏽'), 'oke')
  assert.equal(foldWord('🙏'), '')
  assert.equal(foldWord('?!'), '')
})

test('leading quotation lines are dropped and later ones stay', () => {
  assert.equal(withoutQuote('> a\n> b\n\nc\n> d').trim(), 'c\n> d')
  assert.equal(withoutQuote('> a\r\n> b'), '')
  assert.equal(withoutQuote('c'), 'c')
})
