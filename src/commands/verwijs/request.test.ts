import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Args } from '../command.ts'
import { labelled } from './parts.ts'
import { argsFor, readRequest } from './request.ts'

const args = (words: readonly string[], over: Partial<Args> = {}): Args => ({
  words,
  options: {},
  text: '',
  ...over,
})

const read = (words: readonly string[], over: Partial<Args> = {}) => {
  const request = readRequest(args(words, over))
  if (request === undefined) return undefined
  const { discipline, ref, name, question, priority } = request
  return [discipline?.word, ref, name, question, priority]
}

test('the first word is whom, the rest of the line and the lines below are the question', () => {
  assert.deepEqual(
    read(['huisarts', 'wond', 'been'], { text: 'Rood sinds gisteren\r\n  regel 3' }),
    ['huisarts', undefined, undefined, 'wond been\nRood sinds gisteren\n  regel 3', 'routine'],
  )
})

test('a name of two words is one name, quoted or not; filling words are skipped', () => {
  const expected = ['specialist ouderengeneeskunde', undefined, undefined, 'vallen', 'routine']
  assert.deepEqual(read(['specialist', 'ouderengeneeskunde:', 'vallen']), expected)
  assert.deepEqual(read(['specialist ouderengeneeskunde', 'vallen']), expected)
  assert.deepEqual(read(['naar', 'de', 'Fysio,', 'knie']), [
    'fysiotherapie',
    undefined,
    undefined,
    'knie',
    'routine',
  ])
})

test('what is no kind of care is the name of an organization', () => {
  assert.deepEqual(read(['De Brug', 'knie']), [undefined, undefined, 'De Brug', 'knie', 'routine'])
})

test('a reference names the target, with or without the kind of care before it', () => {
  assert.deepEqual(read(['Organization/5', 'x']), [
    undefined,
    'Organization/5',
    undefined,
    'x',
    'routine',
  ])
  assert.deepEqual(read(['huisarts', 'PractitionerRole/5', 'x y']), [
    'huisarts',
    'PractitionerRole/5',
    undefined,
    'x y',
    'routine',
  ])
})

const urgent = (spoed: string | true) =>
  read(['huisarts', 'been'], { options: { spoed } })?.slice(3)

test('a word that ran into --spoed is not lost, and a no is a no', () => {
  assert.deepEqual(urgent(true), ['been', 'urgent'])
  assert.deepEqual(urgent('ja'), ['been', 'urgent'])
  assert.deepEqual(urgent('wond'), ['wond been', 'urgent'])
  assert.deepEqual(urgent('nee'), ['been', 'routine'])
})

test('nothing that cannot be seen gets into the question', () => {
  assert.deepEqual(
    read(['huisarts', 'a\u202Eb\u200Bc'], { text: '\n\n\n\u0007d\t e' })?.[3],
    'abc\nd  e',
  )
})

test('nobody named is no request', () => {
  assert.equal(read([], { text: 'wond' }), undefined)
  assert.equal(read([' ']), undefined)
})

test('the words that go on with a chosen target give the same request again', () => {
  const request = readRequest(args(['fysio', 'knie'], { options: { spoed: true }, text: 'r2' }))
  assert.ok(request)
  const again = readRequest(argsFor(request, 'Organization/5'))
  assert.deepEqual(again, { ...request, ref: 'Organization/5' })
})

test('a line of nothing but spaces and letters keeps nobody waiting', () => {
  for (const odd of [' '.repeat(16_000), ` ${'a '.repeat(8000)}`, `${'\t'.repeat(16_000)}x`]) {
    const started = performance.now()
    labelled(`wond\n${odd}\n${odd}`)
    assert.ok(performance.now() - started < 1000)
  }
})
