import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinicalContext, shown } from '../../../test/clinical-case.ts'
import type { Sourced, SourceState } from '../../fhir/fhir.ts'
import { type Line, paragraph } from '../../reply/document.ts'
import { clinicalAnswer, limitLines } from './skeleton.ts'

const context = clinicalContext({ records: [] })

const sourced = (
  sources: readonly SourceState[],
  foreign: readonly string[] = [],
): Sourced<unknown> => ({
  value: undefined,
  sources,
  foreign,
  refs: [{ ref: 'Observation/1' }],
})

const answer = (states: Sourced<unknown>, asked?: readonly string[]) =>
  shown(
    clinicalAnswer(context, {
      title: 'Metingen',
      patientLine: 'J. Jansen (v), geb. 12-03-1948',
      sourced: states,
      blocks: [paragraph('Gewicht 72,4 kg')],
      reads: ['Observation 1'],
      ...(asked === undefined ? {} : { asked }),
    }),
  )

test('an answer says what it is, when and where it was asked, and for whom', () => {
  const { text, outcome } = answer(sourced([{ label: 'Huisarts', failed: [] }]))
  assert.equal(
    text,
    [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Huisarts ✓',
      'J. Jansen (v), geb. 12-03-1948',
      '',
      'Gewicht 72,4 kg',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
})

test('a source that did not answer is named in the header and under ONVOLLEDIG', () => {
  const states = sourced([
    { label: 'Apotheek', failed: [] },
    { label: 'Huisarts', failed: [{ part: 'Observation', code: 'timeout' }] },
  ])
  const { text, outcome } = answer(states, ['Observation'])
  assert.match(text, /bronnen: Apotheek ✓, Huisarts ✗ \(geen antwoord \(time-out\)\)/u)
  assert.match(text, /ONVOLLEDIG\nHuisarts – Metingen: geen antwoord \(time-out\)/u)
  assert.match(text, /Gewicht 72,4 kg/u)
  assert.equal(outcome, 'partial')
})

test('a list that came in part is ONVOLLEDIG', () => {
  const { text, outcome } = answer(
    sourced([{ label: 'Huisarts', failed: [{ part: 'Observation', code: 'incomplete' }] }]),
    ['Observation'],
  )
  assert.match(text, /Huisarts ⚠\u00A0\(deels\)\n/u)
  assert.match(text, /ONVOLLEDIG\nHuisarts – Metingen: niet alles ontvangen/u)
  assert.equal(outcome, 'partial')
})

test('records of another patient that were dropped are said to be missing, and are not refs', () => {
  const { text, outcome, foreign } = answer(
    sourced([{ label: 'Huisarts', failed: [] }], ['Observation/9']),
  )
  assert.match(text, /ONVOLLEDIG\n1 gegeven is weggelaten/u)
  assert.doesNotMatch(text, /Observation\/9/u)
  assert.deepEqual(foreign, ['Observation/9'])
  assert.equal(outcome, 'partial')
})

test('when no source answered, no facts are shown and the answer says it tells nothing', () => {
  for (const asked of [['Observation'], undefined]) {
    const states = {
      ...sourced([{ label: 'Huisarts', failed: [{ part: 'Observation', code: 'unreachable' }] }]),
      refs: [],
    }
    const { text, outcome, refs } = answer(states, asked)
    assert.match(text, /Er kon niets worden opgehaald: Huisarts – Metingen: niet bereikbaar\./u)
    assert.match(text, /Dit zegt niets over deze patiënt \(Metingen\)\./u)
    assert.doesNotMatch(text, /Gewicht|[Gg]een (?!antwoord)|ONVOLLEDIG/u)
    assert.equal(outcome, 'failed')
    assert.deepEqual(refs, [])
  }
})

test('without any source nothing is claimed', () => {
  assert.equal(answer(sourced([])).outcome, 'failed')
})

test('lines are cut at ten with a note, but never the critical ones', () => {
  const lines = Array.from({ length: 24 }, (_, index): Line => [`regel ${index}`])
  const cut = limitLines(lines, { critical: 3, more: '!medicatie alles' }, context)
  assert.equal(cut.shown.length, 10)
  assert.deepEqual(cut.note, ['nog 14 – typ ', { kind: 'code', text: '!medicatie alles' }])
  assert.equal(limitLines(lines, { critical: 15, more: '' }, context).shown.length, 15)
  assert.equal(limitLines(lines.slice(0, 10), { critical: 0, more: '' }, context).note, undefined)
})
