import assert from 'node:assert/strict'
import test from 'node:test'
import { parseTypedDate } from './typed-date.ts'

const future = { today: '2026-02-10', side: 'future' } as const
const past = { today: '2026-02-10', side: 'past' } as const

const typed: readonly (readonly [string, typeof future | typeof past, string, boolean])[] = [
  ['2026-04-03', future, '2026-04-03', false],
  ['03-04-2026', future, '2026-04-03', false],
  ['3-4-2026', past, '2026-04-03', false],
  ['3/4/2026', future, '2026-04-03', false],
  ['3-4', future, '2026-04-03', true],
  ['3-4', past, '2025-04-03', true],
  ['3-1', future, '2027-01-03', true],
  ['10-2', future, '2026-02-10', true],
  ['10-2', past, '2026-02-10', true],
  ['3 apr', future, '2026-04-03', true],
  ['3 apr.', future, '2026-04-03', true],
  ['3 April 2026', future, '2026-04-03', false],
  ['3 maart', future, '2026-03-03', true],
  ['3 mrt', future, '2026-03-03', true],
  ['29-02-2024', past, '2024-02-29', false],
  ['morgen', future, '2026-02-11', false],
  [' Vandaag ', future, '2026-02-10', false],
  ['Tomorrow', future, '2026-02-11', false],
  ['yesterday', past, '2026-02-09', false],
  ['eergisteren', past, '2026-02-08', false],
]

test('the day comes first, and a date without a year must be confirmed', () => {
  for (const [text, context, date, mustConfirm] of typed)
    assert.deepEqual(parseTypedDate(text, context), { kind: 'date', date, mustConfirm }, text)
})

test('what is no date is refused', () => {
  const wrong = [
    '31-02-2026',
    '29-02-2025',
    '4-13',
    '0-4',
    '3-4-26',
    '3',
    'binnenkort',
    '3 foo',
    '',
  ]
  for (const text of [...wrong, '3-4/2026', 'toString', '3 constructor', '2026-4-3', '1-1-0001'])
    assert.deepEqual(parseTypedDate(text, future), { kind: 'invalid' }, text)
})
