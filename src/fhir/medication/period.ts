import type { Extension, Period } from '@medplum/fhirtypes'
import { type Amount, amountOf, extensionsOf, textOf } from '../value/codes.ts'

/** When a medicine is to be used, as the source wrote it. */
export type UsePeriod = {
  readonly start: string | undefined
  readonly end: string | undefined
  readonly duration: Amount | undefined
  /** Last day or moment: the end as written, or what start and duration make of it. */
  readonly until: string | undefined
  /** "Until complaints are over" and the like: the dates alone do not decide (ext-PeriodOfUse.Condition). */
  readonly condition: string | undefined
  /** The dates cannot be read, contradict each other, or the duration cannot be counted. */
  readonly trouble: 'inverted' | 'unreadable' | undefined
}

/** Now, as an instant and as local time, so that dates without a zone are compared as they were meant. */
export type Clock = { readonly now: Date; readonly local: string }

/** A clock for people in one IANA time zone. */
export const clockOf = (now: Date, timeZone: string): Clock => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00'
  const date = `${part('year')}-${part('month')}-${part('day')}`
  return { now, local: `${date}T${part('hour')}:${part('minute')}:${part('second')}` }
}

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const DATE =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/u
const ZONED = /(?:Z|[+-]\d{2}:\d{2})$/u

/** Whether a value is a date, dateTime or instant (HL7 FHIR R4 §2.24.0.1). */
export const isDate = (value: string): boolean =>
  DATE.test(value) && !Number.isNaN(Date.parse(value))

const hasTime = (value: string) => value.includes('T')

const zoned = (value: string) => hasTime(value) && ZONED.test(value)

const bare = (value: string) => value.replace(ZONED, '').slice(0, 19)

/** -1 when `a` lies before `b`, 1 after, 0 when as precise as both are they are equal; undefined when unreadable. */
export const compareDates = (a: string | undefined, b: string | undefined): number | undefined => {
  if (a === undefined || b === undefined || !isDate(a) || !isDate(b)) return undefined
  if (zoned(a) && zoned(b)) return Math.sign(Date.parse(a) - Date.parse(b))
  const length = hasTime(a) && hasTime(b) ? 16 : Math.min(a.length, b.length, 10)
  const [left, right] = [a.slice(0, length), b.slice(0, length)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Where a date lies from now: `past` and `ahead` only when it does so as precisely as it was written. */
export const fromNow = (value: string, clock: Clock): 'past' | 'now' | 'ahead' => {
  if (zoned(value)) {
    const at = Date.parse(value)
    return at < clock.now.getTime() ? 'past' : at > clock.now.getTime() ? 'ahead' : 'now'
  }
  const written = bare(value)
  const local = clock.local.slice(0, written.length)
  return written < local ? 'past' : written > local ? 'ahead' : 'now'
}

const UNITS: ReadonlyMap<string, 'day' | 'month' | number> = new Map<
  string,
  'day' | 'month' | number
>([
  ['d', 'day'],
  ['wk', 7],
  ['mo', 'month'],
  ['a', 12],
])

const WORDS: ReadonlyMap<string, string> = new Map([
  ['dag', 'd'],
  ['dagen', 'd'],
  ['day', 'd'],
  ['days', 'd'],
  ['week', 'wk'],
  ['weken', 'wk'],
  ['weeks', 'wk'],
  ['maand', 'mo'],
  ['maanden', 'mo'],
  ['month', 'mo'],
  ['months', 'mo'],
  ['jaar', 'a'],
  ['year', 'a'],
  ['years', 'a'],
])

const wholeDays = (start: string, days: number) => {
  const last = new Date(`${start.slice(0, 10)}T00:00:00Z`)
  last.setUTCDate(last.getUTCDate() + days - 1)
  return last.toISOString().slice(0, 10)
}

const wholeMonths = (start: string, months: number) => {
  const [year = 0, month = 1, day = 1] = start.slice(0, 10).split('-').map(Number)
  const longest = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const end = new Date(Date.UTC(year, month - 1 + months, Math.min(day, longest)))
  end.setUTCDate(end.getUTCDate() - 1)
  return end.toISOString().slice(0, 10)
}

const atMidnight = (start: string) => !hasTime(start) || /T00:00(?::00)?/u.test(start)

/** The last day (or moment) of a use that starts at `start`; undefined when it cannot be counted. */
const lastOf = (start: string, duration: Amount, code: string): string | undefined => {
  const { value } = duration
  if (value === undefined || value <= 0 || value > 36_500 || start.length < 10) return undefined
  if (duration.comparator !== undefined || !Number.isInteger(value)) return undefined
  const unit = UNITS.get(code)
  if (!atMidnight(start)) {
    if ((unit !== 'day' && unit !== 7) || !zoned(start)) return undefined
    const days = unit === 7 ? value * 7 : value
    return new Date(Date.parse(start) + days * 86_400_000).toISOString()
  }
  if (unit === 'day') return wholeDays(start, value)
  if (unit === 'month') return wholeMonths(start, value)
  if (unit === 7) return wholeDays(start, value * 7)
  return unit === undefined ? undefined : wholeMonths(start, value * unit)
}

/** Reads a Period with the MP9 extensions on it, or none; `loose` are extensions of the record itself. */
export const usePeriod = (
  period: Period | undefined,
  loose: readonly Extension[],
): UsePeriod | undefined => {
  const url = `${NICTIZ}ext-TimeInterval.Duration`
  const direct = loose.find((each) => each.url === url)
  const extension = extensionsOf(period, url)[0] ?? direct
  const start = textOf(period?.start)
  const end = textOf(period?.end)
  const quantity = extension?.valueDuration ?? extension?.valueQuantity
  const duration = amountOf(quantity)
  const conditionUrl = `${NICTIZ}ext-PeriodOfUse.Condition`
  const conditional =
    extensionsOf(period, conditionUrl)[0] ?? loose.find((each) => each.url === conditionUrl)
  const condition = conditional === undefined ? undefined : (textOf(conditional.valueString) ?? '')
  if (
    start === undefined &&
    end === undefined &&
    duration === undefined &&
    condition === undefined
  ) {
    return undefined
  }
  const written = textOf(quantity?.code) ?? ''
  const code = UNITS.has(written)
    ? written
    : (WORDS.get((duration?.unit ?? '').toLowerCase()) ?? '')
  const readable = [start, end].every((value) => value === undefined || isDate(value))
  const counted =
    end === undefined && start !== undefined && duration !== undefined && readable
      ? lastOf(start, duration, code)
      : undefined
  const uncountable = end === undefined && duration !== undefined && counted === undefined
  const inverted = readable && compareDates(end, start) === -1
  return {
    start,
    end,
    duration,
    until: end ?? counted,
    condition,
    trouble: !readable || uncountable ? 'unreadable' : inverted ? 'inverted' : undefined,
  }
}

/** Where now lies in a period of use. */
export const placeInPeriod = (
  period: UsePeriod | undefined,
  clock: Clock,
): 'none' | 'before' | 'within' | 'after' | 'inverted' | 'unreadable' | 'condition' => {
  if (period === undefined) return 'none'
  if (period.trouble !== undefined) return period.trouble
  if (period.start !== undefined && fromNow(period.start, clock) === 'ahead') return 'before'
  if (period.until !== undefined && fromNow(period.until, clock) === 'past') return 'after'
  return period.condition === undefined ? 'within' : 'condition'
}
