import type { MeasuredKind } from '../../fhir/observation/measurement.ts'
import { foldWord } from '../typed/normalize.ts'

/** How one kind of measurement is typed. */
export type KindWords = {
  readonly kind: MeasuredKind
  /** The first is the one that is shown. */
  readonly words: readonly string[]
  /** Units as they may be typed, folded, to UCUM; the first is what a bare number means. */
  readonly units: readonly (readonly [string, string])[]
  /** An example to copy. */
  readonly example: string
  readonly whole?: true
}

const perMinute = [
  ['/min', '/min'],
  ['per minuut', '/min'],
  ['slagen', '/min'],
  ['bpm', '/min'],
] as const

/** The kinds that can be measured, in the order they are offered. */
export const kindWords: readonly KindWords[] = [
  {
    kind: 'blood-pressure',
    words: ['rr', 'bloeddruk', 'tensie', 'bp'],
    units: [['mmhg', 'mm[Hg]']],
    example: 'rr 125/80',
    whole: true,
  },
  {
    kind: 'pulse-rate',
    words: ['pols', 'polsslag', 'pulse'],
    units: perMinute,
    example: 'pols 76',
    whole: true,
  },
  {
    kind: 'heart-rate',
    words: ['hartslag', 'hartfrequentie', 'heartrate'],
    units: perMinute,
    example: 'hartslag 76',
    whole: true,
  },
  {
    kind: 'body-temperature',
    words: ['temp', 'temperatuur', 'temperature'],
    units: [
      ['°c', 'Cel'],
      ['c', 'Cel'],
      ['graden', 'Cel'],
      ['celsius', 'Cel'],
    ],
    example: 'temp 37,2',
  },
  {
    kind: 'oxygen-saturation',
    words: ['spo2', 'saturatie', 'sat'],
    units: [
      ['%', '%'],
      ['procent', '%'],
    ],
    example: 'spo2 96 zonder o2',
  },
  {
    kind: 'respiratory-rate',
    words: ['ademhaling', 'ademfrequentie', 'ah'],
    units: [
      ['/min', '/min'],
      ['per minuut', '/min'],
    ],
    example: 'ademhaling 16',
    whole: true,
  },
  {
    kind: 'body-weight',
    words: ['gewicht', 'weight'],
    units: [
      ['kg', 'kg'],
      ['kilo', 'kg'],
      ['gram', 'g'],
      ['g', 'g'],
    ],
    example: 'gewicht 72,4',
  },
  {
    kind: 'body-height',
    words: ['lengte', 'height'],
    units: [['cm', 'cm']],
    example: 'lengte 168',
  },
  {
    kind: 'pain',
    words: ['pijn', 'pijnscore', 'pain'],
    units: [['/10', '1']],
    example: 'pijn 4',
    whole: true,
  },
  {
    kind: 'glucose',
    words: ['glucose', 'bloedsuiker'],
    units: [['mmol/l', 'mmol/L']],
    example: 'glucose 6,2',
  },
]

/** Every word that calls a measurement by itself (`!rr 120/80`). */
export const kindForms: readonly string[] = kindWords.flatMap(({ words }) => words)

/** The kind a typed word means; undefined when it means none. */
export const kindOf = (word: string): KindWords | undefined => {
  const typed = foldWord(word)
  return kindWords.find(({ words }) => words.includes(typed))
}
