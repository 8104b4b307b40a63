import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clinicalContext, type Source, shown, typed } from '../../../test/clinical-case.ts'
import { administration, agreement, mp9, stopType, use } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const ask = async (source: Source | readonly Resource[], ...words: readonly string[]) => {
  const given = 'records' in source ? source : { records: source }
  return shown(await medicatie.run(clinicalContext(given), typed(...words)))
}

const HEADER = 'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓'
const FOOTER = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'
const FROM = '2025-04-03T00:00:00+02:00'
const SOURCE = 'voorschrift 03-04-2025 00:00, Huisarts, Pulver & Partners'

const whole = (...lines: readonly string[]) => [HEADER, '', ...lines, '', FOOTER].join('\n')

test('agreements with status unknown are listed: their period decides', async () => {
  const { text, outcome, reads, refs } = await ask([
    agreement('1', 'Metoprolol tablet mga 50 mg', '1x per dag 1 tablet', {
      extension: mp9('A', FROM, undefined),
    }),
  ])
  assert.equal(
    text,
    whole(
      'Actueel (1)',
      '',
      `• Metoprolol tablet mga 50 mg – 1x per dag 1 tablet – sinds 03-04-2025 – ${SOURCE}`,
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['MedicationRequest 1', 'MedicationDispense 0', 'MedicationStatement 0'])
  assert.deepEqual(refs, [{ ref: 'MedicationRequest/1' }])
})

test('a stopped agreement is never listed as current', async () => {
  const { text } = await ask([
    agreement('1', 'Oxazepam', '1x', { extension: mp9('A', FROM, undefined) }),
    agreement('2', 'Oxazepam', '1x', {
      extension: mp9('A', FROM, '2026-01-05T23:59:59+01:00', '2026-01-05T10:00:00+01:00'),
      modifierExtension: stopType('410546004'),
    }),
  ])
  assert.equal(
    text,
    whole(
      'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.',
      '',
      'Gestopt in de laatste 3 maanden (1)',
      '',
      `• GESTOPT op 05-01-2026: Oxazepam – stop afgesproken – ${SOURCE}`,
    ),
  )
})

test('a stop that lies ahead leaves the medicine current and says when it stops', async () => {
  const { text } = await ask([
    agreement('1', 'Oxazepam', '1x', { extension: mp9('A', FROM, undefined) }),
    agreement('2', 'Oxazepam', '1x', {
      extension: mp9('A', FROM, '2026-02-01T23:59:59+01:00', '2026-01-05T10:00:00+01:00'),
      modifierExtension: stopType('410546004'),
    }),
  ])
  assert.match(
    text,
    /Actueel \(1\)\n\n• Oxazepam – ⚠\u00A0stopt op 01-02-2026 – 1x – sinds 03-04-2025 – voorschrift /u,
  )
})

test('an interrupted medicine stands first, and says since when', async () => {
  const { text } = await ask([
    agreement('1', 'Oxazepam', '1x', { extension: mp9('A', FROM, undefined) }),
    agreement('2', 'Oxazepam', '1x', {
      extension: mp9('A', FROM, '2026-01-05T23:59:59+01:00', '2026-01-05T10:00:00+01:00'),
      modifierExtension: stopType('385655000'),
    }),
    agreement('3', 'Aspirine', '1x', { extension: mp9('B', FROM, undefined) }),
  ])
  assert.match(
    text,
    /Onderbroken \(1\)\n\n• ONDERBROKEN sinds 05-01-2026: Oxazepam[^]*Actueel \(1\)\n\n• Aspirine/u,
  )
})

test('a stop of a kind nobody knows makes the line uncertain', async () => {
  const { text } = await ask([
    agreement('1', 'Oxazepam', '1x', {
      extension: mp9('A', FROM, undefined),
      modifierExtension: stopType('113381000146106', 'iets met stoppen'),
    }),
  ])
  assert.match(
    text,
    /\(1\)\n\n• ONZEKER: Oxazepam[^\n]*⚠\u00A0stop van onbekende soort – iets met stoppen/u,
  )
})

test('use that is called active but whose period has passed is not current', async () => {
  const { text } = await ask([
    use('1', 'Ibuprofen', '1x', {
      effectivePeriod: { start: '2025-12-01', end: '2025-12-10' },
      dateAsserted: '2025-12-01',
    }),
  ])
  assert.equal(
    text,
    whole(
      'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.',
      '',
      'Gestopt in de laatste 3 maanden (1)',
      '',
      '• GESTOPT op 10-12-2025: Ibuprofen – gebruiksperiode afgelopen – gebruik 01-12-2025, volgens de cliënt',
    ),
  )
})

test('two treatments with the same medicine are two lines', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x ochtend', { extension: mp9('A', FROM, undefined) }),
    agreement('2', 'Metoprolol', '2x avond', { extension: mp9('B', FROM, undefined) }),
  ])
  assert.match(text, /Actueel \(2\)\n\n• Metoprolol – 1x ochtend[^\n]*\n• Metoprolol – 2x avond/u)
})

