import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MedicationDispense, Resource } from '@medplum/fhirtypes'
import {
  clinicalContext,
  now,
  type OtherSource,
  patient,
  recordOver,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { administration, agreement, mp9, stopType } from '../../../test/medication-records.ts'
import { eventOf } from '../../../test/record-context.ts'
import { medicatie } from './medicatie.ts'

const there = { reference: 'Patient/9' }

const elsewhere = (label: string, records: readonly Resource[]): OtherSource => ({
  label,
  patient: 'Patient/9',
  records,
})

const ask = async (
  own: readonly Resource[],
  others: readonly OtherSource[] = [],
  ...words: readonly string[]
) => {
  const record = recordOver({ records: own }, ...others)
  const context = clinicalContext({ records: [] }, patient, now, 'nl', record)
  const answer = shown(await medicatie.run(context, typed(...words)))
  eventOf(answer.document)
  return answer
}

const metoprolol = (id: string, dose: string, more: Parameters<typeof agreement>[3] = {}) =>
  agreement(id, 'Metoprolol tablet 50 mg', dose, {
    extension: mp9('MBH1', '2025-11-01', undefined),
    ...more,
  })

const head = (...labels: readonly string[]) =>
  `Medicatie – peildatum 12-01-2026 09:31 – bronnen: ${['Apotheek', ...labels].map((label) => `${label} ✓`).join(', ')}`

const foot = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'

test('a prescription here and what a pharmacy elsewhere made of it are compared on one line', async () => {
  const answer = await ask(
    [metoprolol('1', '1 maal per dag 1 tablet')],
    [
      elsewhere('De Gaper', [
        administration('1', 'Metoprolol tablet 50 mg', '2 maal per dag 1 tablet', {
          extension: mp9('MBH1', '2025-11-01', undefined, '2025-11-02'),
          subject: there,
        }),
      ]),
    ],
  )
  assert.equal(
    answer.text,
    [
      head('De Gaper'),
      'Actueel (1)',
      '• Metoprolol tablet 50 mg – ⚠\u00A0voorschrift en apotheek wijken af in dosering – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners – apotheek: 2 maal per dag 1 tablet, sinds 01-11-2025, vastgelegd op 02-11-2025, Apotheek De Gaper, uit De Gaper',
      foot,
    ].join('\n\n'),
  )
  assert.deepEqual(
    answer.document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [['MedicationRequest/1', 'MedicationDispense/1 @De Gaper']],
  )
})

test('the same agreement in two records stands on two lines, each with its source', async () => {
  const { text } = await ask(
    [metoprolol('1', '1 maal per dag 1 tablet')],
    [elsewhere('Huisarts', [metoprolol('1', '1 maal per dag 1 tablet', { subject: there })])],
  )
  assert.equal(
    text,
    [
      head('Huisarts'),
      'Actueel (2)',
      [
        '• Metoprolol tablet 50 mg – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners – staat ook in Huisarts',
        '• Metoprolol tablet 50 mg – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners, uit Huisarts – staat ook in het eigen dossier',
      ].join('\n'),
      foot,
    ].join('\n\n'),
  )
})

test('a stop that only another record knows makes the line here uncertain, and says so first', async () => {
  const { text } = await ask(
    [metoprolol('1', '1 maal per dag 1 tablet')],
    [
      elsewhere('Huisarts', [
        metoprolol('7', '1 maal per dag 1 tablet', {
          subject: there,
          extension: mp9('MBH1', '2025-11-01', '2026-01-05', '2026-01-05'),
          modifierExtension: stopType('410546004'),
        }),
      ]),
    ],
  )
  assert.equal(
    text,
    [
      head('Huisarts'),
      'Let op: onzeker of tegenstrijdig (1)',
      '• ONZEKER: Metoprolol tablet 50 mg – ⚠\u00A0bronnen spreken elkaar tegen – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners – ⚠\u00A0Huisarts zegt iets anders: GESTOPT op 05-01-2026, voorschrift 05-01-2026, Huisarts, Pulver & Partners, uit Huisarts',
      'Gestopt in de laatste 3 maanden (1)',
      '• GESTOPT op 05-01-2026: Metoprolol tablet 50 mg – ⚠\u00A0bronnen spreken elkaar tegen – stop afgesproken – voorschrift 05-01-2026, Huisarts, Pulver & Partners, uit Huisarts – ⚠\u00A0het eigen dossier zegt iets anders: 1 maal per dag 1 tablet, sinds 01-11-2025, voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      foot,
    ].join('\n\n'),
  )
})

const active = (id: string, name: string, more: Parameters<typeof agreement>[3] = {}) =>
  agreement(id, name, '1 maal per dag', { status: 'active', ...more })

test('one reference in two records is two records: a reference stops nothing elsewhere', async () => {
  const { text } = await ask(
    [active('1', 'Alfa'), active('2', 'Beta')],
    [
      elsewhere('Huisarts', [
        active('3', 'Beta', {
          subject: there,
          modifierExtension: stopType('410546004'),
          priorPrescription: { reference: 'MedicationRequest/1' },
        }),
      ]),
    ],
  )
  assert.match(text, /^• Alfa – 1 maal per dag/mu)
  assert.match(text, /^• ONZEKER: Beta – ⚠\u00A0bronnen spreken elkaar tegen/mu)
})

const dispense = (more: Partial<MedicationDispense>): MedicationDispense => ({
  resourceType: 'MedicationDispense',
  id: '5',
  status: 'completed',
  medicationCodeableConcept: { text: 'Metoprolol tablet 50 mg' },
  subject: there,
  dosageInstruction: [{ text: '2 maal per dag 1 tablet' }],
  performer: [{ actor: { type: 'Organization', display: 'Apotheek De Gaper' } }],
  ...more,
})

test('what was handed over after the agreement, with another dose, is told beside it', async () => {
  const plain = agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
    status: 'active',
    authoredOn: '2025-11-01',
  })
  const handed = (more: Partial<MedicationDispense>) =>
    ask([plain], [elsewhere('De Gaper', [dispense(more)])])
  const { text } = await handed({ whenHandedOver: '2025-11-03' })
  assert.equal(
    text,
    [
      head('De Gaper'),
      'Actueel (1)',
      '• Metoprolol tablet 50 mg – ⚠\u00A0voorschrift en verstrekking wijken af in dosering – 1 maal per dag 1 tablet – voorschrift 01-11-2025, Huisarts, Pulver & Partners – verstrekt op 03-11-2025: 2 maal per dag 1 tablet, vastgelegd op 03-11-2025, Apotheek De Gaper, uit De Gaper',
      foot,
    ].join('\n\n'),
  )
  const silent: readonly Partial<MedicationDispense>[] = [
    { whenHandedOver: '2025-10-30' },
    { whenHandedOver: '2025-11-03', status: 'cancelled' },
    { whenHandedOver: '2025-11-03', dosageInstruction: [{ text: '1 maal per dag 1 tablet' }] },
    {},
  ]
  for (const more of silent)
    assert.doesNotMatch((await handed(more)).text, /verstrek/u, JSON.stringify(more))
})

