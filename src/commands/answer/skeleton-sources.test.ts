import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinicalContext, shown } from '../../../test/clinical-case.ts'
import type { ResourceRef, Sourced, SourceState } from '../../fhir/fhir.ts'
import { paragraph } from '../../reply/document.ts'
import { answeredSources, clinicalAnswer, readsOf } from './skeleton.ts'

const context = clinicalContext({ records: [] })
const asked = ['Flag', 'Task']

const sourced = (
  sources: readonly SourceState[],
  refs: readonly ResourceRef[] = [],
): Sourced<unknown> => ({ value: undefined, sources, foreign: [], refs })

const answered = (label: string): SourceState => ({ label, failed: [] })

const failing = (
  label: string,
  code: SourceState['failed'][number]['code'],
  ...parts: readonly string[]
): SourceState => ({ label, failed: parts.map((part) => ({ part, code })) })

const answer = (states: Sourced<unknown>, audience: 'professional' | 'lay' = 'professional') =>
  shown(
    clinicalAnswer(
      { ...context, audience },
      {
        title: 'Waarschuwingen',
        sourced: states,
        blocks: [paragraph('Valgevaar')],
        reads: [],
        asked,
      },
    ),
  )

const foot = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'

test('every source is named with what became of it, and what failed is told once more in words', () => {
  const { text, outcome } = answer(
    sourced([
      answered('Dossier'),
      failing('Apotheek', 'timeout', 'Flag', 'Task'),
      failing('Ziekenhuis', 'forbidden', 'Task'),
      failing('Ggz', 'no-number', ''),
    ]),
  )
  assert.equal(
    text,
    [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Apotheek ✗ (geen antwoord (time-out)), Ziekenhuis ⚠\u00A0(deels), Ggz ✗ (patiënt kon daar niet worden opgezocht (eigen dossier geeft geen BSN))',
      'ONVOLLEDIG',
      'Apotheek – Waarschuwingen: geen antwoord (time-out)',
      'Apotheek – Taken: geen antwoord (time-out)',
      'Ziekenhuis – Taken: geen toegang',
      'Ggz: patiënt kon daar niet worden opgezocht (eigen dossier geeft geen BSN)',
      '',
      'Valgevaar',
      '',
      foot,
    ].join('\n'),
  )
  assert.equal(outcome, 'partial')
})

