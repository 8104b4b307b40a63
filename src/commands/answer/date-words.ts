import type { Messages } from '../../i18n/messages.ts'

/** What the words of a date depend on. */
export type DateContext = {
  readonly t: Messages
  readonly timeZone: string
  readonly now: Date
}

type Clock = { readonly day: string; readonly time: string }

const clock = (instant: Date, timeZone: string): Clock => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  }
}

const dutchDay = (day: string) => day.split('-').toReversed().join('-')

const isDay = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** Today's date as `yyyy-mm-dd` in a time zone, for comparing with dates that have no time. */
export const dayOf = (instant: Date, timeZone: string): string => clock(instant, timeZone).day

/** The moment of an answer in words: `12-01-2026 09:31`. */
export const stamp = (now: Date, { timeZone }: Pick<DateContext, 'timeZone'>): string => {
  const { day, time } = clock(now, timeZone)
  return `${dutchDay(day)} ${time}`
}

/** The same without its day, for a moment of today: `09:31`. */
export const clockTime = (now: Date, { timeZone }: Pick<DateContext, 'timeZone'>): string =>
  clock(now, timeZone).time

const PATTERN =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/u

type Said = { readonly words: string; readonly future: boolean }

const partial = (year: string, month: string | undefined, context: DateContext) => {
  const today = dayOf(context.now, context.timeZone)
  if (month === undefined) return { words: year, future: year > today.slice(0, 4) }
  const name = context.t.clinical.months[Number(month) - 1]
  return name === undefined
    ? undefined
    : { words: `${name} ${year}`, future: `${year}-${month}` > today.slice(0, 7) }
}

const say = (value: string, context: DateContext): Said | undefined => {
  const [, year, month, date, time, zone] = PATTERN.exec(value) ?? []
  if (year === undefined) return undefined
  if (month === undefined || date === undefined) return partial(year, month, context)
  const day = `${year}-${month}-${date}`
  if (!isDay(day)) return undefined
  const now = clock(context.now, context.timeZone)
  if (time === undefined) return { words: dutchDay(day), future: day > now.day }
  if (zone === undefined) {
    const local = `${day} ${time}`
    return { words: `${dutchDay(day)} ${time}`, future: local > `${now.day} ${now.time}` }
  }
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return undefined
  const shown = clock(instant, context.timeZone)
  return { words: `${dutchDay(shown.day)} ${shown.time}`, future: instant > context.now }
}

/**
 * A FHIR date, dateTime or instant in words, as precise as it was given and never more (HL7 FHIR R4 §2.24.0.1):
 * only a value with a time zone is moved to the reader's zone. What lies ahead says so.
 */
export const dateWords = (value: string | undefined, context: DateContext): string | undefined => {
  if (value === undefined) return undefined
  const said = say(value.trim(), context)
  if (said === undefined) return context.t.clinical.unreadableDate
  return said.future ? `${said.words} (${context.t.clinical.future})` : said.words
}

/** The same without the mark for what lies ahead, for ends that are expected to. */
export const plainDateWords = (
  value: string | undefined,
  context: DateContext,
): string | undefined => {
  if (value === undefined) return undefined
  return say(value.trim(), context)?.words ?? context.t.clinical.unreadableDate
}
