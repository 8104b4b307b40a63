import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observation, pressure, said, weight } from '../../../test/measurements.ts'

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
        '• Bloeddruk: 165/92\u00A0mmHg – gemeten op 12-01-2026 – vorige: 158/92\u00A0mmHg (09-01-2026) – bovendruk 7\u00A0mmHg hoger (▲), onderdruk gelijk (=) dan 3 dagen eerder – door wie dit is gemeten, staat er niet bij',
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
  assert.match(text, /Gewicht: 40\u00A0kg \(beoordeling bron: kritiek laag\)/)
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
