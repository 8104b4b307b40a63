import type { DoseAmount } from '../../fhir/medication/dose-amount.ts'
import type { Amount } from '../../fhir/value/codes.ts'
import type { DateContext } from '../answer/date-words.ts'
import { numberWords } from '../answer/number-words.ts'

/** An amount in the source's own unit, which stays on the line of its number; what is missing is said. */
export const amountWords = (amount: Amount, context: DateContext): string => {
  const { clinical, medicatie } = context.t
  if (amount.value === undefined) return medicatie.noAmount
  const number = `${amount.comparator ?? ''}${numberWords(amount.value, context)}`
  return amount.unit === undefined
    ? `${number} ${clinical.withoutUnit}`
    : `${number}\u00A0${amount.unit}`
}

/** An amount, a range or an amount per another, in words. */
export const doseAmount = (dose: DoseAmount, context: DateContext): string => {
  const { medicatie } = context.t
  if (dose.kind === 'amount') return amountWords(dose.amount, context)
  if (dose.kind === 'ratio') {
    const amount = amountWords(dose.numerator, context)
    const per = dose.denominator
    return per === undefined ? amount : medicatie.perAmount(amount, amountWords(per, context))
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

/** Amounts of which one is to be taken. */
export const amounts = (doses: readonly DoseAmount[], context: DateContext) => {
  const words = doses.map((dose) => doseAmount(dose, context))
  return words.length === 0 ? undefined : words.join(context.t.medicatie.or)
}
