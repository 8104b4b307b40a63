import { type Position, temperatureSites } from '../../fhir/observation/measurement.ts'
import { type Amount, parseAmount } from '../typed/amount.ts'
import type { KindWords } from './kinds.ts'

/** Why what was typed is no measurement, for a sentence. Words are shown as they were typed. */
export type Misread =
  | { readonly kind: 'no-value' | 'two-values' | 'one-pressure' }
  | {
      readonly kind: 'ambiguous' | 'no-number' | 'not-whole' | 'unit' | 'word' | 'twice'
      readonly word: string
    }

/** What was typed after the kind. */
export type Typed = {
  readonly values: readonly number[]
  readonly unit: string
  /** `yyyy-mm-dd`, `gisteren` or `07:30`, still to be read. */
  readonly day?: string
  readonly time?: string
  readonly arm?: 'left' | 'right'
  readonly position?: Position
  readonly oxygen?: boolean
  readonly site?: (typeof temperatureSites)[number]
}

const ARMS = new Map<string, 'left' | 'right'>([
  ...['links', 'linkerarm', 'li', 'left'].map((word) => [word, 'left'] as const),
  ...['rechts', 'rechterarm', 're', 'right'].map((word) => [word, 'right'] as const),
])
const POSITIONS = new Map<string, Position>([
  ...['zittend', 'zit', 'sitting'].map((word) => [word, 'sitting'] as const),
  ...['staand', 'staande', 'standing'].map((word) => [word, 'standing'] as const),
  ...['liggend', 'lig', 'lying'].map((word) => [word, 'lying'] as const),
])
const SITES = new Map<string, (typeof temperatureSites)[number]>([
  ...['oor', 'ear', 'tympaan'].map((word) => [word, 'ear'] as const),
  ...['mond', 'oraal', 'mouth'].map((word) => [word, 'mouth'] as const),
  ...['oksel', 'armpit'].map((word) => [word, 'armpit'] as const),
  ...['voorhoofd', 'forehead'].map((word) => [word, 'forehead'] as const),
  ...['rectaal', 'rectal'].map((word) => [word, 'rectum'] as const),
])
const OXYGEN = new Set(['o2', 'o₂', 'zuurstof', 'oxygen'])
const DAYS = new Set(['vandaag', 'gisteren', 'eergisteren', 'today', 'yesterday'])
const TIME = /^(?:[01]?\d|2[0-3])[:.u][0-5]\d(?:u|uur)?$/u
// With a slash or a point only with its year: 90/60 is a pressure, and 5/10 a score.
const DATE = /^\d{1,2}-\d{1,2}(?:-\d{4})?$|^\d{4}-\d{2}-\d{2}$|^\d{1,2}([/.])\d{1,2}\1\d{4}$/u
const ARM_WORDS = new Set(['arm', 'aan', 'de', 'het', 'in', 'uur', 'op', 'at', 'the'])

const fold = (word: string): string => word.toLowerCase().replace(/[,;]+$/u, '')

const twoDigits = (time: string): string => {
  const [hour = '', minute = ''] = time.replace(/u(?:ur)?$/u, '').split(/[:.u]/u)
  return `${hour.padStart(2, '0')}:${minute}`
}

const numberOf = (text: string, { whole }: KindWords): number | Misread => {
  const amount: Amount = parseAmount(text)
  if (amount.kind === 'ambiguous') return { kind: 'ambiguous', word: text }
  if (amount.kind === 'invalid') return { kind: 'no-number', word: text }
  return whole === true && !Number.isInteger(amount.value)
    ? { kind: 'not-whole', word: text }
    : amount.value
}

const unitOf = (text: string, { units }: KindWords): string | Misread => {
  const found = text === '' ? units[0] : units.find(([written]) => written === text.toLowerCase())
  return found?.[1] ?? { kind: 'unit', word: text }
}

type Value = Pick<Typed, 'values' | 'unit'>

const isMisread = (value: unknown): value is Misread =>
  typeof value === 'object' && value !== null && 'kind' in value

const pressure = (upper: string, lower: string, unit: string, kind: KindWords): Value | Misread => {
  const [systolic, diastolic] = [numberOf(upper, kind), numberOf(lower, kind)]
  if (typeof systolic !== 'number') return systolic
  if (typeof diastolic !== 'number') return diastolic
  const ucum = unitOf(unit, kind)
  return typeof ucum === 'string' ? { values: [systolic, diastolic], unit: ucum } : ucum
}

const single = (text: string, unit: string, kind: KindWords): Value | Misread => {
  const value = numberOf(text, kind)
  if (typeof value !== 'number') return value
  const ucum = unitOf(unit, kind)
  return typeof ucum === 'string' ? { values: [value], unit: ucum } : ucum
}

