import type { Part } from '../../fhir/observation/value.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { difference } from '../../fhir/value/quantity.ts'
import { type DateContext, dayOf } from '../answer/date-words.ts'
import { isExact, numberWords } from '../answer/number-words.ts'
import { dateOf, newestFirst, placeOf } from './order.ts'
import { measuredWords } from './reading-words.ts'

const DAY = 86_400_000
const OLD_AFTER = 90 * DAY

/** Whether the record dates a measurement after now, compared as precisely as the date was given. */
export const isFuture = (vital: Vital, { now, timeZone }: DateContext): boolean => {
  const date = dateOf(vital)
  if (date === undefined || vital.moment.instant === undefined) return false
  if (/T.*(Z|[+-]\d{2}:\d{2})$/u.test(date)) return vital.moment.instant > now.getTime()
  const day = date.slice(0, 10)
  return day > dayOf(now, timeZone).slice(0, day.length)
}

/** A series with its place in time, the newest first; beside it what cannot be placed and may be newer. */
export const placedOf = <V extends Vital>(series: readonly V[], context: DateContext) => {
  const unplaced = series.filter(
    (each) => each.moment.instant === undefined || isFuture(each, context),
  )
  const rest = series.filter((each) => !unplaced.includes(each))
  return { unplaced, placed: newestFirst(rest, context.timeZone) }
}

/** Whether a measurement is more than ninety days old however its date is read. */
export const isOld = (vital: Vital, { now }: DateContext): boolean => {
  const { instant } = vital.moment
  if (instant === undefined) return false
  const date = dateOf(vital) ?? ''
  const slack = date.length === 4 ? 366 * DAY : date.length === 7 ? 31 * DAY : 0
  return now.getTime() - (instant + slack) > OLD_AFTER
}

const dayNumber = (vital: Vital, timeZone: string): number | undefined => {
  const day = placeOf(vital, timeZone)?.day
  if (day === undefined || day.length < 10) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(start) ? undefined : Math.round(start / DAY)
}

/** Whole days between two measurements; undefined when one is not dated to the day. */
export const daysBetween = (later: Vital, earlier: Vital, timeZone: string): number | undefined => {
  const [to, from] = [dayNumber(later, timeZone), dayNumber(earlier, timeZone)]
  return to === undefined || from === undefined ? undefined : to - from
}

const COMPARED = ['value', 'systolic', 'diastolic'] as const
type Compared = (typeof COMPARED)[number]

const one = (vital: Vital, role: Compared): Part | undefined => {
  const found = vital.parts.filter((part) => part.role === role)
  return found.length === 1 && found[0]?.takenAt === undefined ? found[0] : undefined
}

/** How much one value of a measurement changed. */
export type Delta = { readonly role: Compared; readonly amount: string; readonly change: number }

const deltaOf = (
  role: Compared,
  later: Vital,
  earlier: Vital,
  context: DateContext,
): Delta | 'other-unit' | undefined => {
  const [now, before] = [one(later, role)?.reading, one(earlier, role)?.reading]
  if (now?.kind === 'number' && before?.kind === 'number') {
    if (!isExact(now.value) || !isExact(before.value)) return undefined
    const change = Number((now.value - before.value).toFixed(6))
    return { role, change, amount: numberWords(Math.abs(change), context) }
  }
  if (now?.kind !== 'quantity' || before?.kind !== 'quantity') return undefined
  if (now.quantity.ucum !== before.quantity.ucum) return 'other-unit'
  const change = difference(now.quantity, before.quantity)
  const isKnown = isExact(now.quantity.value) && isExact(before.quantity.value)
  if (change === undefined || !isKnown) return undefined
  const amount = { ...now.quantity, value: Math.abs(change) }
  // 92 % to 90 % is two points lower, and not two percent.
  const words =
    now.quantity.ucum === '%'
      ? context.t.metingen.percentPoints(numberWords(amount.value, context))
      : measuredWords(amount, 'other', context)
  return { role, change, amount: words }
}

/** What a value was measured under, as far as it changes what the value means. */
const conditions = (vital: Vital) =>
  JSON.stringify([
    vital.conditions.toSorted(),
    vital.parts.flatMap((part) => (part.role === 'oxygen' ? [part.reading] : [])),
  ])

/** What changed between two measurements; why it cannot be said, when unit or circumstances differ. */
export const changesOf = (
  later: Vital,
  earlier: Vital,
  context: DateContext,
): readonly Delta[] | 'other-unit' | 'other-conditions' => {
  const found = COMPARED.flatMap((role) => deltaOf(role, later, earlier, context) ?? [])
  const deltas = found.filter((each) => each !== 'other-unit')
  if (deltas.length < found.length) return 'other-unit'
  if (deltas.length === 0) return []
  return conditions(later) === conditions(earlier) ? deltas : 'other-conditions'
}

/**
 * The change since the measurement before, in words. No number is given unless unit, circumstances and exactness are
 * the same; when it is not given for one of these, that is said.
 */
export const trendWords = (
  later: Vital,
  earlier: Vital,
  context: DateContext,
): string | undefined => {
  const { metingen } = context.t
  const deltas = changesOf(later, earlier, context)
  if (deltas === 'other-unit') return metingen.otherUnit
  if (deltas === 'other-conditions') return metingen.otherConditions
  if (deltas.length === 0) return undefined
  const days = daysBetween(later, earlier, context.timeZone)
  const [first] = deltas
  if (deltas.every((each) => each.change === 0)) return metingen.sameAgo(days)
  if (deltas.length === 1 && first?.role === 'value')
    return metingen.changed(first.amount, first.change > 0, metingen.ago(days))
  const parts = deltas.map(({ role, amount, change }) => {
    const name = role === 'value' ? '' : metingen.roles[role]
    return change === 0 ? metingen.samePart(name) : metingen.changedPart(name, amount, change > 0)
  })
  return `${parts.join(', ')} ${metingen.ago(days)}`
}
