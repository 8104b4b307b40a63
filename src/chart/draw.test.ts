import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Resvg } from '@resvg/resvg-js'
import { isBlurhashValid } from 'blurhash'
import { createCharts } from './draw.ts'
import type { ChartSpec } from './spec.ts'
import { chartSvg } from './svg.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

const weight: ChartSpec = {
  title: 'Gewicht (kg)',
  series: [
    {
      name: 'gewicht',
      points: [
        { at: day(1), value: 72.4 },
        { at: day(9), value: 70 },
      ],
    },
  ],
  targets: [],
  footer: ['Dossier Thuiszorg', 'opgehaald 12-01-2026 09:31'],
  dayWords: (at) => at.toISOString().slice(0, 10).split('-').toReversed().join('-'),
  valueWords: (value) => String(value).replace('.', ','),
}

const inkOf = (png: Uint8Array): number => {
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240"><image href="${href}" width="300" height="240"/></svg>`
  return new Resvg(svg).render().pixels.filter((value, at) => at % 4 === 0 && value < 100).length
}

const textsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text ?? '')

test('a chart is a picture with a smaller one and a blur, and its words are drawn', async () => {
  const drawing = await createCharts().draw(weight)
  assert.deepEqual([drawing.width, drawing.height], [1000, 800])
  assert.deepEqual([drawing.thumbnail.width, drawing.thumbnail.height], [600, 480])
  for (const { png } of [drawing, drawing.thumbnail])
    assert.equal(Buffer.from(png.slice(1, 4)).toString(), 'PNG')
  assert.equal(isBlurhashValid(drawing.blurhash).result, true)
  const wordless = await createCharts().draw({
    ...weight,
    title: '',
    footer: [],
    dayWords: () => '',
    valueWords: () => '',
  })
  assert.ok(inkOf(drawing.png) > inkOf(wordless.png) * 1.5)
})

test('the last value stands at its line, with the days of the first and the last', () => {
  const texts = textsIn(chartSvg(weight))
  assert.ok(texts.includes('70'))
  assert.ok(texts.includes('01-01-2026') && texts.includes('09-01-2026'))
  assert.ok(texts.includes('Dossier Thuiszorg'))
})

test('two lines are told apart by marker, dash and name, and their labels do not touch', () => {
  const both: ChartSpec = {
    ...weight,
    series: [
      {
        name: 'boven',
        points: [
          { at: day(1), value: 120 },
          { at: day(5), value: 121 },
        ],
      },
      {
        name: 'onder',
        points: [
          { at: day(1), value: 119 },
          { at: day(5), value: 118 },
        ],
      },
    ],
  }
  const svg = chartSvg(both)
  assert.match(svg, /<circle/u)
  assert.match(svg, /<rect [^>]*fill="#8f3b1b"/u)
  assert.match(svg, /stroke-dasharray="18 12"/u)
  const heightOf = (text: string) =>
    Number(new RegExp(`y="([\\d.]+)"[^>]*>${text}</text>`, 'u').exec(svg)?.[1])
  assert.ok(Math.abs(heightOf('boven') - heightOf('onder')) >= 100)
})

test('hostile words in a chart are letters, not markup', async () => {
  const hostile = { ...weight, title: '</text><script>&"\u0000', footer: ['<image href="x"/>'] }
  const svg = chartSvg(hostile)
  assert.doesNotMatch(svg, /<script|<image/u)
  assert.equal(svg.includes('\u0000'), false)
  assert.equal((await createCharts().draw(hostile)).width, 1000)
})

test('one value alone is drawn in the middle, between two round values', () => {
  const texts = textsIn(
    chartSvg({ ...weight, series: [{ name: 'gewicht', points: [{ at: day(1), value: 72.4 }] }] }),
  )
  assert.ok(texts.includes('72,4') && texts.includes('72') && texts.includes('73'))
})
