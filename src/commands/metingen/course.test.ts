import assert from 'node:assert/strict'
import test from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { ask, kg, pressure, said, weight } from '../../../test/measurements.ts'

/** The newest line of one kind. */
const newest = async (records: readonly Observation[], ...words: readonly string[]) =>
  (await said(records, { words })).split('\n').find((each) => each.startsWith('•'))

const weights = (...values: readonly number[]) =>
  values.map((value, at) =>
    weight(String(at), value, `2026-01-${String(13 - at).padStart(2, '0')}`),
  )

test('a course that only falls, or only rises, is called so', async () => {
  assert.equal(
    await newest(weights(70, 71, 71, 74), 'gewicht'),
    '• Gewicht: 70\u00A0kg – 13-01-2026 – vorige: 71\u00A0kg (12-01-2026) – 1\u00A0kg lager dan 1 dag eerder (▼) – verloop in 3 dagen (4 metingen): dalend, 4\u00A0kg lager – bron onbekend',
  )
  assert.match(
    (await newest(weights(74, 73, 70), 'gewicht')) ?? '',
    /– verloop in 2 dagen \(3 metingen\): stijgend, 4\u00A0kg hoger –/u,
  )
  assert.match(
    (await newest(weights(70, 70, 70), 'gewicht')) ?? '',
    /– verloop in 2 dagen \(3 metingen\): gelijk gebleven –/u,
  )
})

test('a course that goes both ways names its bounds and where it ended', async () => {
  assert.match(
    (await newest(weights(72, 75, 70), 'gewicht')) ?? '',
    /– verloop in 2 dagen \(3 metingen\): wisselend tussen 70\u00A0kg en 75\u00A0kg, nu 2\u00A0kg hoger dan de eerste –/u,
  )
  assert.match(
    (await newest(weights(70, 75, 70), 'gewicht')) ?? '',
    /wisselend tussen 70\u00A0kg en 75\u00A0kg, nu gelijk aan de eerste –/u,
  )
})

test('each of two pressures has its own course, over weeks', async () => {
  const records = [
    pressure('1', 142, 84, '2026-01-12'),
    pressure('2', 150, 84, '2025-12-01'),
    pressure('3', 166, 84, '2025-10-27'),
  ]
  assert.match(
    (await newest(records, 'bloeddruk')) ?? '',
    /– verloop in 11 weken \(3 metingen\): bovendruk dalend, 24\u00A0mmHg lager; onderdruk gelijk gebleven –/u,
  )
})

test('in English it reads the same', async () => {
  const text = await said(weights(70, 71, 74), { words: ['gewicht'], language: 'en' })
  assert.match(text, /– course in 2 days \(3 measurements\): falling, 4\u00A0kg lower –/u)
})

test('what cannot be compared is no part of a course', async () => {
  const [first, second, third] = weights(70, 71, 74)
  assert.ok(first !== undefined && second !== undefined && third !== undefined)
  const others: readonly Partial<Observation>[] = [
    { valueQuantity: { value: 71_000, unit: 'g' } },
    { valueQuantity: { ...kg(71), comparator: '>' } },
    { status: 'preliminary' },
    { modifierExtension: [{ url: 'urn:unknown' }] },
    { focus: [{ display: 'pasgeborene' }] },
    { bodySite: { text: 'met kleding' } },
    { effectiveDateTime: '2026-01' },
    { effectiveDateTime: '2027-01-01' },
    { effectiveDateTime: '' },
  ]
  for (const other of others) {
    const line = await newest([first, { ...second, ...other }, third], 'gewicht')
    assert.doesNotMatch(line ?? '', /verloop/u, JSON.stringify(other))
  }
})

test('the line with the course is traceable to every measurement of it', async () => {
  const outcome = await ask(weights(70, 71, 74), { words: ['gewicht'] })
  assert.ok(outcome.kind === 'answer')
  const facts = outcome.document.find((block) => block.kind === 'list')
  assert.deepEqual(facts?.about?.[0], ['Observation/0', 'Observation/1', 'Observation/2'])
})
