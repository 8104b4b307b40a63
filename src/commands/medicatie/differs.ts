import type { DoseMax, DoseStep } from '../../fhir/medication/dose-step.ts'
import {
  amountsIn,
  frequenciesIn,
  hoursOf,
  isPlain,
  maximaIn,
  sameUnit,
  saysAmount,
  saysFrequency,
  saysMax,
} from './said.ts'

type Text = string | undefined

/** Whether `often` per `hours` is as much as the fields say; compared only, never shown (S8). */
const isAsOften = (
  { low, high, hours }: ReturnType<typeof frequenciesIn>[number],
  { frequency, frequencyMax, period, periodUnit }: DoseStep,
): boolean => {
  const span = hoursOf(periodUnit ?? '')
  if (span === undefined || period === undefined || frequency === undefined) return false
  const same = (said: number | undefined, meant: number | undefined) =>
    said === undefined || meant === undefined
      ? said === meant
      : said * span * period === meant * hours
  return same(low, frequency) && same(high, frequencyMax)
}

const frequencyDiffers = (text: Text, step: DoseStep): boolean => {
  if (step.frequency === undefined || step.period === undefined || step.periodMax !== undefined)
    return false
  const said = frequenciesIn(text)
  return (
    said.length > 0 && !saysFrequency(text, step) && !said.some((each) => isAsOften(each, step))
  )
}

/** Only where the text speaks of one kind of unit: "2 tabletten van 500 mg" says the dose and the strength. */
const amountDiffers = (text: Text, { doses }: DoseStep): boolean =>
  doses.some((dose) => {
    if (dose.kind !== 'amount' || !isPlain(dose.amount) || dose.amount.unit === undefined)
      return false
    const { unit } = dose.amount
    const said = amountsIn(text)
    return said.length > 0 && said.every((word) => sameUnit(word, unit)) && !saysAmount(text, dose)
  })

const maxDiffers = (text: Text, { max }: DoseStep): boolean => {
  const isSameKind = ({ per, amount }: DoseMax) => {
    const single = amount.kind === 'amount' ? amount.amount : undefined
    const unit = amount.kind === 'ratio' ? amount.numerator.unit : single?.unit
    return maximaIn(text).some((each) => each.per === per && sameUnit(each.unit, unit))
  }
  return max.some((each) => isSameKind(each) && !saysMax(text, each))
}

/** Whether a text says how often, how much or how much at most, and the fields of the same dosage say otherwise. */
export const textDiffers = (text: Text, step: DoseStep): boolean =>
  frequencyDiffers(text, step) || amountDiffers(text, step) || maxDiffers(text, step)
