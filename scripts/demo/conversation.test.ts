import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from './arguments.ts'
import { fillCode, wantsAnswer } from './conversation.ts'

test('commands, confirmations and offered numbers are answered, and talk is not', () => {
  const lines = [
    '!help',
    '！medicatie',
    ' ! metingen',
    'ja 4821',
    'Nee 0007',
    'ja hoor',
    'Hoi!',
    '!',
    '2',
  ]
  assert.deepEqual(
    lines.filter((line) => wantsAnswer(line, { choiceOffered: false, codeShown: true })),
    ['!help', '！medicatie', ' ! metingen', 'ja 4821', 'Nee 0007'],
  )
  assert.equal(wantsAnswer('2', { choiceOffered: true, codeShown: false }), true)
  // Without a code before it, this may be a year.
  assert.equal(wantsAnswer('nee 2024', { choiceOffered: false, codeShown: false }), false)
})

test('the word CODE stands for the code of the last answer', () => {
  assert.equal(fillCode('ja CODE', '4821'), 'ja 4821')
  assert.equal(fillCode('ja CODE', undefined), 'ja CODE')
})

test('an option that does not exist, or a port that cannot be, is told in one sentence', () => {
  assert.throws(() => readArguments(['--tuor']), {
    code: 'usage',
    message: /^Unknown option '--tuor'\. See/,
  })
  assert.throws(() => readArguments(['--port', '99999']), {
    message: /number from 1024 to 65533\.$/,
  })
  assert.equal(readArguments(['--port', '19000']).port, 19_000)
})
