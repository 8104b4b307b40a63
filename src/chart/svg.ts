import { dateTicks, spreadApart, valueTicks } from './scale.ts'
import type { ChartSpec, Point, Series } from './spec.ts'

/** The size of a chart in pixels: about 300 wide on a phone, so letters are 42 high here. */
export const size = { width: 1000, height: 800 } as const

const font = 'Atkinson Hyperlegible'
const letter = 42
const area = { left: 150, right: 720, top: 120, bottom: 600 } as const
const dashes = ['', '18 12', '4 12', '30 10 4 10']
const colors = ['#1b4f8f', '#8f3b1b', '#1b6b3a', '#5b2a86']

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// Characters that XML 1.0 has not would make the whole picture unreadable.
const unfit = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escapeXml = (text: string): string =>
  text.replace(unfit, '').replace(/[&<>"']/g, (character) => entities[character] ?? '')

const round = (value: number): number => Math.round(value * 10) / 10

type Style = {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: true
  readonly size?: number
  readonly fill?: string
  /** A white edge, for words that stand on lines. */
  readonly halo?: true
}

const words = (x: number, y: number, text: string, style: Style = {}): string => {
  const { anchor = 'start', bold, size: height = letter, fill = '#111111', halo } = style
  const weight = bold === true ? ' font-weight="700"' : ''
  const edge =
    halo === true
      ? ' paint-order="stroke" stroke="#ffffff" stroke-width="12" stroke-linejoin="round"'
      : ''
  return `<text x="${round(x)}" y="${round(y)}" font-family="${font}" font-size="${height}"${weight} text-anchor="${anchor}" fill="${fill}"${edge}>${escapeXml(text)}</text>`
}

const line = (from: readonly [number, number], to: readonly [number, number], stroke: string) =>
  `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" ${stroke}/>`

const marker = (index: number, x: number, y: number, fill: string): string => {
  const [cx, cy] = [round(x), round(y)]
  if (index % 3 === 0) return `<circle cx="${cx}" cy="${cy}" r="11" fill="${fill}"/>`
  if (index % 3 === 1)
    return `<rect x="${cx - 10}" y="${cy - 10}" width="20" height="20" fill="${fill}"/>`
  return `<path d="M${cx} ${cy - 13}L${cx + 13} ${cy + 10}H${cx - 13}Z" fill="${fill}"/>`
}

const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`

/** A chart as SVG: white ground, few ticks, the last value large at the end of its line, no legend. */
export const chartSvg = (spec: ChartSpec): string => {
  const drawn = spec.series.filter(({ points }) => points.length > 0)
  const points = drawn.flatMap((each) => each.points)
  const values = [...points.map(({ value }) => value), ...spec.targets.map(({ value }) => value)]
  const ticks = valueTicks(Math.min(...values), Math.max(...values))
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const times = points.map(({ at }) => at.getTime())
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const x = (at: Date) =>
    first === last
      ? (area.left + area.right) / 2
      : area.left + 20 + ((at.getTime() - first) / (last - first)) * (area.right - area.left - 40)
  const y = (value: number) =>
    area.bottom - ((value - low) / (high - low)) * (area.bottom - area.top)

  const grid = ticks.flatMap((tick) => [
    line([area.left, y(tick)], [area.right, y(tick)], 'stroke="#c8c8c8" stroke-width="2"'),
    words(area.left - 18, y(tick) + 14, spec.valueWords(tick), { anchor: 'end' }),
  ])
  const days = dateTicks(points.map(({ at }) => at))
  const anchors = days.length === 1 ? (['middle'] as const) : (['start', 'middle', 'end'] as const)
  const dates = days.map((at, index) => {
    const anchor = days.length === 2 && index === 1 ? 'end' : (anchors[index] ?? 'middle')
    const where = anchor === 'start' ? area.left - 60 : anchor === 'end' ? area.right + 60 : x(at)
    return words(where, area.bottom + 62, spec.dayWords(at), { anchor })
  })
  const targets = spec.targets.flatMap(({ value, words: said }) => [
    line(
      [area.left, y(value)],
      [area.right, y(value)],
      'stroke="#111111" stroke-width="3" stroke-dasharray="8 8"',
    ),
    words(area.left + 8, y(value) - 12, shorten(said, 24), { halo: true }),
  ])
  const path = ({ points: own }: Series, index: number): readonly string[] => {
    const color = colors[index % colors.length] ?? '#111111'
    const places = own.map((point): readonly [Point, string] => [
      point,
      `${round(x(point.at))} ${round(y(point.value))}`,
    ])
    const dash = dashes[index % dashes.length] ?? ''
    return [
      `<polyline points="${places.map(([, place]) => place).join(' ')}" fill="none" stroke="${color}" stroke-width="5"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`,
      ...own.map((point) => marker(index, x(point.at), y(point.value), color)),
    ]
  }
  const ends = drawn.map(({ points: own }) => y(own.at(-1)?.value ?? low))
  const places = spreadApart(ends, drawn.length > 1 ? 110 : 0, [area.top, area.bottom - 30])
  const labels = drawn.flatMap(({ name, points: own }, index) => {
    const fill = colors[index % colors.length] ?? '#111111'
    const at = places[index] ?? area.top
    const value = spec.valueWords(own.at(-1)?.value ?? 0)
    return [
      words(area.right + 30, at + 20, value, { bold: true, size: 64, fill }),
      ...(drawn.length > 1 ? [words(area.right + 30, at + 64, shorten(name, 12), { fill })] : []),
    ]
  })
  const footer = spec.footer
    .slice(0, 2)
    .map((said, index) => words(40, 728 + index * 50, shorten(said, 46)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    words(40, 70, shorten(spec.title, 38), { bold: true, size: 50 }),
    ...grid,
    ...dates,
    ...targets,
    ...drawn.flatMap(path),
    ...labels,
    ...footer,
    '</svg>',
  ].join('')
}
