import type { Duration, Quantity, Range, Ratio } from '@medplum/fhirtypes'
import { type Amount, amountOf, numberOf, textOf } from '../value/codes.ts'

/** An amount, a range of amounts, or an amount per another; `type` tells what kind of amount it is, when that matters. */
export type DoseAmount = (
  | { readonly kind: 'amount'; readonly amount: Amount }
  | { readonly kind: 'range'; readonly low: Amount | undefined; readonly high: Amount | undefined }
  | { readonly kind: 'ratio'; readonly numerator: Amount; readonly denominator: Amount | undefined }
) & { readonly type?: string }

/** Reads a single amount. */
export const amount = (value: Parameters<typeof amountOf>[0]): DoseAmount | undefined => {
  const read = amountOf(value)
  return read === undefined ? undefined : { kind: 'amount', amount: read }
}

/** Reads a range of amounts. */
export const range = (value: Range | undefined): DoseAmount | undefined =>
  typeof value === 'object' && value !== null
    ? { kind: 'range', low: amountOf(value.low), high: amountOf(value.high) }
    : undefined

/** Reads an amount per another. */
export const ratio = (value: Ratio | undefined): DoseAmount | undefined => {
  const numerator = amountOf(value?.numerator)
  if (numerator === undefined) return undefined
  return { kind: 'ratio', numerator, denominator: amountOf(value?.denominator) }
}

/** Those that are there. */
export const present = (...values: readonly (DoseAmount | undefined)[]) =>
  values.filter((value) => value !== undefined)

const DAYS: ReadonlyMap<string, number> = new Map([
  ['h', 1 / 24],
  ['uur', 1 / 24],
  ['d', 1],
  ['dag', 1],
  ['dagen', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weken', 7],
  ['weeks', 7],
  ['mo', 31],
  ['maand', 31],
  ['maanden', 31],
  ['month', 31],
  ['months', 31],
  ['a', 366],
  ['jaar', 366],
  ['year', 366],
  ['years', 366],
])

/** How many days a duration lasts at its longest, for saying that it has certainly passed; never shown. */
export const daysAtMost = (duration: Duration | Quantity | undefined): number | undefined => {
  const value = numberOf(duration?.value)
  const days =
    DAYS.get(textOf(duration?.code) ?? '') ?? DAYS.get((textOf(duration?.unit) ?? '').toLowerCase())
  if (value === undefined || value <= 0 || days === undefined) return undefined
  return textOf(duration?.comparator)?.startsWith('>') === true ? undefined : value * days
}
