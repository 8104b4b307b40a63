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
  if (type === 'CodeableConcept') {
    const concept: CodeableConcept = value
    return (concept.coding ?? []).flatMap((c) => token(c.system, c.code))
  }
  if (type === 'Coding') {
    const coding: Coding = value
    return token(coding.system, coding.code)
  }
  if (type === 'Identifier' || type === 'ContactPoint') {
    const named: Identifier | ContactPoint = value
    return token(named.system, named.value)
  }
  return []
}

/** The words `:text` finds in a token's value. */
export const tokenTextsOf = ({ type, value }: TypedValue): readonly string[] => {
  const words: (string | undefined)[] = []
  if (type === 'CodeableConcept') {
    const concept: CodeableConcept = value
    words.push(concept.text, ...(concept.coding ?? []).map((c) => c.display))
  }
  if (type === 'Coding') {
    const coding: Coding = value
    words.push(coding.display)
  }
  if (type === 'Identifier') {
    const identifier: Identifier = value
    words.push(identifier.type?.text)
  }
  return words.filter((w) => w !== undefined)
}

/** The words a string search finds: names and addresses part by part. */
export const stringsOf = ({ type, value }: TypedValue): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (type === 'HumanName') {
    const n: HumanName = value
    const parts = [n.family, n.text, ...(n.given ?? []), ...(n.prefix ?? []), ...(n.suffix ?? [])]
    return parts.filter((p) => p !== undefined)
  }
  if (type === 'Address') {
    const a: Address = value
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
  const reference: Reference | string = value
  const text = typeof reference === 'string' ? reference : reference.reference
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
  if (type === 'Period') {
    const period: Period = value
    return periodRange(period)
  }
  if (type === 'Timing') {
    const t: Timing = value
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
    const r: Range = value
    return [...(r.low ? quantityRow(r.low) : []), ...(r.high ? quantityRow(r.high) : [])]
  }
  if (typeof value !== 'object' || value === null) return []
  const quantity: Quantity = value
  return quantityRow(quantity)
}
