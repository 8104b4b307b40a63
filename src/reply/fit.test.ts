import assert from 'node:assert/strict'
import test from 'node:test'
import { heading, list, paragraph } from './document.ts'
import { fit } from './fit.ts'
import { toHtml } from './html.ts'
import { toText } from './text.ts'

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => `middel ${index} tablet`)
const size = (document: Parameters<typeof toHtml>[0]) =>
  Buffer.byteLength(toHtml(document)) + Buffer.byteLength(toText(document))

test('a document within the limit stays as it is', () => {
  const document = [heading('Medicatie'), list(items(3))]
  assert.equal(fit(document), document)
})

test('a document that is too long loses its last items and says how many', () => {
  const document = [heading('Medicatie'), list(items(50)), paragraph('Bron: Apotheek')]
  const fitted = fit(document, { limit: 1000, leftOut: (lines) => `nog ${lines} regels` })
  const text = toText(fitted)
  const left = Number(/nog (\d+) regels/.exec(text)?.[1])
  assert.ok(size(fitted) <= 1000)
  assert.equal(left, 50 - (text.match(/•/g)?.length ?? 0))
  assert.match(text, /^Medicatie\n\n• middel 0 tablet/)
  assert.match(text, /nog \d+ regels\n\nBron: Apotheek$/)
})

test('blocks under protection stay while others are left out', () => {
  const dangerous = list(['Allergie: penicilline'])
  const document = [heading('Lijst'), list(items(40)), dangerous, list(items(40))]
  const text = toText(fit(document, { limit: 900, protect: new Set([dangerous]) }))
  assert.match(text, /Allergie: penicilline/)
  assert.match(text, /\[… \+\d+\]/)
})

test('protected blocks are cut from the end when nothing else is left', () => {
  const fitted = fit([list(items(400))], { limit: 1000 })
  assert.ok(size(fitted) <= 1000)
  assert.match(toText(fitted), /^• middel 0 tablet\n/)
  assert.match(toText(fitted), /\[… \+\d+\]$/)
})
