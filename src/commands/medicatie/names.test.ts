import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clinicalContext, patient, shown, typed } from '../../../test/clinical-case.ts'
import { administration, agreement, mp9, use } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const WHO = 'Huisarts, Pulver & Partners'

const lineOf = async (records: readonly Resource[]) => {
  const { text } = shown(await medicatie.run(clinicalContext({ records }), typed()))
  return /^• (.*)$/mu.exec(text)?.[1]
}

const from = (start: string) => ({ extension: mp9('A', start, undefined) })

test('another strength in the same treatment is named with its strength', async () => {
  assert.equal(
    await lineOf([
      agreement('1', 'Metoprolol 50 mg', '1x', from('2025-04-03')),
      agreement('2', 'Metoprolol 100 mg', '1x', from('2026-01-01')),
    ]),
    `Metoprolol 100 mg – 1x – sinds 01-01-2026 – voorschrift 01-01-2026, ${WHO} – ⚠\u00A0ook in de bron: Metoprolol 50 mg, 1x, sinds 03-04-2025, voorschrift 03-04-2025, ${WHO}`,
  )
})

test('an agreed change to another strength names that strength', async () => {
  assert.equal(
    await lineOf([
      agreement('1', 'Metoprolol 50 mg', '1x', from('2025-04-03')),
      agreement('2', 'Metoprolol 100 mg', '1x', {
        extension: mp9('A', '2026-02-01', undefined, '2026-01-10'),
      }),
    ]),
    `Metoprolol 50 mg – 1x – sinds 03-04-2025 – voorschrift 03-04-2025, ${WHO} – ⚠\u00A0wijziging afgesproken: Metoprolol 100 mg, 1x, vanaf 01-02-2026 (in de toekomst), voorschrift 10-01-2026, ${WHO}`,
  )
})

test('a pharmacy or a user that speaks of another product names it with what they say', async () => {
  const agreed = agreement('1', 'Metoprolol 50 mg', '1x', from('2025-04-03'))
  assert.equal(
    await lineOf([agreed, administration('2', 'Selokeen 100 mg', '2x', from('2025-04-03'))]),
    `Metoprolol 50 mg – ⚠\u00A0voorschrift en apotheek wijken af in product en dosering – product van de apotheek: Selokeen 100 mg – 1x – sinds 03-04-2025 – voorschrift 03-04-2025, ${WHO} – apotheek: Selokeen 100 mg, 2x, sinds 03-04-2025, vastgelegd op 03-04-2025, Apotheek De Gaper`,
  )
  assert.match(
    (await lineOf([agreed, use('3', 'Metoprolol 25 mg', '2x', from('2025-04-04'))])) ?? '',
    / – opgave: Metoprolol 25 mg, 2x, sinds 04-04-2025, gebruik 04-04-2025, volgens de cliënt$/u,
  )
})

test('another route of the other record is said with it', async () => {
  assert.match(
    (await lineOf([
      agreement('1', 'Morfine', '1x', from('2025-04-03')),
      agreement('2', 'Morfine', undefined, {
        ...from('2026-01-01'),
        dosageInstruction: [{ text: '2x' }],
      }),
      agreement('3', 'Morfine', undefined, {
        ...from('2025-06-01'),
        dosageInstruction: [{ text: '3x', route: { text: 'subcutaan' } }],
      }),
    ])) ?? '',
    / – ⚠\u00A0ook in de bron: 3x, toediening: subcutaan, sinds 01-06-2025, /u,
  )
})

const course = (id: string, start: string, value: number) =>
  agreement(id, 'Prednison', undefined, {
    ...from(start),
    dosageInstruction: [
      { text: '1x', timing: { repeat: { boundsDuration: { value, unit: 'dag', code: 'd' } } } },
    ],
  })

test('equal words with another duration are not the same dose', async () => {
  assert.match(
    (await lineOf([course('1', '2026-01-10', 30), course('2', '2026-01-11', 5)])) ?? '',
    / – ⚠\u00A0ook in de bron: 1x, gedurende 30\u00A0dagen, sinds 10-01-2026, /u,
  )
})

test('what was only dispensed is told with the dose the dispense carries', async () => {
  assert.equal(
    await lineOf([
      {
        resourceType: 'MedicationDispense',
        id: '1',
        status: 'completed',
        medicationCodeableConcept: { text: 'Digoxine' },
        subject: { reference: patient },
        whenHandedOver: '2026-01-01',
        dosageInstruction: [{ text: '1x per dag', route: { text: 'sublinguaal' } }],
      },
    ]),
    'Digoxine – 1x per dag – toediening: sublinguaal – verstrekking 01-01-2026, bron onbekend',
  )
})

const reason = (valueCode: string) => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode }],
})

test('a medicine without a name says why the source gives none', async () => {
  const { medicationCodeableConcept: _named, ...nameless } = agreement(
    '1',
    '',
    '1x',
    from('2025-04-03'),
  )
  const rest = ` – 1x – sinds 03-04-2025 – voorschrift 03-04-2025, ${WHO}`
  assert.equal(
    await lineOf([{ ...nameless, medicationCodeableConcept: reason('masked') }]),
    `geneesmiddel zonder naam (afgeschermd)${rest}`,
  )
  assert.equal(
    await lineOf([{ ...nameless, medicationReference: reason('strange-code') }]),
    `geneesmiddel zonder naam (ontbreekt bij de bron)${rest}`,
  )
  assert.equal(
    await lineOf([
      { ...nameless, medicationReference: { reference: 'Medication/7' } },
      { resourceType: 'Medication', id: '7', code: reason('unknown') },
    ]),
    `geneesmiddel zonder naam (onbekend bij de bron)${rest}`,
  )
})