const NUMBER = String.raw`[+-]?\d[\d.,]*`
const PRESSURE = new RegExp(`^(${NUMBER})\\s?(?:/|over|op)\\s?(${NUMBER})\\s?(mm\\s?hg)?$`, 'iu')
const ONE = new RegExp(String.raw`^(${NUMBER})\s?(\D.*)?$`, 'u')

/** The value, which may be written in up to four words (`165 / 95 mmHg`); how many words it took. */
const valueAt = (
  words: readonly string[],
  kind: KindWords,
): { readonly value: Value | Misread; readonly taken: number } | undefined => {
  if (!/^[+-]?\d/u.test(words[0] ?? '')) return undefined
  if (kind.kind === 'blood-pressure') {
    for (const taken of [4, 3, 2, 1]) {
      const text = words.slice(0, taken).join(' ')
      const [, upper, lower, unit = ''] = PRESSURE.exec(text) ?? []
      if (taken <= words.length && upper !== undefined && lower !== undefined)
        return { value: pressure(upper, lower, unit.replace(' ', ''), kind), taken }
    }
    return {
      value: /^\d+$/u.test(words[0] ?? '')
        ? { kind: 'one-pressure' }
        : { kind: 'no-number', word: words[0] ?? '' },
      taken: 1,
    }
  }
  const [, number = '', glued = ''] = ONE.exec(words[0] ?? '') ?? []
  if (number === '') return { value: { kind: 'no-number', word: words[0] ?? '' }, taken: 1 }
  if (glued !== '') return { value: single(number, glued, kind), taken: 1 }
  for (const taken of [3, 2]) {
    const unit = words.slice(1, taken).join(' ').toLowerCase()
    if (taken <= words.length && kind.units.some(([written]) => written === unit))
      return { value: single(number, unit, kind), taken }
  }
  return { value: single(number, '', kind), taken: 1 }
}

type Found = { -readonly [Name in keyof Typed]?: Typed[Name] }

/** A word about how it was measured; how many words it took, or undefined when it says nothing known. */
const circumstance = (
  words: readonly string[],
  kind: KindWords,
): { readonly found: Found; readonly taken: number } | undefined => {
  const [word = '', next = ''] = words.map(fold)
  const hasArm = kind.kind === 'blood-pressure' || kind.kind.endsWith('-rate')
  const arm = ARMS.get(word)
  const position = POSITIONS.get(word)
  const site = SITES.get(word)
  if (hasArm && arm !== undefined) return { found: { arm }, taken: 1 }
  if (hasArm && position !== undefined) return { found: { position }, taken: 1 }
  if (kind.kind === 'body-temperature' && site !== undefined) return { found: { site }, taken: 1 }
  const isOxygen = kind.kind === 'oxygen-saturation' && OXYGEN.has(next)
  if (isOxygen && (word === 'met' || word === 'with')) return { found: { oxygen: true }, taken: 2 }
  if (isOxygen && (word === 'zonder' || word === 'without'))
    return { found: { oxygen: false }, taken: 2 }
  if (word === 'om' && TIME.test(next)) return { found: { time: twoDigits(next) }, taken: 2 }
  if (/^\d{1,2}[:u]/u.test(word) && TIME.test(word))
    return { found: { time: twoDigits(word) }, taken: 1 }
  if (DAYS.has(word) || DATE.test(word)) return { found: { day: word }, taken: 1 }
  return undefined
}

/** Reads the words after the kind. Every word must mean something: nothing that was typed is passed over. */
export const readTyped = (words: readonly string[], kind: KindWords): Typed | Misread => {
  const found: Found = {}
  let rest = words.map((word) => word.trim().replace(/[.,;!]+$/u, '')).filter((word) => word !== '')
  while (rest.length > 0) {
    const [word = ''] = rest
    const about = circumstance(rest, kind)
    if (about !== undefined) {
      if (Object.keys(about.found).some((name) => Object.hasOwn(found, name)))
        return { kind: 'twice', word }
      Object.assign(found, about.found)
      rest = rest.slice(about.taken)
      continue
    }
    const value = valueAt(rest, kind)
    if (value === undefined) {
      if (!ARM_WORDS.has(fold(word))) return { kind: 'word', word }
      rest = rest.slice(1)
      continue
    }
    if (isMisread(value.value)) return value.value
    if (found.values !== undefined) return { kind: 'two-values' }
    Object.assign(found, value.value)
    rest = rest.slice(value.taken)
  }
  const { values, unit } = found
  if (values === undefined || unit === undefined) return { kind: 'no-value' }
  return { ...found, values, unit }
}
