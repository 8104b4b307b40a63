import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dosage, MedicationRequest, Resource } from '@medplum/fhirtypes'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import { agreement, mp9 } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const WHO = 'Huisarts, Pulver & Partners'
const NONE = 'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.'
const RAN_OUT =
  '⚠\u00A0de duur van de dosering lijkt verstreken, een latere dosering is niet vermeld, open het dossier'

const ask = async (records: readonly Resource[], ...words: readonly string[]) => {
  const { text } = shown(await medicatie.run(clinicalContext({ records }), typed(...words)))
  return text.split('\n\n').slice(1, -1).join('\n')
}

const plain = (authoredOn: string, dosages: Dosage[], more: Partial<MedicationRequest> = {}) =>
  agreement('1', 'Prednison', undefined, {
    status: 'active',
    category: [],
    authoredOn,
    dosageInstruction: dosages,
    ...more,
  })

const between = (sequence: number, text: string, start: string, end: string): Dosage => ({
  sequence,
  text,
  timing: { repeat: { boundsPeriod: { start, end } } },
})

const during = (sequence: number | undefined, text: string, value: number): Dosage => ({
  ...(sequence === undefined ? {} : { sequence }),
  text,
  timing: { repeat: { boundsDuration: { value, unit: 'dag', code: 'd' } } },
})

test('a course in steps whose last step has ended is not current, whatever its status says', async () => {
  const steps = [
    between(2, '20 mg', '2025-12-06', '2025-12-10'),
    between(1, '30 mg', '2025-12-01', '2025-12-05'),
  ]
  assert.equal(
    await ask([plain('2025-12-01', steps)]),
    [
      NONE,
      'Gestopt in de laatste 3 maanden (1)',
      `• GESTOPT op 10-12-2025: Prednison – gebruiksperiode afgelopen – voorschrift 01-12-2025, ${WHO}`,
    ].join('\n'),
  )
})

test('a course in steps is current until its last step ends, each step with its own dates', async () => {
  const steps = [
    between(2, '20 mg', '2026-01-11', '2026-01-15'),
    between(1, '30 mg', '2026-01-06', '2026-01-10'),
  ]
  assert.equal(
    await ask([plain('2026-01-05', steps)]),
    [
      'Actueel (1)',
      `• Prednison – van 06-01-2026 tot en met 10-01-2026, 30 mg; daarna van 11-01-2026 tot en met 15-01-2026, 20 mg (samengesteld uit de velden van de bron) – vanaf 06-01-2026 tot en met 15-01-2026 – voorschrift 05-01-2026, ${WHO}`,
    ].join('\n'),
  )
})

test('a course of which one step has no end has not ended', async () => {
  const steps = [
    between(1, '30 mg', '2025-12-01', '2025-12-05'),
    { sequence: 2, text: '5 mg', timing: { repeat: { boundsPeriod: { start: '2025-12-06' } } } },
  ]
  assert.equal(
    await ask([plain('2025-12-01', steps)]),
    [
      'Actueel (1)',
      `• Prednison – van 01-12-2025 tot en met 05-12-2025, 30 mg; daarna vanaf 06-12-2025, 5 mg (samengesteld uit de velden van de bron) – sinds 01-12-2025 – voorschrift 01-12-2025, ${WHO}`,
    ].join('\n'),
  )
})

test('a course whose first step lies ahead is not current', async () => {
  const steps = [
    between(1, '30 mg', '2026-02-01', '2026-02-05'),
    between(2, '20 mg', '2026-02-06', '2026-02-10'),
  ]
  assert.match(await ask([plain('2026-01-05', steps)]), /^Geen actuele[^]*NOG NIET GESTART: Predn/u)
})

