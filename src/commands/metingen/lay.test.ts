import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loinc, observation, pressure, said, weight } from '../../../test/measurements.ts'

const head = 'Metingen – opgezocht op 14-01-2026 09:31 bij: Zorgdossier ✓'
const foot = 'Heeft u hier vragen over? Vraag het uw zorgverlener.'

const lay = (
  observations: Parameters<typeof said>[0],
  more: Parameters<typeof said>[1] = {},
): Promise<string> => said(observations, { audience: 'lay', ...more })

test('the client and relatives get the same numbers in plain words', async () => {
  const text = await lay([
    pressure('1', 158, 92, '2026-01-09'),
    pressure('2', 165, 92, '2026-01-12'),
    weight('3', 72.4, '2026-01-12T07:30:00+01:00', {
      performer: [{ reference: 'Patient/1', type: 'Patient' }],
    }),
  ])
  assert.equal(
    text,
    [
      head,
      [
        '• Bloeddruk: 165/92\u00A0mmHg – gemeten op 12-01-2026 – de keer daarvoor: 158/92\u00A0mmHg (09-01-2026) – bovendruk 7\u00A0mmHg hoger, onderdruk hetzelfde vergeleken met 3 dagen eerder – door wie dit is gemeten, staat er niet bij',
        '• Gewicht: 72,4\u00A0kg – gemeten op 12-01-2026 07:30 – gemeten door de cliënt zelf',
      ].join('\n'),
      foot,
    ].join('\n\n'),
  )
})

test('what is uncertain about a measurement is said in plain words too', async () => {
  const text = await lay([
    weight('1', 72.4, '2025-01-12', {
      status: 'preliminary',
      modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }],
      note: [{ text: 'was onrustig' }],
    }),
  ])
  assert.equal(
    text,
    [
      head,
      '• Gewicht: 72,4\u00A0kg – let op: vraag na of dit klopt – let op: dit staat nog niet vast – let op: dit is langer dan 90 dagen geleden gemeten – gemeten op 12-01-2025 – er staat een opmerking bij: vraag ernaar – door wie dit is gemeten, staat er niet bij',
      foot,
    ].join('\n\n'),
  )
})

test('what the source calls critical is not left out', async () => {
  const text = await lay([
    weight('1', 40, '2026-01-12', { interpretation: [{ coding: [{ code: 'LL' }] }] }),
  ])
  assert.match(text, /Gewicht: 40\u00A0kg \(erbij staat: gevaarlijk laag\)/)
})

test('a measure without plain words of its own keeps the name of the source', async () => {
  const text = await lay([
    observation('1', {
      code: { text: 'Knijpkracht' },
      valueQuantity: { value: 20, unit: 'kg' },
      effectiveDateTime: '2026-01-12',
    }),
  ])
  assert.match(text, /^• Knijpkracht: 20\u00A0kg – gemeten op 12-01-2026/mu)
})

test('in English the words are plain as well', async () => {
  const text = await lay([weight('1', 72.4, '2026-01-12')], { language: 'en' })
  assert.match(text, /Weight: 72\.4\u00A0kg – measured on 12-01-2026 – it is not said who measured/)
})

test('that nothing was found is said in plain words, and is not "nothing there"', async () => {
  assert.equal(
    await lay([]),
    [
      head,
      'Er is niets gevonden bij Zorgdossier (opgezocht op 14-01-2026 09:31). Dat betekent niet dat er niets is.',
      foot,
    ].join('\n\n'),
  )
})

test('no word for professionals is left where ranges, doubts and comparisons are told', async () => {
  const text = await lay([
    observation('1', {
      code: loinc('2708-6'),
      valueQuantity: { value: 92, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
      referenceRange: [{ low: { value: 95, unit: '%' } }],
      interpretation: [{ coding: [{ code: 'L' }] }],
      effectiveDateTime: '2026-01-12',
    }),
    observation('2', {
      code: loinc('2708-6'),
      valueQuantity: { value: 95, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
      effectiveDateTime: '2026-01-11',
      status: 'corrected',
    }),
    observation('3', {
      code: loinc('8310-5'),
      dataAbsentReason: { coding: [{ code: 'not-performed' }] },
      effectiveDateTime: '2026-01-12',
    }),
    weight('4', 72, '2026-01-12', { valueQuantity: { value: 72 } }),
    weight('5', 72, '2026-01-12', { status: 'entered-in-error' }),
    weight('6', 72, '2026-01-12', { status: 'cancelled' }),
  ])
  const nobody = 'door wie dit is gemeten, staat er niet bij'
  const oxygen = 'of er extra zuurstof bij was, staat er niet bij'
  assert.equal(
    text,
    [
      head,
      [
        `• Zuurstof in het bloed: 92\u00A0% (erbij staat: laag; grenzen die erbij staan: vanaf 95\u00A0%) – gemeten op 12-01-2026 – ${oxygen} – de keer daarvoor: 95\u00A0%, ${oxygen}, dit is later verbeterd (11-01-2026) – 3\u00A0punten lager vergeleken met 1 dag eerder – ${nobody}`,
        `• Temperatuur: geen uitslag (niet gedaan) – gemeten op 12-01-2026 – ${nobody}`,
        `• Gewicht: 72 (in welke maat, staat er niet bij) – gemeten op 12-01-2026 – ${nobody}`,
      ].join('\n'),
      'Niet getoond: 1 meting die niet klopt, 1 meting die niet doorging.',
      foot,
    ].join('\n\n'),
  )
})

test('a source that gives nothing is named with the reason in plain words', async () => {
  assert.equal(
    await lay([], { failed: [{ part: 'Observation', code: 'timeout' }] }),
    [
      'Metingen – opgezocht op 14-01-2026 09:31 bij: Zorgdossier (niet gelukt: er kwam geen antwoord)',
      'Er kon nu niets worden opgezocht: Zorgdossier – Metingen: er kwam geen antwoord.\nDat betekent niet dat er niets is. Probeer het later nog eens, of vraag het uw zorgverlener.',
      foot,
    ].join('\n\n'),
  )
})

test('in English what a source could not give, and what it says of a value, is plain as well', async () => {
  assert.equal(
    await lay(
      [
        pressure('1', 158, 92, '2026-01-09'),
        pressure('2', 165, 90, '2026-01-12'),
        weight('3', 40, '2026-01-12', { interpretation: [{ coding: [{ code: 'LL' }] }] }),
      ],
      { language: 'en', failed: [{ part: 'Observation', code: 'incomplete' }] },
    ),
    [
      'Measurements – looked up on 14-01-2026 09:31 at: Zorgdossier (not everything)\nNOTE: not everything could be looked up.\nZorgdossier – Measurements: not everything came in',
      [
        '• Weight: 40\u00A0kg (it says: dangerously low) – measured on 12-01-2026 – it is not said who measured this',
        '• Blood pressure: 165/90\u00A0mmHg – measured on 12-01-2026 – the time before: 158/92\u00A0mmHg (09-01-2026) – upper pressure 7\u00A0mmHg higher, lower pressure 2\u00A0mmHg lower compared with 3 days before – it is not said who measured this',
      ].join('\n'),
      'Do you have questions about this? Ask your care professional.',
    ].join('\n\n'),
  )
})