test('a source that does not know the patient is named, and makes no answer incomplete', () => {
  const { text, outcome } = answer(
    sourced([answered('Dossier'), failing('Huisarts', 'unknown-patient', '')]),
  )
  assert.equal(
    text,
    [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts ✗ (patiënt daar niet bekend)',
      '',
      'Valgevaar',
      '',
      foot,
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
})

test('what a source is not asked for by agreement is told without alarm', () => {
  const { text, outcome } = answer(
    sourced([
      answered('Dossier'),
      failing('Huisarts', 'not-agreed', 'Task'),
      failing('Apotheek', 'not-agreed', 'Flag', 'Task'),
    ]),
  )
  assert.equal(
    text,
    [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts ✓, Apotheek ✗ (wordt daar niet opgevraagd)',
      'Huisarts – Taken: wordt daar niet opgevraagd',
      '',
      'Valgevaar',
      '',
      foot,
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
})

test('when no source said anything nothing is claimed, whatever the reasons', () => {
  const { text, outcome, refs } = answer(
    sourced([
      failing('Dossier', 'unreachable', 'Flag', 'Task'),
      failing('Huisarts', 'unknown-patient', ''),
      failing('Apotheek', 'not-agreed', 'Flag', 'Task'),
    ]),
  )
  assert.match(
    text,
    /Er kon niets worden opgehaald: Dossier – Waarschuwingen: niet bereikbaar; Dossier – Taken: niet bereikbaar; Huisarts: patiënt daar niet bekend; Apotheek – Waarschuwingen: wordt daar niet opgevraagd; Apotheek – Taken: wordt daar niet opgevraagd\.\nDit zegt niets over deze patiënt \(Waarschuwingen\)\./u,
  )
  assert.doesNotMatch(text, /Valgevaar|ONVOLLEDIG/u)
  assert.equal(outcome, 'failed')
  assert.deepEqual(refs, [])
})

test('an answer that was fetched before says when', () => {
  const fetchedAt = new Date('2026-01-12T08:27:40Z')
  const { text } = answer(
    sourced([answered('Dossier'), { label: 'Huisarts', failed: [], fetchedAt }]),
  )
  assert.match(text, /bronnen: Dossier ✓, Huisarts ✓\u00A0\(opgehaald om 09:27\)\n/u)
})

const names = (...states: readonly SourceState[]) =>
  answeredSources(sourced(states), context, asked)

test('only sources that answered are named as having nothing; a part of one only when there is no other', () => {
  const lost = failing('Apotheek', 'timeout', 'Flag', 'Task')
  assert.equal(names(answered('Dossier'), answered('Huisarts'), lost), 'Dossier, Huisarts')
  const half = failing('Dossier', 'incomplete', 'Flag')
  assert.equal(names(half, answered('Huisarts'), lost), 'Huisarts')
  assert.equal(names(half, lost), 'wat er van Dossier is ontvangen')
  assert.equal(names(answered('Dossier'), failing('Huisarts', 'unknown-patient', '')), 'Dossier')
  assert.equal(names(lost), 'wat er is ontvangen')
})

test('without knowing what was asked, a source that lost something and gave nothing is not named', () => {
  const states = [answered('Dossier'), failing('Apotheek', 'timeout', 'Flag')]
  assert.equal(answeredSources(sourced(states), context), 'Dossier')
  const gave = sourced(states.slice(1), [{ ref: 'Flag/1', source: 'Apotheek' }])
  assert.equal(answeredSources(gave, context), 'wat er van Apotheek is ontvangen')
})

test('each source that was asked is on the trail with what came of each type, and that the patient was looked up there', () => {
  const refs = [
    { ref: 'Flag/1' },
    { ref: 'Flag/2' },
    { ref: 'Flag/1', source: 'Huisarts' },
    { ref: 'Task/9', source: 'Apotheek' },
  ]
  const states = [
    answered('Dossier'),
    failing('Huisarts', 'timeout', 'Task'),
    answered('Apotheek'),
    failing('Ziekenhuis', 'unknown-patient', ''),
    failing('Trombosedienst', 'unreachable', ''),
  ]
  assert.deepEqual(readsOf(sourced(states, refs), asked), [
    'Flag 2',
    'Task 0',
    'Patient search @Huisarts',
    'Flag 1 @Huisarts',
    'Task failed timeout @Huisarts',
    'Patient search @Apotheek',
    'Flag 0 @Apotheek',
    'Task 1 @Apotheek',
    'Patient search failed unknown-patient @Ziekenhuis',
    'Patient search failed unreachable @Trombosedienst',
  ])
})

test('a source that was not asked is not on the trail, and the care team is of the own record alone', () => {
  const states = [
    answered('Dossier'),
    failing('Huisarts', 'withheld', ''),
    failing('Apotheek', 'direct-only', ''),
    failing('Ziekenhuis', 'not-agreed', 'Task'),
    failing('Praktijk', 'incomplete', 'Flag'),
  ]
  assert.deepEqual(readsOf(sourced(states), ['CareTeam', ...asked]), [
    'CareTeam 0',
    'Flag 0',
    'Task 0',
    'Patient search @Ziekenhuis',
    'Flag 0 @Ziekenhuis',
    'Patient search @Praktijk',
    'Flag 0 @Praktijk',
    'Task 0 @Praktijk',
  ])
})

test('where a client reads along the frame is said in plain words', () => {
  const { text } = answer(
    sourced([answered('Dossier'), failing('Huisarts', 'timeout', 'Flag', 'Task')]),
    'lay',
  )
  assert.equal(
    text,
    [
      'Waarschuwingen – opgezocht op 12-01-2026 09:31 bij: Dossier ✓, Huisarts ✗ (geen antwoord (time-out))',
      'LET OP: niet alles kon worden opgezocht.',
      'Huisarts – Waarschuwingen: geen antwoord (time-out)',
      'Huisarts – Taken: geen antwoord (time-out)',
      '',
      'Valgevaar',
      '',
      'Heeft u hier vragen over? Vraag het uw zorgverlener.',
    ].join('\n'),
  )
})

test('the care team is asked of the own record alone: no other source gave it, failed it, or holds none', () => {
  const types = ['Flag', 'CareTeam']
  const states = [answered('Dossier'), answered('Ziekenhuis')]
  assert.equal(answeredSources(sourced(states), context, ['CareTeam']), 'Dossier')
  const { text } = shown(
    clinicalAnswer(context, {
      title: 'Samenvatting',
      sourced: sourced([answered('Dossier'), failing('Huisarts', 'timeout', 'Flag')]),
      blocks: [],
      reads: [],
      asked: types,
    }),
  )
  assert.match(text, / – bronnen: Dossier ✓, Huisarts ✗ \(geen antwoord \(time-out\)\)\n/u)
})

test('a source that lost more than five parts for one reason names them on one line', () => {
  const parts = ['Flag', 'Consent', 'Condition', 'Task', 'Goal', 'Observation']
  const { text } = answer(
    sourced([
      answered('Dossier'),
      failing('Huisarts', 'timeout', ...parts),
      failing('Apotheek', 'forbidden', 'Task'),
    ]),
  )
  assert.equal(
    text,
    [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts ✗ (geen antwoord (time-out)), Apotheek ⚠\u00A0(deels)',
      'ONVOLLEDIG',
      'Huisarts – Waarschuwingen, Behandelgrenzen en wilsverklaringen, Problemen, Taken, Doelen, Metingen: geen antwoord (time-out)',
      'Apotheek – Taken: geen toegang',
      '',
      'Valgevaar',
      '',
      foot,
    ].join('\n'),
  )
})