test('a duration that has passed since the prescription makes an active record uncertain', async () => {
  assert.equal(
    await ask([plain('2019-01-01', [during(undefined, '3x1', 7)])]),
    [
      'Let op: onzeker of tegenstrijdig (1)',
      `• ONZEKER: Prednison – ${RAN_OUT} – 3x1 – gedurende 7\u00A0dagen – voorschrift 01-01-2019, ${WHO}`,
    ].join('\n'),
  )
})

test('a duration that may still run leaves an active record current, with the duration', async () => {
  assert.equal(
    await ask([plain('2026-01-08', [during(undefined, '3x1', 7)])]),
    [
      'Actueel (1)',
      `• Prednison – 3x1 – gedurende 7\u00A0dagen – voorschrift 08-01-2026, ${WHO}`,
    ].join('\n'),
  )
})

test('the durations of steps that follow each other count together', async () => {
  const steps = [during(1, '30 mg', 5), during(2, '20 mg', 5)]
  assert.match(await ask([plain('2026-01-04', steps)]), /^Actueel \(1\)/u)
  assert.match(
    await ask([plain('2025-12-20', steps)]),
    /^Let op: onzeker [^]*duur van de dosering/u,
  )
})

test('a schedule that repeats does not run out', async () => {
  const record = agreement('1', 'Capecitabine', undefined, {
    extension: mp9('A', '2025-04-03', undefined),
    modifierExtension: [
      {
        url: 'http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule',
        valueDuration: { value: 21, unit: 'dag' },
      },
    ],
    dosageInstruction: [during(undefined, '2x', 14)],
  })
  assert.equal(
    await ask([record]),
    [
      'Actueel (1)',
      `• Capecitabine – 2x – gedurende 14\u00A0dagen – herhaald schema van 21\u00A0dagen – sinds 03-04-2025 – voorschrift 03-04-2025, ${WHO}`,
    ].join('\n'),
  )
})

test('an older course that has run out is not hidden behind a newer prescription', async () => {
  const newer = plain('2026-01-10', [{ text: '1x5 mg' }], { id: '2' })
  assert.equal(
    await ask([plain('2025-12-01', [during(undefined, '1x30 mg', 7)]), newer]),
    [
      'Actueel (1)',
      `• Prednison – 1x5 mg – voorschrift 10-01-2026, ${WHO} – ⚠\u00A0ook in de bron: 1x30 mg, gedurende 7\u00A0dagen, voorschrift 01-12-2025, ${WHO}`,
    ].join('\n'),
  )
})

test('steps with words of their own stand in their sequence, each with its duration', async () => {
  const steps = [during(2, '20 mg per dag', 5), during(1, '30 mg per dag', 5)]
  assert.equal(
    await ask([plain('2026-01-08', steps)]),
    [
      'Actueel (1)',
      `• Prednison – gedurende 5\u00A0dagen, 30 mg per dag; daarna gedurende 5\u00A0dagen, 20 mg per dag (samengesteld uit de velden van de bron) – voorschrift 08-01-2026, ${WHO}`,
    ].join('\n'),
  )
})

test('steps without a sequence get no order, and where a duration asks for one that is said', async () => {
  assert.match(
    await ask([plain('2026-01-08', [{ text: "1 's ochtends" }, { text: "2 's avonds" }])]),
    /• Prednison – 1 's ochtends; 2 's avonds – voorschrift/u,
  )
  const steps = [during(undefined, '30 mg', 9), during(undefined, '20 mg', 9)]
  assert.match(
    await ask([plain('2026-01-08', steps)]),
    /• Prednison – gedurende 9\u00A0dagen, 30 mg; gedurende 9\u00A0dagen, 20 mg \(samengesteld uit de velden van de bron\) – ⚠\u00A0volgorde van de doseringen niet vermeld – voorschrift/u,
  )
  assert.match(
    await ask([plain('2026-01-08', [{ text: 'los' }, during(1, '30 mg', 9)])]),
    /• Prednison – gedurende 9\u00A0dagen, 30 mg; volgorde niet vermeld: los \(samengesteld uit/u,
  )
})
