import type { AppointmentFact } from '../../fhir/plan/appointment.ts'
import { type DateContext, plainDateWords } from '../answer/date-words.ts'

/** A moment or a span in words; within one day the end is its time alone. */
export const spanWords = (
  { start, end }: Pick<AppointmentFact, 'start' | 'end'>,
  context: DateContext,
): string | undefined => {
  const { afspraken } = context.t
  const from = plainDateWords(start, context)
  const until = plainDateWords(end, context)
  if (from === undefined || until === undefined || from === until) return from ?? until
  const [day = '', time] = from.split(' ')
  const sameDay = time !== undefined && until.startsWith(`${day} `)
  return sameDay
    ? afspraken.until(from, until.slice(day.length + 1))
    : afspraken.fromUntil(from, until)
}

/** The day and the time of the start apart, when it has both. */
export const dayAndTime = (
  { start }: Pick<AppointmentFact, 'start'>,
  context: DateContext,
): { readonly day: string; readonly time: string | undefined } | undefined => {
  const [, day, time] =
    /^(\d{2}-\d{2}-\d{4})(?: (\d{2}:\d{2}))?$/u.exec(plainDateWords(start, context) ?? '') ?? []
  return day === undefined ? undefined : { day, time }
}
