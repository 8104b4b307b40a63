import type { Amount } from '../fhir/codes.ts'
import type { Dose, DoseAmount, DoseStep } from '../fhir/medication-dose.ts'
import { type DateContext, plainDateWords } from './date-words.ts'
import { numberWords } from './number-words.ts'
import { wordFor } from './skeleton.ts'

/** An amount in the source's own unit; what is missing is said. */
export const amountWords = (amount: Amount, context: DateContext): string => {
  const { clinical, medicatie } = context.t
  if (amount.value === undefined) return medicatie.noAmount
  const number = `${amount.comparator ?? ''}${numberWords(amount.value, context)}`
  return `${number} ${amount.unit ?? clinical.withoutUnit}`
}

const doseAmount = (dose: DoseAmount, context: DateContext): string => {
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

const amounts = (doses: readonly DoseAmount[], context: DateContext) => {
  const words = doses.map((dose) => doseAmount(dose, context))
  return words.length === 0 ? undefined : words.join(context.t.medicatie.or)
}

const listed = (words: readonly string[], { t }: DateContext) =>
  words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')}${t.medicatie.and}${words.at(-1)}`

const number = (value: number | undefined, context: DateContext) =>
  value === undefined ? undefined : numberWords(value, context)

const perWords = (step: DoseStep, context: DateContext) => {
  const { medicatie } = context.t
  const from = number(step.period, context)
  if (from === undefined || step.periodUnit === undefined) return undefined
  const forms = Object.entries(medicatie.units).find(([code]) => code === step.periodUnit)?.[1]
  const single = step.period === 1 && step.periodMax === undefined
  const unit = (single ? forms?.[0] : forms?.[1]) ?? step.periodUnit
  return medicatie.per(from, number(step.periodMax, context), unit)
}

const timesWords = (step: DoseStep, context: DateContext) => {
  const times = number(step.frequency, context)
  if (times === undefined) return undefined
  return context.t.medicatie.times(times, number(step.frequencyMax, context))
}

const when = (step: DoseStep, context: DateContext): readonly (string | undefined)[] => {
  const { medicatie } = context.t
  const { days, times } = step
  const clock = times.map((time) => time.replace(/^(\d{2}:\d{2}):00(?:\.0+)?$/u, '$1'))
  return [
    days.length === 0
      ? undefined
      : medicatie.onDays(
          listed(
            days.map((day) => wordFor(medicatie.days, day) ?? day),
            context,
          ),
        ),
    clock.length === 0 ? undefined : medicatie.atTimes(listed(clock, context)),
    ...step.when.map((code) => wordFor(medicatie.when, code) ?? code),
    ...step.events.map((event) => plainDateWords(event, context)),
  ]
}

const asNeededWords = ({ asNeeded }: DoseStep, { t }: DateContext) => {
  if (asNeeded === undefined) return undefined
  return asNeeded === true ? t.medicatie.asNeeded : t.medicatie.asNeededFor(asNeeded)
}

const maxWords = (step: DoseStep, context: DateContext): readonly string[] =>
  step.max.map((max) => context.t.medicatie.max(doseAmount(max, context)))

const boundsWords = (step: DoseStep, context: DateContext): readonly string[] => {
  const { medicatie } = context.t
  const span = medicatie.stepPeriod(
    plainDateWords(step.from, context),
    plainDateWords(step.until, context),
  )
  return [
    ...(step.bounds === undefined ? [] : [medicatie.during(doseAmount(step.bounds, context))]),
    ...(span === '' ? [] : [span]),
  ]
}

const stepWords = (step: DoseStep, context: DateContext): string => {
  const { medicatie } = context.t
  const count = number(step.count, context)
  const rates = amounts(step.rates, context)
  const often = [timesWords(step, context), perWords(step, context)].filter(Boolean).join(' ')
  const parts = [
    ...boundsWords(step, context),
    step.text,
    asNeededWords(step, context),
    often,
    count && medicatie.total(count),
    step.code,
    ...when(step, context),
    amounts(step.doses, context),
    rates && medicatie.rate(rates),
    step.method,
    ...step.instructions,
    ...maxWords(step, context),
  ]
  return parts
    .filter(Boolean)
    .join(', ')
    .replace(/ maal, per /u, ' maal per ')
}

const derivedWords = ({ steps }: Dose, context: DateContext): string => {
  const { medicatie } = context.t
  const bySequence = Map.groupBy(steps, (step) => step.sequence ?? 0)
  return [...bySequence]
    .toSorted(([a], [b]) => a - b)
    .map(([, together]) =>
      together
        .map((step) => stepWords(step, context))
        .filter(Boolean)
        .join(medicatie.and),
    )
    .filter(Boolean)
    .join(medicatie.afterwards)
}

const unsaid = (text: string, words: readonly (string | undefined)[], sign: RegExp) =>
  sign.test(text) ? [] : words.filter((each) => each !== undefined)

/** The text of the source, with what its structure adds: to be taken as needed, at most, further instructions. */
const besideText = (text: string, { steps }: Dose, context: DateContext): readonly string[] => [
  ...unsaid(
    text,
    steps.map((step) => asNeededWords(step, context)),
    /zo ?nodig|indien nodig|z\.?n\.?|as needed|p\.?r\.?n/iu,
  ),
  ...unsaid(
    text,
    steps.flatMap((step) => maxWords(step, context)),
    /max/iu,
  ),
  ...steps
    .flatMap((step) => step.instructions)
    .filter((words) => !text.toLowerCase().includes(words.toLowerCase())),
]

/** A dose in the words of the source; composed from its fields only when it has no words, and then it says so (S8). */
export const doseWords = (dose: Dose, context: DateContext): readonly string[] => {
  const { medicatie } = context.t
  const cycle = dose.cycle && medicatie.cycle(amountWords(dose.cycle, context))
  const extra = cycle === undefined ? [] : [cycle]
  if (dose.text !== undefined) {
    const beside = [...new Set(besideText(dose.text, dose, context))]
    const unfilled = dose.unfilled ? [medicatie.unfilled] : []
    return [dose.text, ...beside, ...extra, ...unfilled]
  }
  const words = derivedWords(dose, context)
  const partial = dose.steps.every((step) => step.complete) ? [] : [medicatie.partial]
  if (words === '') return [medicatie.noDose, ...extra, ...partial]
  return [`${words} ${medicatie.derived}`, ...extra, ...partial]
}
