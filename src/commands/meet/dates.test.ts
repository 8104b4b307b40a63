import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messages } from '../../i18n/messages.ts'
import { kindOf } from './kinds.ts'
import { misreadWords } from './misread.ts'
import { momentTyped } from './moment.ts'
import { readTyped } from './words.ts'

const here = (language: 'nl' | 'en') => ({
  t: messages[language],
  now: new Date('2026-01-14T10:00:00Z'),
  timeZone: 'Europe/Amsterdam',
})

/** When the words after a kind say it was measured, or why that cannot be. */
const momentOf = (kindWord: string, words: string, language: 'nl' | 'en' = 'nl') => {
  const kind = kindOf(kindWord)
  assert.ok(kind !== undefined)
  const typed = readTyped(words.split(' '), kind)
  if ('kind' in typed) return typed.kind
  const moment = momentTyped(typed, here(language))
  return 'problem' in moment ? moment.problem : moment.effective
}

test('a date with its year may be written with slashes or points', () => {
  assert.equal(momentOf('temp', '38,6 12/01/2026'), '2026-01-12')
  assert.equal(momentOf('temp', '12.01.2026 38,6'), '2026-01-12')
  assert.equal(momentOf('rr', '120/80 12/01/2026 07:30'), '2026-01-12T07:30:00+01:00')
  assert.equal(
    momentOf('temp', '38,6 31/02/2026'),
    '“31/02/2026” is geen datum. Er is niets vastgelegd. Typ bijvoorbeeld 11-01-2026 of gisteren.',
  )
})

test('two numbers with a slash are a value, never a date', () => {
  assert.equal(momentOf('rr', '90/60'), '2026-01-14T11:00:00+01:00')
  assert.equal(momentOf('pijn', '4/10'), '2026-01-14T11:00:00+01:00')
  assert.equal(momentOf('rr', '120/80 9/11'), 'two-values')
})

test('in English every word that is suggested can be typed', () => {
  assert.equal(
    momentOf('temp', '38.6 02-30', 'en'),
    '“02-30” is no date. Nothing was recorded. Type for example 11-01-2026, day first, or yesterday.',
  )
  assert.equal(
    momentOf('temp', '38.6 at 23:50', 'en'),
    '14-01-2026 23:50 lies in the future. Nothing was recorded. If it was earlier, name the day: for example yesterday at 23:50.',
  )
  assert.equal(momentOf('temp', '38.6 yesterday at 23:50', 'en'), '2026-01-13T23:50:00+01:00')
  const oxygen = kindOf('spo2')
  assert.ok(oxygen !== undefined)
  const given = (words: string) => {
    const typed = readTyped(words.split(' '), oxygen)
    return 'kind' in typed ? misreadWords(typed, oxygen, { t: messages.en }) : typed.oxygen
  }
  assert.deepEqual([given('96 with O2'), given('96 without O2')], [true, false])
})
