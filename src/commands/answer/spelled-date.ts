import { type DateContext, dayOf } from './date-words.ts'

/** A day (`yyyy-mm-dd`) in words: `zaterdag 10 januari 2026`. */
const spelled = (day: string, { t: { writing } }: DateContext): string => {
  const date = new Date(`${day}T00:00:00Z`)
  const weekday = writing.weekdays[date.getUTCDay()] ?? ''
  const month = writing.months[date.getUTCMonth()] ?? ''
  return `${weekday} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`
}

/** What a preview says of days that were typed without their year: the days in words, and whether another year was meant. */
export const yearNote = (days: readonly string[], context: DateContext): string => {
  const { writing } = context.t
  const words = [...new Set(days)].map((day) => spelled(day, context)).join(writing.through)
  const year = dayOf(context.now, context.timeZone).slice(0, 'yyyy'.length)
  const isThisYear = days.some((day) => day.startsWith(year))
  return (isThisYear ? writing.yearFilledIn : writing.otherYear)(words)
}
