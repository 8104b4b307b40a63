import { dateTimeIn } from '../../fhir/referral/time.ts'
import { dayOf, plainDateWords } from '../answer/date-words.ts'
import { localMoment } from '../answer/local-time.ts'
import type { Context } from '../command.ts'
import { parseTypedDate } from '../typed/typed-date.ts'
import type { Typed } from './words.ts'

/** When it was measured, as FHIR writes it, or the sentence why that cannot be. */
export type Measured =
  | {
      readonly effective: string
      readonly daysAgo: number
      /** The day, when its year was not typed. */
      readonly yearless?: string
    }
  | { readonly problem: string }

type Here = Pick<Context, 't' | 'now' | 'timeZone'>

const DAY = 86_400_000

/** The day that was typed, today when there is none; undefined when it is no day. */
const dayTyped = ({ day }: Typed, today: string) => {
  if (day === undefined) return { date: today, mustConfirm: false }
  const typed = parseTypedDate(day, { today, side: 'past' })
  return typed.kind === 'date' ? typed : undefined
}

/** When it was measured: now unless something else was typed, and never in the future. */
export const momentTyped = (typed: Typed, { t, now, timeZone }: Here): Measured => {
  const { meet } = t
  const today = dayOf(now, timeZone)
  const found = dayTyped(typed, today)
  if (found === undefined) return { problem: meet.noDay(typed.day ?? '') }
  const day = found.date
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / DAY)
  const yearless = found.mustConfirm ? { yearless: day } : {}
  const words = (value: string) => plainDateWords(value, { t, now, timeZone }) ?? value
  if (typed.time === undefined) {
    if (day > today) return { problem: meet.future(words(day)) }
    const effective = typed.day === undefined ? dateTimeIn(timeZone, now) : day
    return { effective, daysAgo, ...yearless }
  }
  const moment = localMoment(day, typed.time, timeZone)
  const said = `${words(day)} ${typed.time}`
  if (moment.kind !== 'moment') return { problem: meet.noTime(said) }
  if (moment.at > now) return { problem: meet.future(said) }
  return { effective: moment.dateTime, daysAgo, ...yearless }
}
