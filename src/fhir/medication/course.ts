import type { Dosage, Period } from '@medplum/fhirtypes'
import { list, numberOf, textOf } from '../value/codes.ts'
import { type DoseStep, stepGroups } from './dose-step.ts'
import type { MedicationFact } from './fact.ts'
import { type Clock, compareDates, fromNow, isDate } from './period.ts'

/** The outermost of dates; one that cannot be read is kept, and of equal ones the least precise. */
const outermost = (dates: readonly string[], sign: 1 | -1) =>
  dates.reduce((found, each) => {
    const order = compareDates(each, found)
    if (order === undefined) return isDate(found) ? each : found
    if (order === 0) return each.length < found.length ? each : found
    return order === sign ? each : found
  })

const whole = (dates: readonly (string | undefined)[], sign: 1 | -1) => {
  const known = dates.filter((each) => each !== undefined)
  return known.length > 0 && known.length === dates.length ? outermost(known, sign) : undefined
}

/**
 * The period that the bounds of all dosages make together: from the first start until the last end. It has an end
 * only when every dosage has one, and a start only when whatever is taken first has one.
 */
export const coursePeriod = (
  dosages: readonly Dosage[] | Dosage | undefined,
): Period | undefined => {
  const all = list(dosages)
  const bounds = all.map((dosage) => dosage.timing?.repeat?.boundsPeriod)
  const [only] = bounds
  if (bounds.length === 1) return only
  const order = all.map((dosage) => numberOf(dosage.sequence) ?? Infinity)
  const first = Math.min(...order)
  const starts = bounds.map((each) => textOf(each?.start))
  const begun = starts.every((each, index) => order[index] !== first || each !== undefined)
  const known = starts.filter((each) => each !== undefined)
  const start = begun ? whole(known, -1) : undefined
  const end = whole(
    bounds.map((each) => textOf(each?.end)),
    1,
  )
  if (start === undefined && end === undefined) return undefined
  return { ...(start && { start }), ...(end && { end }) }
}

const lastDay = (date: string, days: number): string => {
  const [year = 0, month = 12, day] = date.slice(0, 10).split('-').map(Number)
  const last = new Date(Date.UTC(year, day === undefined ? month : month - 1, day ?? 0))
  last.setUTCDate(last.getUTCDate() + Math.ceil(days))
  return Number.isNaN(last.getTime()) ? '9999-12-31' : last.toISOString().slice(0, 10)
}

const isPast = ({ until }: DoseStep, clock: Clock) =>
  until !== undefined && isDate(until) && fromNow(until, clock) === 'past'

/**
 * Whether everything a dose says to take has run out: each step has an end that passed, or a duration that, counted
 * from the start or else the record, cannot last until now. A schedule that repeats never runs out.
 */
export const hasRunOut = (
  { dose, period, recorded }: Pick<MedicationFact, 'dose' | 'period' | 'recorded'>,
  clock: Clock,
): boolean => {
  const { steps, cycle } = dose
  if (cycle !== undefined || steps.length === 0) return false
  if (!steps.every((step) => step.longest !== undefined || isPast(step, clock))) return false
  if (steps.every((step) => isPast(step, clock))) return true
  const starts = [period?.start ?? recorded, ...steps.map((step) => step.until)]
  const known = starts.filter((each) => each !== undefined)
  if (known.length === 0 || !known.every(isDate)) return false
  const days = stepGroups(steps).map((group) =>
    Math.max(...group.steps.map((step) => step.longest ?? 0)),
  )
  const total = days.reduce((sum, each) => sum + each, 0)
  return fromNow(lastDay(outermost(known, 1), total), clock) === 'past'
}
