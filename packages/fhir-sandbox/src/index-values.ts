import type { TypedValue } from '@medplum/core'
import type {
  Address,
  CodeableConcept,
  Coding,
  ContactPoint,
  HumanName,
  Identifier,
  Period,
  Quantity,
  Range,
  Reference,
  Timing,
} from '@medplum/fhirtypes'
import { type DateRange, dateRange, FOREVER } from './date-range.ts'

/** One row of the token index. */
export type TokenRow = { readonly system: string | null; readonly code: string | null }
/** One row of the reference index: a local target, or the URL as it stands. */
export type ReferenceRow = {
  readonly type: string | null
  readonly id: string | null
  readonly url: string | null
}
/** One row of the number index. */
export type NumberRow = {
  readonly value: number
  readonly system: string | null
  readonly code: string | null
  readonly unit: string | null
}

const token = (system: string | undefined, code: string | undefined): TokenRow[] =>
  system || code ? [{ system: system ?? null, code: code ?? null }] : []

/** What a token search finds in a value. */
export const tokensOf = ({ type, value }: TypedValue): readonly TokenRow[] => {
  if (typeof value !== 'object') return token(undefined, String(value))
  switch (type) {
    case 'CodeableConcept':
      return ((value as CodeableConcept).coding ?? []).flatMap((c) => token(c.system, c.code))
    case 'Coding':
      return token((value as Coding).system, (value as Coding).code)
    case 'Identifier':
      return token((value as Identifier).system, (value as Identifier).value)
    case 'ContactPoint':
      return token((value as ContactPoint).system, (value as ContactPoint).value)
    default:
      return []
  }
}

/** The words `:text` finds in a token's value. */
export const tokenTextsOf = ({ type, value }: TypedValue): readonly string[] => {
  const words: (string | undefined)[] =
    type === 'CodeableConcept'
      ? [
          (value as CodeableConcept).text,
          ...((value as CodeableConcept).coding ?? []).map((c) => c.display),
        ]
      : type === 'Coding'
        ? [(value as Coding).display]
        : type === 'Identifier'
          ? [(value as Identifier).type?.text]
          : []
  return words.filter((w) => w !== undefined)
}

/** The words a string search finds: names and addresses part by part. */
export const stringsOf = ({ type, value }: TypedValue): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (type === 'HumanName') {
    const n = value as HumanName
    const parts = [n.family, n.text, ...(n.given ?? []), ...(n.prefix ?? []), ...(n.suffix ?? [])]
    return parts.filter((p) => p !== undefined)
  }
  if (type === 'Address') {
    const a = value as Address
    const parts = [a.text, a.city, a.district, a.state, a.postalCode, a.country, ...(a.line ?? [])]
    return parts.filter((p) => p !== undefined)
  }
  return []
}

const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]+)?$/

/** `Type/id` (with or without a version) as its two parts. */
export const literalReference = (
  reference: string,
): { readonly type: string; readonly id: string } | undefined => {
  const m = LOCAL.exec(reference)
  return m?.[1] && m[2] ? { type: m[1], id: m[2] } : undefined
}

/** What a reference search finds; a logical reference without `reference` is not found. */
export const referencesOf = ({ value }: TypedValue): readonly ReferenceRow[] => {
  const text = typeof value === 'string' ? value : (value as Reference).reference
  if (!text || text.startsWith('#')) return []
  const local = literalReference(text)
  return [local ? { ...local, url: null } : { type: null, id: null, url: text }]
}

const periodRange = (p: Period): DateRange[] => {
  if (!p.start && !p.end) return []
  const low = p.start ? dateRange(p.start)?.low : FOREVER.low
  const high = p.end ? dateRange(p.end)?.high : FOREVER.high
  return low === undefined || high === undefined ? [] : [{ low, high }]
}

/** The stretches of time a date search compares with. */
export const datesOf = ({ type, value }: TypedValue): readonly DateRange[] => {
  if (typeof value === 'string') {
    const range = dateRange(value)
    return range ? [range] : []
  }
  if (type === 'Period') return periodRange(value as Period)
  if (type === 'Timing') {
    const t = value as Timing
    const events = (t.event ?? []).flatMap((e) => dateRange(e) ?? [])
    return [...events, ...(t.repeat?.boundsPeriod ? periodRange(t.repeat.boundsPeriod) : [])]
  }
  return []
}

const quantityRow = (q: Quantity): NumberRow[] =>
  q.value === undefined
    ? []
    : [{ value: q.value, system: q.system ?? null, code: q.code ?? null, unit: q.unit ?? null }]

/** What a number or quantity search compares with. */
export const numbersOf = ({ type, value }: TypedValue): readonly NumberRow[] => {
  if (typeof value === 'number') return [{ value, system: null, code: null, unit: null }]
  if (type === 'Range') {
    const r = value as Range
    return [...(r.low ? quantityRow(r.low) : []), ...(r.high ? quantityRow(r.high) : [])]
  }
  return typeof value === 'object' && value !== null ? quantityRow(value as Quantity) : []
}