const handedOn = (whenHandedOver: string): MedicationDispense => ({
  resourceType: 'MedicationDispense',
  id: '5',
  status: 'completed',
  extension: mp9('MBH2', undefined, undefined),
  category: { coding: [{ system: 'http://snomed.info/sct', code: '373784005' }] },
  medicationCodeableConcept: { text: 'Diclofenac 50 mg' },
  subject: { reference: patient },
  whenHandedOver,
})

test('what was handed over after a stop makes the stop uncertain, for as long as it may be in use', async () => {
  const stopped = agreement('1', 'Diclofenac 50 mg', '3 maal per dag', {
    extension: mp9('MBH2', '2025-06-01', '2025-12-01', '2025-12-01'),
    modifierExtension: stopType('410546004'),
  })
  const late = await ask([stopped, handedOn('2025-12-20')])
  assert.match(
    late.text,
    /^• ONZEKER: Diclofenac 50 mg – ⚠\u00A0na de stop of het einde nog verstrekt/mu,
  )
  assert.match(late.text, /verstrekt op 20-12-2025: /u)
  for (const date of ['2025-11-20', '2025-12-01'])
    assert.doesNotMatch((await ask([stopped, handedOn(date)])).text, /nog verstrekt/u)
})

test('a reply says who it is about, when that is known', async () => {
  const record = recordOver({ records: [] })
  const context = {
    ...clinicalContext({ records: [] }, patient, now, 'nl', record),
    careTeams: {
      patientLine: async () => ({
        name: 'Johanna Vermeer',
        gender: 'female',
        birthDate: '1948-03-12',
      }),
    },
  }
  const { text } = shown(await medicatie.run(context, typed()))
  assert.equal(
    text,
    [
      `${head()}\nCliënt: J.V. (v), geboren in 1948`,
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
      foot,
    ].join('\n\n'),
  )
})

test('what was left out is there to be asked for: all of it first, then page by page', async () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    agreement(String(at), `Middel ${String(at).padStart(2, '0')}`, '1 maal per dag', {
      status: 'active',
    }),
  )
  const first = await ask(many)
  assert.match(first.text, /nog 50 – typ !medicatie alles/u)
  assert.deepEqual(first.more, { words: ['alles'], options: {}, text: '' })
  const second = await ask(many, [], 'alles')
  assert.match(second.text, /nog 10 – typ !meer/u)
  assert.deepEqual(second.more, { words: ['alles'], options: { vanaf: '50' }, text: '' })
  const context = clinicalContext({ records: many })
  const third = shown(
    await medicatie.run(context, { words: ['alles'], options: { vanaf: '50' }, text: '' }),
  )
  assert.match(third.text, /^• Middel 50 /mu)
  assert.doesNotMatch(third.text, /Middel 49|nog \d/u)
  assert.equal(third.more, undefined)
})
