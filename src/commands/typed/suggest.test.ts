import assert from 'node:assert/strict'
import test from 'node:test'
import { foldWord } from './normalize.ts'
import { commandNamed, isOneOff, type KnownCommand, suggest } from './suggest.ts'

const one = (name: string, access: KnownCommand['access'], aliases: readonly string[] = []) => ({
  name,
  aliases,
  access,
  options: [],
})

test('one edit is one letter more, less or other, or two neighbors swapped', () => {
  for (const word of ['medicate', 'medictaie', 'nedicatie', 'medicatiee', 'emdicatie', 'medicatei'])
    assert.ok(isOneOff(word, 'medicatie') && isOneOff('medicatie', word), word)
  for (const word of ['medicatie', 'medicat', 'medacite', 'mediactei', ''])
    assert.ok(!isOneOff(word, 'medicatie'), word)
})

test('a near miss of two commands runs neither', () => {
  const near = suggest('metinge', [one('metingen', 'read'), one('meting', 'open')])
  assert.deepEqual(near, { names: ['metingen', 'meting'], run: undefined })
})

test('a near miss of a command that writes never runs', () => {
  assert.equal(suggest('verwij', [one('verwijs', 'write')])?.run, undefined)
  assert.equal(suggest('medicate', [one('medicatie', 'read')])?.run?.name, 'medicatie')
})

test('a near miss of two names of one command is one command', () => {
  assert.deepEqual(suggest('metinge', [one('metingen', 'read', ['meting'])])?.names, ['metingen'])
})

test('short words are not taken for near misses', () => {
  assert.equal(suggest('wil', [one('wie', 'read')]), undefined)
  assert.equal(suggest('hepl', [one('help', 'open')])?.run, undefined)
})

test('names and aliases are compared without accents', () => {
  const allergie = one('allergie', 'read', ['allergieën'])
  assert.equal(commandNamed(foldWord('Allergieen'), [allergie]), allergie)
  assert.equal(commandNamed(foldWord('ALLERGIEE\u0308N!'), [allergie]), allergie)
  assert.equal(commandNamed('', [allergie]), undefined)
})
