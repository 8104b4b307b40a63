import type { DoseAmount } from '../../fhir/medication/dose-amount.ts'
import type { Amount } from '../../fhir/value/codes.ts'
import type { DateContext } from '../answer/date-words.ts'
import { numberWords } from '../answer/number-words.ts'
import { wordFor } from '../answer/word-for.ts'

/** The codes of times by the words sources write for them; UCUM's own codes need none. */
const TIMES: ReadonlyMap<string, string> = new Map(
  [
    ['s', 'sec', 'seconde', 'seconden', 'second', 'seconds'],
    ['min', 'minuut', 'minuten', 'minute', 'minutes'],
    ['h', 'u', 'uur', 'uren', 'hour', 'hours'],
    ['d', 'dag', 'dagen', 'day', 'days'],
    ['wk', 'week', 'weken', 'weeks'],
    ['mo', 'maand', 'maanden', 'month', 'months'],
    ['a', 'jaar', 'jaren', 'year', 'years'],
  ].flatMap(([ucum = '', ...words]) => [ucum, ...words].map((word) => [word, ucum] as const)),
)

/** A unit as it is said with its number; one that is not known here stays as the source writes it. */
const unitWords = (unit: string, value: number, { t }: DateContext): string => {
  const { units, counted } = t.medicatie
  const time = TIMES.get(unit) ?? TIMES.get(unit.length > 2 ? unit.toLowerCase() : '')
  const forms = Object.entries(units).find(([ucum]) => ucum === time)?.[1]
  if (forms !== undefined) return (value < 2 ? forms[0] : forms[1]) ?? unit
  const several = Number.isInteger(value) && value > 1
  return (several ? wordFor(counted, unit.toLowerCase()) : undefined) ?? unit
}

/** An amount in the source's own unit, which stays on the line of its number; what is missing is said. */
export const amountWords = (amount: Amount, context: DateContext): string => {
  const { clinical, medicatie } = context.t
  if (amount.value === undefined) return medicatie.noAmount
  const number = `${amount.comparator ?? ''}${numberWords(amount.value, context)}`
  return amount.unit === undefined
    ? `${number} ${clinical.withoutUnit}`
    : `${number}\u00A0${unitWords(amount.unit, amount.value, context)}`
}

/** `per dag`, `per 24 uur`. */
const perWords = (per: Amount, context: DateContext): string | undefined => {
  const { value, unit, comparator } = per
  if (value !== 1 || unit === undefined || comparator !== undefined) return undefined
  return context.t.medicatie.per('1', undefined, unitWords(unit, 1, context))
}

/** An amount, a range or an amount per another, in words. */
export const doseAmount = (dose: DoseAmount, context: DateContext): string => {
  const { medicatie } = context.t
  if (dose.kind === 'amount') return amountWords(dose.amount, context)
  if (dose.kind === 'ratio') {
    const amount = amountWords(dose.numerator, context)
    const per = dose.denominator
    if (per === undefined) return amount
    const span = perWords(per, context)
    return span === undefined
      ? medicatie.perAmount(amount, amountWords(per, context))
      : `${amount} ${span}`
  }
  const { low, high } = dose
  if (low?.value !== undefined && high?.value !== undefined) {
    const from =
      low.unit === high.unit ? numberWords(low.value, context) : amountWords(low, context)
    return medicatie.range(from, amountWords(high, context))
  }
  if (high?.value !== undefined) return medicatie.atMost(amountWords(high, context))
  return low?.value === undefined
    ? medicatie.noAmount
    : medicatie.atLeast(amountWords(low, context))
}

const typedAmount = (dose: DoseAmount, context: DateContext): string => {
  const { doseTypes, typed } = context.t.medicatie
  const words = doseAmount(dose, context)
  return dose.type === undefined ? words : typed(wordFor(doseTypes, dose.type) ?? dose.type, words)
}

/** The amounts of one dose, each with what kind it is; which of several counts is the record's to say (S8). */
export const amounts = (doses: readonly DoseAmount[], context: DateContext) => {
  if (doses.length === 0) return undefined
  const words = doses.map((dose) => typedAmount(dose, context))
  const types = new Set(doses.map(({ type }) => type))
  const isTold = doses.length === 1 || (types.size === doses.length && !types.has(undefined))
  return isTold ? words.join(', ') : context.t.medicatie.severalAmounts(words.join('; '))
}
