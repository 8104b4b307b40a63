import assert from 'node:assert/strict'
import test from 'node:test'
import { fc } from '../../test/properties.ts'
import { clean, stripInvisible, wouldGlue } from './clean.ts'

const family = '👩\u200D👩\u200D👧'

const table: readonly (readonly [string, string, string])[] = [
  ['a control character', 'metfor\u0007mine', 'metformine'],
  ['a control character beside a digit', '5\u000000 mg', '5 00 mg'],
  ['a right-to-left override', 'dosis \u202E005\u202C mg', 'dosis 005 mg'],
  ['bidi isolates', '\u2066lisinopril\u2069', 'lisinopril'],
  ['zero-width characters', 'lis\u200Bino\u2060pril\uFEFF', 'lisinopril'],
  ['a soft hyphen', 'medi\u00ADcatie', 'medicatie'],
  ['line breaks and tabs', ' a\r\n\tb\u2028c\u0085d ', 'a b c d'],
  ['a no-break space in a number', '10\u00A0000 eenheden', '10\u00A0000 eenheden'],
  ['a joined emoji', `${family} ❤️`, `${family} ❤️`],
  ['a skin tone before a joiner', '👩🏽\u200D⚕️', '👩🏽\u200D⚕️'],
  ['a joiner in a word', 'a\u200Db', 'ab'],
  ['a keycap', '5\uFE0F\u20E3', '5\uFE0F\u20E3'],
  ['a mention of the room', 'let op @room!', 'let op @ room!'],
  ['a hidden mention of the room', '@\u200BRoom', '@ Room'],
  [
    'a word that starts like a mention, because a cut may leave only that',
    '@roomservice',
    '@ roomservice',
  ],
  ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
  ['markup', '<b>&amp;</b>', '<b>&amp;</b>'],
]

for (const [name, input, expected] of table)
  test(`clean handles ${name}`, () => {
    assert.equal(clean(input), expected)
  })

test('text that is too long is cut between words, with a mark', () => {
  assert.equal(clean('een twee drie vier', { limit: 14, cutMark: '[…]' }), 'een twee […]')
})

test('a cut never leaves a number without its unit or half a number', () => {
  const options = { limit: 24, cutMark: '[…]' }
  assert.equal(clean('lisinopril tablet 10 mg per dag', options), 'lisinopril tablet […]')
  assert.equal(clean('abcdefghijklmno12345678901234', options), 'abcdefghijklmno […]')
  assert.equal(clean('1234567890123456789012345678', options), '[…]')
})

test('a cut never splits a joined emoji', () => {
  assert.equal(clean(family.repeat(4), { limit: 16, cutMark: '…' }), `${family} …`)
})

test('a dose text of 4 kB is cut to 600 characters, mark included', () => {
  const text = clean('neem 1 tablet in. '.repeat(230))
  assert.ok(text.length <= 600)
  assert.ok(text.endsWith('[…]'))
})

test('invisible characters go and line breaks stay in text that is kept verbatim', () => {
  assert.equal(stripInvisible('regel 1\n\tregel\u200B 2\u0000'), 'regel 1\n\tregel 2')
})

test('digits may not run on, and neither may the sign of a mention', () => {
  assert.ok(wouldGlue('5', '00'))
  assert.ok(wouldGlue('5', 'mg'))
  assert.ok(wouldGlue('B', '12'))
  assert.ok(wouldGlue('@', 'room'))
  assert.ok(!wouldGlue('metformine', ','))
  assert.ok(!wouldGlue('', '5'))
})

const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '@room',
      '\u202E',
      '\u200D',
      '\uFE0F',
      '👩',
      '5',
      ' ',
      '\u00A0',
      '\u0000',
      family,
    ),
  ),
  { maxLength: 60 },
)

test('cleaning twice is cleaning once, on one line, within the limit', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 10, max: 100 }), (pieces, limit) => {
      const once = clean(pieces.join(''), { limit, cutMark: '[…]' })
      assert.equal(clean(once, { limit, cutMark: '[…]' }), once)
      assert.ok(once.length <= limit)
      assert.ok(!/[\p{Cc}\p{Bidi_Control}\u200B\u2028]|@room(?![\p{L}\p{N}_])/iu.test(once))
    }),
    { numRuns: 1000 },
  )
})
