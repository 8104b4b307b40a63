import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { clinicalContext, now, patient, recordOver, shown } from '../../../test/clinical-case.ts'
import { loinc, UCUM, weight } from '../../../test/measurements.ts'
import { eventOf } from '../../../test/record-context.ts'
import type { ChartSpec, Drawing } from '../../chart/spec.ts'
import { createObservationReader } from '../../fhir/observation/observation.ts'
import { metingen } from './metingen.ts'
import type { DrawChart } from './picture.ts'

const drawing: Drawing = {
  png: new Uint8Array([1]),
  width: 1000,
  height: 800,
  thumbnail: { png: new Uint8Array([2]), width: 600, height: 480 },
  blurhash: 'LEHV6nWB2yk8',
}

/** A hand that draws, and remembers what. */
const hand = (drawn: Drawing | undefined = drawing) => {
  const specs: ChartSpec[] = []
  const draw: DrawChart = async (spec) => {
    specs.push(spec)
    return drawn
  }
  return { draw, specs }
}

const subject = { reference: patient }

const weights = [
  weight('1', 74, '2025-12-29', { subject }),
  weight('2', 72.4, '2026-01-12', { subject }),
]

const ask = async (
  records: readonly Observation[],
  word: string | undefined,
  drawChart: DrawChart | undefined,
  failing = false,
) => {
  const record = recordOver({
    records,
    ...(failing ? { failing: { Observation: 'timeout' } } : {}),
  })
  const context = {
    ...clinicalContext({ records: [] }, patient, now, 'nl', record),
    observations: createObservationReader(record),
    ...(drawChart === undefined ? {} : { drawChart }),
  }
  const args = {
    words: word === undefined ? [] : [word],
    options: { grafiek: true },
    text: '',
  } as const
  const answer = shown(await metingen.run(context, args))
  eventOf(answer.document)
  return answer
}

test('a value about another than the client is never drawn, nor a limit for some people only', async () => {
  const { draw, specs } = hand()
  const newborn = weight('3', 3.1, '2026-01-12', { subject, focus: [{ display: 'pasgeborene' }] })
  const limits = { low: { value: 50, unit: 'kg' }, appliesTo: [{ text: 'vrouw' }] }
  const [first, second] = weights
  assert.ok(first !== undefined && second !== undefined)
  const records = [first, { ...second, referenceRange: [limits] }, newborn]
  const { text } = await ask(records, 'gewicht', draw)
  assert.match(text, /1 meting staat niet in de grafiek/u)
  assert.deepEqual(
    specs.map(({ series, targets }) => [
      series.flatMap(({ points }) => points.map(({ value }) => value)),
      targets,
    ]),
    [[[74, 72.4], []]],
  )
})

test('a chart of one kind comes with the words, and its caption says the same numbers', async () => {
  const { draw, specs } = hand()
  const { text, picture } = await ask(weights, 'gewicht', draw)
  assert.match(text, /^• Gewicht: 72,4\u00A0kg – 12-01-2026/mu)
  assert.deepEqual(
    specs.map(({ title, series }) => [title, series.map(({ points }) => points.length)]),
    [['Gewicht (kg)', [2]]],
  )
  assert.deepEqual(picture, {
    ...drawing,
    filename: 'grafiek.png',
    caption: 'Grafiek Gewicht (kg): 74 op 29-12-2025; 72,4 op 12-01-2026. Bron: Apotheek.',
  })
})

const pressure = (id: string, day: string, ...codes: readonly [string, number][]): Observation => {
  const { valueQuantity: _, ...rest } = weight(id, 0, day, { subject })
  return {
    ...rest,
    code: loinc('85354-9'),
    component: codes.map(([code, value]) => ({
      code: loinc(code),
      valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
    })),
  }
}

test('half a blood pressure says in the caption which half it is, and that the other is missing', async () => {
  const pressures = [
    pressure('1', '2026-01-09', ['8480-6', 165], ['8462-4', 95]),
    pressure('2', '2026-01-10', ['8480-6', 150]),
    pressure('3', '2026-01-11', ['8462-4', 90]),
  ]
  const { picture } = await ask(pressures, 'bloeddruk', hand().draw)
  assert.equal(
    picture?.caption,
    'Grafiek Bloeddruk (mmHg): 165/95 op 09-01-2026; 150 (alleen bovendruk, onderdruk ontbreekt) op 10-01-2026; 90 (alleen onderdruk, bovendruk ontbreekt) op 11-01-2026. Bron: Apotheek.',
  )
})

test('what cannot be drawn is said, and the words stand', async () => {
  const { draw, specs } = hand()
  const without = await ask(weights, undefined, draw)
  assert.match(
    without.text,
    /Noem één soort meting voor een grafiek, bijvoorbeeld !metingen bloeddruk --grafiek/u,
  )
  assert.equal(without.picture, undefined)
  const none = await ask([], 'gewicht', draw)
  assert.match(none.text, /Er is geen meting die in een grafiek kan\./u)
  assert.equal(none.picture, undefined)
  assert.deepEqual(specs, [])
  for (const broken of [async () => undefined, undefined]) {
    const failed = await ask(weights, 'gewicht', broken)
    assert.match(failed.text, /• Gewicht: 72,4.*De grafiek kon niet worden getekend/su)
    assert.equal(failed.picture, undefined)
  }
})

test('a source that gave nothing gives no picture', async () => {
  const answer = await ask(weights, 'gewicht', hand().draw, true)
  assert.equal(answer.outcome, 'failed')
  assert.equal(answer.picture, undefined)
})

test('measurements that are not in the picture are counted under it', async () => {
  const words: Observation = {
    ...weight('3', 0, '2026-01-11', { subject }),
    valueString: 'te zwaar',
  }
  delete words.valueQuantity
  const { text, picture } = await ask([...weights, words], 'gewicht', hand().draw)
  assert.match(text, /1 meting staat niet in de grafiek/u)
  assert.match(picture?.caption ?? '', /74 op 29-12-2025; 72,4 op 12-01-2026/u)
})
