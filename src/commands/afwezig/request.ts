import { dayOf } from '../answer/date-words.ts'
import { parseTypedDate } from '../typed/typed-date.ts'

/** A period of absence as typed, and the words that name the deputy. */
export type AbsenceRequest = {
  readonly start: string
  readonly end: string
  readonly deputy: string | undefined
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

const dayIn = (typed: string, today: string): string | undefined => {
  const date = parseTypedDate(typed.trim(), { today, side: 'future' })
  return date.kind === 'date' ? date.date : undefined
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
  const [first = '', second, ...others] = period.split(UNTIL)
  if (others.length > 0) return wrong('strange', period)
  if (second === undefined && /\s(?:tot|until)\s/iu.test(period)) return wrong('ambiguousEnd')
  const start = dayIn(first, today)
  if (start === undefined) return wrong('dateInvalid', first)
  const end = second === undefined ? start : dayIn(second, start < today ? today : start)
  if (end === undefined) return wrong('dateInvalid', second)
  if (end < start || turnedAround(second, start, end)) return wrong('endBeforeStart')
  if (end < today) return wrong('past')
  if (days(start, end) > LONGEST_DAYS) return wrong('tooLong')
  return { start, end, deputy }
}
