import { dayOf } from '../answer/date-words.ts'
import { parseTypedDate } from '../typed/typed-date.ts'

/** A period of absence as typed, and the words that name the deputy. */
export type AbsenceRequest = {
  readonly start: string
  readonly end: string
  readonly deputy: string | undefined
  /** A year was not typed: which one is meant is to be shown. */
  readonly isYearFilledIn: boolean
}

/** What is wrong with what was typed, and the words it is about. */
export type WrongAbsence = {
  readonly wrong:
    | 'misused'
    | 'dateInvalid'
    | 'ambiguousEnd'
    | 'endBeforeStart'
    | 'past'
    | 'tooLong'
    | 'strange'
    | 'deputyMissing'
  readonly typed: string
}

type Clock = { readonly now: Date; readonly timeZone: string }

const DEPUTY = /(?:^|[\s,;])waarnem(?:er|ing|end)(?:\s+is|\s+door)?[\s:=]*(.*)$/isu
const UNTIL = /\s*(?:t\/m|tm|t\.m\.|tot en met|through|until and including)\s*/iu
const LONGEST_DAYS = 366
const LONGEST_TURN_DAYS = 183

const wrong = (kind: WrongAbsence['wrong'], typed = ''): WrongAbsence => ({ wrong: kind, typed })

const days = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

/** Without a year a last day before the first means next year; when that makes it most of a year, they were swapped. */
const turnedAround = (typedEnd: string | undefined, start: string, end: string): boolean =>
  typedEnd !== undefined &&
  !/\d{4}/u.test(typedEnd) &&
  end.slice(0, 4) > start.slice(0, 4) &&
  days(start, end) > LONGEST_TURN_DAYS

type Day = { readonly date: string; readonly hasYear: boolean }

type Near = { readonly today: string; readonly near: string; readonly side: 'past' | 'future' }

/** The day that was typed; without a year the nearest one on that side of `near`. */
const dayIn = (typed: string, { today, near, side }: Near): Day | undefined => {
  const whole = parseTypedDate(typed.trim(), { today, side })
  if (whole.kind === 'date' && !whole.mustConfirm) return { date: whole.date, hasYear: true }
  const found = parseTypedDate(typed.trim(), { today: near, side })
  return found.kind === 'date' ? { date: found.date, hasYear: false } : undefined
}

type Period = { readonly first: Day; readonly last: Day }

/** From a first day to the first such last day that comes after it. */
const periodFrom = (
  first: Day,
  typedLast: string | undefined,
  today: string,
): Period | undefined => {
  const near = { today, near: first.date, side: 'future' } as const
  const last = typedLast === undefined ? first : dayIn(typedLast, near)
  return last === undefined ? undefined : { first, last }
}

const isHeld = ({ first, last }: Period, today: string): boolean =>
  first.date <= today &&
  today <= last.date &&
  (first.date.slice(0, 4) === last.date.slice(0, 4) ||
    days(first.date, last.date) <= LONGEST_TURN_DAYS)

/** Without a year it is the period somebody is in the middle of, else the next one. */
const periodTyped = (
  typedFirst: string,
  typedLast: string | undefined,
  today: string,
): Period | WrongAbsence => {
  const ahead = dayIn(typedFirst, { today, near: today, side: 'future' })
  if (ahead === undefined) return wrong('dateInvalid', typedFirst)
  const next = periodFrom(ahead, typedLast, today)
  if (next === undefined) return wrong('dateInvalid', typedLast)
  if (ahead.hasYear) return next
  // A last day with its year says by itself which first day is meant.
  const near = next.last.hasYear ? next.last.date : today
  const behind = dayIn(typedFirst, { today, near, side: 'past' })
  const begun = behind && periodFrom(behind, typedLast, today)
  if (begun === undefined) return next
  if (next.last.hasYear) return begun.last.date < ahead.date ? begun : next
  return isHeld(begun, today) ? begun : next
}

/** Reads `01-07 t/m 14-07 waarnemer @x`; what does not fit is refused, nothing is filled in but the year. */
export const readAbsence = (
  said: string,
  { now, timeZone }: Clock,
): AbsenceRequest | WrongAbsence => {
  const today = dayOf(now, timeZone)
  const named = DEPUTY.exec(said)
  const deputy = named?.[1]?.trim()
  if (deputy === '') return wrong('deputyMissing')
  const period = (named === null ? said : said.slice(0, named.index))
    .trim()
    .replace(/^(?:van|vanaf|from)\s+/iu, '')
  if (period === '') return wrong('misused')
  const [typedFirst = '', typedLast, ...others] = period.split(UNTIL)
  if (others.length > 0) return wrong('strange', period)
  if (typedLast === undefined && /\s(?:tot|until)\s/iu.test(period)) return wrong('ambiguousEnd')
  const typed = periodTyped(typedFirst, typedLast, today)
  if ('wrong' in typed) return typed
  const { first, last } = typed
  const [start, end] = [first.date, last.date]
  if (end < start || turnedAround(typedLast, start, end)) return wrong('endBeforeStart')
  if (end < today) return wrong('past')
  if (days(start, end) > LONGEST_DAYS) return wrong('tooLong')
  return { start, end, deputy, isYearFilledIn: !(first.hasYear && last.hasYear) }
}
