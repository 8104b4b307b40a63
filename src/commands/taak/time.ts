import { type TaskPriority, taskPriorities } from '../../fhir/referral/task-draft.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { dayOf } from '../answer/date-words.ts'
import { parseTypedDate } from '../typed/typed-date.ts'

/** What stands at the end of a task: before when, and how urgent. */
export type TaskTime = {
  readonly text: string
  readonly due: string | undefined
  readonly priority: TaskPriority | undefined
}

/** Words that look like a date and are none that can be meant. */
export type WrongTime = {
  readonly wrong: 'invalid' | 'past' | 'far' | 'weekday'
  readonly typed: string
}

type Clock = { readonly now: Date; readonly timeZone: string }

const WEEKDAYS = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag']
const RELATIVE = /^(?:eergisteren|gisteren|vandaag|morgen|overmorgen)$/iu
const MONTH = /^(?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}*\.?$/iu
const PRIORITIES: Readonly<Record<string, TaskPriority>> = {
  spoed: 'urgent',
  urgent: 'urgent',
  dringend: 'urgent',
  hoog: 'urgent',
  asap: 'asap',
  zsm: 'asap',
  'z.s.m': 'asap',
  'zo-snel-mogelijk': 'asap',
  stat: 'stat',
  direct: 'stat',
  onmiddellijk: 'stat',
  routine: 'routine',
  gewoon: 'routine',
  normaal: 'routine',
  laag: 'routine',
}
// Alone at the end only words that cannot be part of what is to be done; the others after "prio".
const AT_END =
  /(?:^|(?<!(?:^|\s)(?:geen|niet|zonder|no|not))[\s,;])(?:(?:met )?(spoed|asap|zsm|z\.s\.m|stat|urgent)|prio(?:riteit)?[\s:=]+(\p{L}[\p{L}.]*?))[.!]*$/iu
const BEFORE =
  /^(.*?\s)??(?:voor|v[oó][oó]r|uiterlijk|by|before)\s+(?:op\s+)?((?:(?!\s(?:voor|v[oó][oó]r|uiterlijk|by|before)\s).){1,40})$/iu
const HOUR = /^(.*?)[\s,]+(?:om\s+)?(\d{1,2})[:.](\d{2})(?:\s*(?:uur|u))?$/iu

/** The priority a word stands for. */
export const priorityOf = (word: string): TaskPriority | undefined => {
  const known = word
    .toLowerCase()
    .trim()
    .replace(/[.!]+$/u, '')
    .replaceAll(/\s+/gu, '-')
  if (Object.hasOwn(PRIORITIES, known)) return PRIORITIES[known]
  return taskPriorities.find((each) => each === known)
}

const looksLikeDate = (phrase: string): boolean => {
  const [first = '', second = ''] = phrase.split(/\s+/u)
  return (
    RELATIVE.test(first) ||
    WEEKDAYS.includes(first.toLowerCase()) ||
    /^\d{1,4}[-/.]\d/u.test(first) ||
    MONTH.test(first.replace(/^\d{1,2}-?/u, '').replace(/-\d{4}$/u, '')) ||
    (/^\d{1,2}$/u.test(first) && MONTH.test(second))
  )
}

const nextWeekday = (word: string, today: string): string | undefined => {
  const wanted = WEEKDAYS.indexOf(word.toLowerCase())
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

const dayFrom = (phrase: string, today: string): string | WrongTime => {
  const weekday = WEEKDAYS.includes(phrase.toLowerCase())
  if (weekday) return nextWeekday(phrase, today) ?? { wrong: 'weekday', typed: phrase }
  const typed = parseTypedDate(phrase, { today, side: 'future' })
  return typed.kind === 'date' ? typed.date : { wrong: 'invalid', typed: phrase }
}

const MOST_DAYS = 731

const dueFrom = (phrase: string, { now, timeZone }: Clock): string | WrongTime => {
  const today = dayOf(now, timeZone)
  const [, date = '', hour = '', minute = ''] = HOUR.exec(phrase) ?? []
  const day = dayFrom((date === '' ? phrase : date).trim(), today)
  if (typeof day !== 'string') return { ...day, typed: phrase }
  if (date !== '' && (Number(hour) > 23 || Number(minute) > 59))
    return { wrong: 'invalid', typed: phrase }
  const due = date === '' ? day : momentOf(day, `${hour.padStart(2, '0')}:${minute}`, timeZone)
  const end = endOf(due, timeZone)
  if (end < now.getTime()) return { wrong: 'past', typed: phrase }
  return end - now.getTime() > MOST_DAYS * 86_400_000 ? { wrong: 'far', typed: phrase } : due
}

/**
 * Reads `… voor <datum> [tijd]` and a priority from the end of the first line, in either order. Words after "voor" that
 * are no date belong to the text; what looks like a date and is none is refused.
 */
export const readTaskTime = (said: string, clock: Clock): TaskTime | WrongTime => {
  const [first = '', ...below] = said.split('\n')
  let line = first.trim()
  let due: string | undefined
  let priority: TaskPriority | undefined
  for (let again = true; again; ) {
    again = false
    const marked = priority === undefined ? AT_END.exec(line) : null
    const meant = priorityOf(marked?.[1] ?? marked?.[2] ?? '')
    if (marked !== null && meant !== undefined) {
      priority = meant
      line = line.slice(0, marked.index).replace(/[\s,;]+$/u, '')
      again = true
    }
    const phrase = due === undefined ? BEFORE.exec(line) : null
    const date = phrase?.[2]?.trim().replace(/[.!]+$/u, '') ?? ''
    if (phrase !== null && looksLikeDate(date)) {
      const found = dueFrom(date, clock)
      if (typeof found !== 'string') return found
      due = found
      line = (phrase[1] ?? '').replace(/[\s,;]+$/u, '')
      again = true
    }
  }
  return { text: [line, ...below].join('\n').trim(), due, priority }
}
