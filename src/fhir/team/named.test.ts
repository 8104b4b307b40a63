import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFamilyName, isNamed, isSpelledOut, namedAmong } from './named.ts'

const named: readonly (readonly [string, string])[] = [
  ['A. de Vries', 'vries'],
  ['A. de Vries', 'Vri'],
  ['A. de Vries', 'a. de vries'],
  ['Zoë Müller-Smit', 'zoe mull'],
  ['Zoë Müller-Smit', 'SMIT'],
  ['dr. J. van ’t Hoff', 'van t hoff'],
]

for (const [name, typed] of named)
  test(`“${typed}” may mean ${name}`, () => {
    assert.equal(isNamed(name, typed), true)
  })

const others: readonly (readonly [string | undefined, string])[] = [
  ['A. de Vries', 'ries'],
  ['A. de Vries', 'de'],
  ['A. de Vries', 'a'],
  ['A. de Vries', 'vries bakker'],
  ['A. de Vries', ''],
  ['A. de Vries', '@'],
  ['dr. A. de Vries', 'dr.'],
  [undefined, 'vries'],
]

for (const [name, typed] of others)
  test(`“${typed}” does not mean ${name ?? 'somebody without a name'}`, () => {
    assert.equal(isNamed(name, typed), false)
  })

test('everybody whose name begins so may be meant, unless somebody is called exactly that', () => {
  const people = ['Jan de Vries', 'Jan de Vriese', 'Janneke Bos'].map((name) => ({ name }))
  const names = (typed: string) => namedAmong(people, typed).map(({ name }) => name)
  assert.deepEqual(names('jan'), ['Jan de Vries', 'Jan de Vriese', 'Janneke Bos'])
  assert.deepEqual(names('jan vr'), ['Jan de Vries', 'Jan de Vriese'])
  assert.deepEqual(names('jan de vries'), ['Jan de Vries'])
  assert.deepEqual(names('piet'), [])
})

test('a beginning is no whole part, and a first name no family name', () => {
  assert.equal(isSpelledOut('Jan de Vries', 'jan vri'), false)
  assert.equal(isSpelledOut('Jan de Vries', 'de vries jan'), true)
  assert.equal(isSpelledOut('Jan de Vries', 'de'), false)
  assert.equal(isFamilyName('Jan de Vries', 'de Vries'), true)
  assert.equal(isFamilyName('Jan de Vries', 'jan'), false)
})
