import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllergyIntolerance } from '@medplum/fhirtypes'
import {
  clinicalContext,
  now,
  type OtherSource,
  patient,
  recordOver,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { eventOf } from '../../../test/record-context.ts'
import { allergie } from './allergie.ts'

const allergy = (
  id: string,
  text: string,
  more: Partial<AllergyIntolerance> = {},
): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: { reference: patient },
  code: { text },
  clinicalStatus: { coding: [{ code: 'active' }] },
  recordedDate: '2024-05-01',
  recorder: { type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' },
  ...more,
})

const there = { patient: { reference: 'Patient/9' } }

const ask = async (
  own: readonly AllergyIntolerance[],
  others: readonly OtherSource[],
  ...words: readonly string[]
) => {
  const record = recordOver({ records: own }, ...others)
  const context = clinicalContext({ records: [] }, patient, now, 'nl', record)
  const answer = shown(await allergie.run(context, typed(...words)))
  eventOf(answer.document)
  return answer
}

const gaper = (...records: readonly AllergyIntolerance[]): OtherSource => ({
  label: 'De Gaper',
  patient: 'Patient/9',
  records,
})

const head = (sources: string) =>
  `Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: ${sources}`

const foot = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'

const rest = (where: string) =>
  `reactie niet vermeld – actief, bevestiging niet vermeld – vastgelegd 01-05-2024, Huisarts, Pulver & Partners${where}`

test('allergies of all sources stand together by danger; one that both have stands twice', async () => {
  const { text, document } = await ask(
    [allergy('1', 'Penicilline', { criticality: 'low' })],
    [
      gaper(
        allergy('1', 'Latex', { criticality: 'high', ...there }),
        allergy('2', 'Penicilline', { criticality: 'low', ...there }),
      ),
    ],
  )
  assert.equal(
    text,
    [
      head('Apotheek ✓, De Gaper ✓'),
      'Allergie of intolerantie (3)',
      [
        `• Latex – hoog risico – ${rest(', uit De Gaper')}`,
        `• Penicilline – laag risico – ${rest('')}`,
        `• Penicilline – laag risico – ${rest(', uit De Gaper')}`,
      ].join('\n'),
      foot,
    ].join('\n\n'),
  )
  assert.deepEqual(
    document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [
      ['AllergyIntolerance/1 @De Gaper'],
      ['AllergyIntolerance/1'],
      ['AllergyIntolerance/2 @De Gaper'],
    ],
  )
})

test('no allergy in one record and one in another contradict each other', async () => {
  const none = allergy('n', 'Geen allergie', {
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
    ...there,
  })
  const { text } = await ask([allergy('1', 'Penicilline')], [gaper(none)])
  assert.match(text, /^⚠\u00A0Tegenstrijdig: /mu)
})

test('a source that failed is never named among those that have nothing', async () => {
  const failing: OtherSource = { ...gaper(), failing: { AllergyIntolerance: 'timeout' } }
  const unknown: OtherSource = { label: 'Huisarts', patient: undefined, records: [] }
  const { text, outcome } = await ask([], [failing, unknown])
  assert.equal(
    text,
    [
      `${head('Apotheek ✓, De Gaper ✗ (geen antwoord (time-out)), Huisarts ✗ (patiënt daar niet bekend)')}\nONVOLLEDIG\nDe Gaper – Allergieën: geen antwoord (time-out)`,
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
      foot,
    ].join('\n\n'),
  )
  assert.equal(outcome, 'partial')
})

test('what is no longer active is there to be asked for', async () => {
  const old = Array.from({ length: 12 }, (_, at) =>
    allergy(String(at), `Stof ${at}`, { clinicalStatus: { coding: [{ code: 'resolved' }] } }),
  )
  const { text, more } = await ask(old, [])
  assert.match(text, /nog 2 – typ !allergie alles/u)
  assert.deepEqual(more, { words: ['alles'], options: {}, text: '' })
  assert.equal((await ask(old, [], 'alles')).more, undefined)
})