test('a request to dispense and a dispense do not count as medication, and are not hidden', async () => {
  const sct = 'http://snomed.info/sct'
  const { text } = await ask([
    agreement('1', 'Metoprolol', undefined, {
      category: [{ coding: [{ system: sct, code: '52711000146108' }] }],
      authoredOn: '2026-01-02',
    }),
    administration('2', 'Aspirine', undefined, {
      category: { coding: [{ system: sct, code: '373784005' }] },
      whenHandedOver: '2026-01-03',
    }),
  ])
  assert.equal(
    text,
    whole(
      'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.',
      '',
      'Alleen aangevraagd of verstrekt, geen afspraak over gebruik gevonden (2)',
      '',
      '• Metoprolol – status onbekend – verstrekkingsverzoek 02-01-2026, Huisarts, Pulver & Partners',
      '• Aspirine – status onbekend – verstrekking 03-01-2026, Apotheek De Gaper',
    ),
  )
})

test('a proposal is not medication: it stands apart', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x', {
      intent: 'proposal',
      status: 'active',
      authoredOn: '2026-01-02',
    }),
  ])
  assert.match(
    text,
    /Geen actuele medicatie gevonden[^]*Voorstellen, nog niet afgesproken \(1\)\n\n• VOORSTEL: Metoprolol/u,
  )
  assert.doesNotMatch(text, /Actueel/u)
})

test('what was entered in error is counted and never named', async () => {
  const { text } = await ask([
    agreement('1', 'Warfarine', '1x', {
      status: 'entered-in-error',
      extension: mp9('A', FROM, undefined),
    }),
  ])
  assert.doesNotMatch(text, /Warfarine/u)
  assert.match(text, /Geen gegevens gevonden in Apotheek \(peildatum 12-01-2026 09:31\)/u)
  assert.match(text, /1 foutief ingevoerd, niet getoond\./u)
})

test('a failed source is named, the rest is shown under ONVOLLEDIG', async () => {
  const { text, outcome, reads } = await ask({
    records: [agreement('1', 'Metoprolol', '1x', { extension: mp9('A', FROM, undefined) })],
    failing: { MedicationDispense: 'timeout' },
    incomplete: ['MedicationStatement'],
  })
  assert.match(
    text,
    /bronnen: Apotheek ⚠\u00A0\(deels\)\nONVOLLEDIG\nApotheek – Verstrekkingen: geen antwoord \(time-out\)\nApotheek – Medicatiegebruik: niet alles ontvangen\n/u,
  )
  assert.match(text, /• Metoprolol – 1x/u)
  assert.equal(outcome, 'partial')
  assert.deepEqual(reads, [
    'MedicationRequest 1',
    'MedicationDispense failed timeout',
    'MedicationStatement 0',
  ])
})

test('when nothing could be read, nothing is said about the patient', async () => {
  const { text, outcome } = await ask({
    records: [agreement('1', 'Metoprolol', '1x')],
    failing: {
      MedicationRequest: 'unreachable',
      MedicationDispense: 'unreachable',
      MedicationStatement: 'unreachable',
    },
  })
  assert.match(
    text,
    /Er kon niets worden opgehaald: [^]*Dit zegt niets over deze patiënt \(Medicatie\)\./u,
  )
  assert.doesNotMatch(text, /Metoprolol|Geen/u)
  assert.equal(outcome, 'failed')
})

test('a record of another patient, or of nobody, is dropped, reported and said to be missing', async () => {
  const { text, foreign, refs, outcome } = await ask([
    agreement('1', 'Warfarine', '1x', { subject: { reference: 'Patient/other' } }),
    agreement('2', 'Digoxine', '1x', { subject: {} }),
  ])
  assert.doesNotMatch(text, /Warfarine|Digoxine/u)
  assert.match(text, /ONVOLLEDIG\n2 gegevens zijn weggelaten/u)
  assert.deepEqual(foreign, ['MedicationRequest/1', 'MedicationRequest/2'])
  assert.deepEqual(refs, [])
  assert.equal(outcome, 'partial')
})
