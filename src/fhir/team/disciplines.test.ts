import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DISCIPLINES, disciplineOf, fold, isOfDiscipline } from './disciplines.ts'

test('words people use stand for one discipline, with or without capitals and accents', () => {
  const typed = ['Huisarts', 'GP', 'fysio', 'dietist', 'DIËTIST', 'thuiszorg', 'ouderengeneeskunde']
  assert.deepEqual(
    typed.map((word) => disciplineOf(word)?.word),
    [
      'huisarts',
      'huisarts',
      'fysiotherapie',
      'diëtist',
      'diëtist',
      'wijkverpleging',
      'specialist ouderengeneeskunde',
    ],
  )
  assert.equal(disciplineOf('loodgieter'), undefined)
})

test('no name of a discipline is used twice or begins another one', () => {
  const names = DISCIPLINES.flatMap(({ word, aliases }) => [word, ...aliases].map(fold))
  assert.equal(new Set(names).size, names.length)
  const begun = names.filter((name) => names.some((other) => other.startsWith(`${name} `)))
  assert.deepEqual(begun, [])
})

const huisarts = DISCIPLINES.find(({ word }) => word === 'huisarts')

test('a code counts only within its own system', () => {
  assert.ok(huisarts)
  const system = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'
  const agb = 'urn:oid:2.16.840.1.113883.2.4.6.7'
  const says = (codes: Parameters<typeof isOfDiscipline>[1]['codes']) =>
    isOfDiscipline(huisarts, { codes, texts: [] })
  assert.equal(says([{ system, code: '01.015' }]), true)
  assert.equal(says([{ system, code: '01.010' }]), false)
  assert.equal(says([{ system: undefined, code: '01.015' }]), false)
  assert.equal(says([{ system: agb, code: '0111' }]), true)
  assert.equal(says([{ system: agb, code: '0303' }]), false)
})

test('a text of the source is enough to be recognized', () => {
  assert.ok(huisarts)
  assert.equal(isOfDiscipline(huisarts, { codes: [], texts: ['Huisartsenpraktijk Zuid'] }), true)
  assert.equal(isOfDiscipline(huisarts, { codes: [], texts: ['Cardioloog'] }), false)
})
