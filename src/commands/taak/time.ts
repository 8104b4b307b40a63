import type { TaskPriority } from '../../fhir/referral/task-draft.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { dayOf } from '../answer/date-words.ts'
import { parseTypedDate } from '../typed/typed-date.ts'
import { hurryAtStart, priorityAtEnd } from './priority.ts'

/** What stands at the end of a task: before when, and how urgent. */
export type TaskTime = {
  readonly text: string
  readonly due: string | undefined
  /** The year of it was not typed. */
  readonly yearless: boolean
  readonly priority: TaskPriority | undefined
}

/** Words that look like a date and are none that can be meant. */
export type WrongTime = {
  readonly wrong: 'invalid' | 'past' | 'far' | 'weekday'
  readonly typed: string
}

type Clock = { readonly now: Date; readonly timeZone: string }

const WEEKDAYS = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag']
const ENGLISH = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const RELATIVE = /^(?:eergisteren|gisteren|vandaag|morgen|overmorgen|yesterday|today|tomorrow)$/iu
const MONTH = /^(?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}*\.?$/iu
const BEFORE =
  /^(.*?\s)??(?:voor|v[oó][oó]r|uiterlijk|by|before)\s+(?:op\s+|on\s+)?((?:(?!\s(?:voor|v[oó][oó]r|uiterlijk|by|before)\s).){1,40})$/iu
const HOUR = /^(.*?)[\s,]+(?:om\s+|at\s+)?(\d{1,2})[:.](\d{2})(?:\s*(?:uur|u))?$/iu

const weekdayOf = (word: string): number =>
  Math.max(WEEKDAYS.indexOf(word.toLowerCase()), ENGLISH.indexOf(word.toLowerCase()))

const looksLikeDate = (phrase: string): boolean => {
  const [first = '', second = ''] = phrase.split(/\s+/u)
  return (
    RELATIVE.test(first) ||
    weekdayOf(first) >= 0 ||
    /^\d{1,4}[-/.]\d/u.test(first) ||
    MONTH.test(first.replace(/^\d{1,2}-?/u, '').replace(/-\d{4}$/u, '')) ||
    (/^\d{1,2}$/u.test(first) && MONTH.test(second))
  )
}

const nextWeekday = (word: string, today: string): string | undefined => {
  const wanted = weekdayOf(word)
  const date = new Date(`${today}T00:00:00Z`)
  const ahead = (wanted - date.getUTCDay() + 7) % 7
  // On a Monday "maandag" can be today and in a week: that is not guessed.
  if (wanted < 0 || ahead === 0) return undefined
  date.setUTCDate(date.getUTCDate() + ahead)
  return date.toISOString().slice(0, 10)
}

/** The moment a clock in this zone shows that day and time. */
const momentOf = (day: string, time: string, timeZone: string): string => {
  const guess = new Date(`${day}T${time}:00Z`)
  const offset = dateTimeIn(timeZone, guess).slice(-'+00:00'.length)
  return `${day}T${time}:00${offset}`
}

/** When a day or a moment is over, in this zone. */
export const endOf = (due: string, timeZone: string): number =>
  Date.parse(due.includes('T') ? due : momentOf(due, '23:59', timeZone))

/** When it is to be done; `yearless` when the year was not typed. */
type Due = { readonly due: string; readonly yearless: boolean }

const dayFrom = (phrase: string, today: string): Due | WrongTime => {
  if (weekdayOf(phrase) >= 0) {
    const due = nextWeekday(phrase, today)
    return due === undefined ? { wrong: 'weekday', typed: phrase } : { due, yearless: false }
  }
  const typed = parseTypedDate(phrase, { today, side: 'future' })
  if (typed.kind !== 'date') return { wrong: 'invalid', typed: phrase }
  return { due: typed.date, yearless: typed.mustConfirm }
}

const MOST_DAYS = 731

const dueFrom = (phrase: string, { now, timeZone }: Clock): Due | WrongTime => {
  const today = dayOf(now, timeZone)
  const [, date = '', hour = '', minute = ''] = HOUR.exec(phrase) ?? []
  const day = dayFrom((date === '' ? phrase : date).trim(), today)
  if ('wrong' in day) return { ...day, typed: phrase }
  if (date !== '' && (Number(hour) > 23 || Number(minute) > 59))
    return { wrong: 'invalid', typed: phrase }
  const time = `${hour.padStart(2, '0')}:${minute}`
  const due = date === '' ? day.due : momentOf(day.due, time, timeZone)
  const end = endOf(due, timeZone)
  if (end < now.getTime()) return { wrong: 'past', typed: phrase }
  return end - now.getTime() > MOST_DAYS * 86_400_000
    ? { wrong: 'far', typed: phrase }
    : { due, yearless: day.yearless }
}

/**
 * Reads `… voor <datum> [tijd]` and a priority from the end of the first line, in either order. Words after "voor" that
 * are no date belong to the text; what looks like a date and is none is refused.
 */
export const readTaskTime = (said: string, clock: Clock): TaskTime | WrongTime => {
  const [first = '', ...below] = said.split('\n')
  const opened = hurryAtStart(first.trim())
  let line = opened?.rest ?? first.trim()
  let due: Due | undefined
  let priority = opened?.priority
  for (let again = true; again; ) {
    again = false
    const marked = priority === undefined ? priorityAtEnd(line) : undefined
    if (marked !== undefined) {
      priority = marked.priority
      line = marked.rest
      again = true
    }
    const phrase = due === undefined ? BEFORE.exec(line) : null
    const date = phrase?.[2]?.trim().replace(/[.!]+$/u, '') ?? ''
    if (phrase !== null && looksLikeDate(date)) {
      const found = dueFrom(date, clock)
      if ('wrong' in found) return found
      due = found
      line = (phrase[1] ?? '').replace(/[\s,;]+$/u, '')
      again = true
    }
  }
  const text = [line, ...below].join('\n').trim()
  return { text, due: due?.due, yearless: due?.yearless === true, priority }
}
