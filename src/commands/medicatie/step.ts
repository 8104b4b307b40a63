import type { DoseStep } from '../../fhir/medication/dose-step.ts'
import type { UsePeriod } from '../../fhir/medication/period.ts'
import { type DateContext, plainDateWords } from '../answer/date-words.ts'
import { numberWords } from '../answer/number-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { amounts, doseAmount } from './amount.ts'
import {
  saysAmount,
  saysAsNeeded,
  saysDuration,
  saysFrequency,
  saysMax,
  saysWords,
} from './said.ts'

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

const maxWords = ({ per, amount }: DoseStep['max'][number], context: DateContext) => {
  const { max, maxAtOnce, maxForLife } = context.t.medicatie
  const words = doseAmount(amount, context)
  if (per === 'period') return max(words)
  return per === 'administration' ? maxAtOnce(words) : maxForLife(words)
}

const isSpanOf = ({ from, until }: DoseStep, period: UsePeriod | undefined) =>
  period !== undefined && period.start === from && period.end === until

/** How long a step is to be taken, unless the text says so, or the period that is shown is the same. */
export const boundsParts = (
  step: DoseStep,
  text: string | undefined,
  period: UsePeriod | undefined,
  context: DateContext,
): readonly string[] => {
  const { medicatie } = context.t
  const { bounds, from, until } = step
  const span = isSpanOf(step, period)
    ? ''
    : medicatie.stepPeriod(plainDateWords(from, context), plainDateWords(until, context))
  const lasts = bounds !== undefined && !saysDuration(text, bounds)
  return [
    ...(lasts ? [medicatie.during(doseAmount(bounds, context))] : []),
    ...(span === '' ? [] : [span]),
  ]
}

/** To be taken as needed, unless the text says it of the whole dose. */
export const neededParts = (
  step: DoseStep,
  text: string | undefined,
  context: DateContext,
): readonly string[] => {
  const words = asNeededWords(step, context)
  return words === undefined || saysAsNeeded(text, step.asNeeded) ? [] : [words]
}

/** The most that may be taken, unless the text says just that. */
export const maxParts = (
  step: DoseStep,
  text: string | undefined,
  context: DateContext,
): readonly string[] =>
  step.max.filter((max) => !saysMax(text, max)).map((max) => maxWords(max, context))

/** Further instructions that the text does not hold. */
export const instructionParts = (step: DoseStep, text: string | undefined): readonly string[] =>
  step.instructions.filter((words) => !saysWords(text, words))

/** When and how much, from the fields of the source; what the text says for certain is left out. */
export const fieldParts = (
  step: DoseStep,
  text: string | undefined,
  context: DateContext,
): readonly string[] => {
  const { medicatie } = context.t
  const count = number(step.count, context)
  const rates = amounts(step.rates, context)
  const often = [timesWords(step, context), perWords(step, context)].filter(Boolean).join(' ')
  const worded = [count && medicatie.total(count), step.code, ...when(step, context)]
  const parts = [
    saysFrequency(text, step) ? undefined : often,
    ...worded.filter((words) => !saysWords(text, words)),
    step.doses.every((dose) => saysAmount(text, dose)) ? undefined : amounts(step.doses, context),
    step.rates.every((rate) => saysAmount(text, rate)) ? undefined : rates && medicatie.rate(rates),
    saysWords(text, step.method) ? undefined : step.method,
  ]
  return parts.filter((words) => words !== undefined).filter((words) => words !== '')
}
