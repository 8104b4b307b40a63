import { dateTimeIn } from '../../fhir/referral/time.ts'

const HOUR = 3_600_000

/** A moment on the clock of a zone. `none` and `twice` happen when the clock is put forward or back. */
export type LocalMoment =
  | { readonly kind: 'moment'; readonly at: Date; readonly dateTime: string }
  | { readonly kind: 'none' | 'twice' }

const offsetHours = (timeZone: string, at: number): number => {
  const local = dateTimeIn(timeZone, new Date(at)).slice(0, 19)
  return Math.round((Date.parse(`${local}Z`) - at) / (HOUR / 4)) / 4
}

/** The instant at which the clocks of a zone show `hh:mm` on a day (`yyyy-mm-dd`). */
export const localMoment = (day: string, time: string, timeZone: string): LocalMoment => {
  const naive = Date.parse(`${day}T${time}:00Z`)
  const offsets = new Set(
    [-24 * HOUR, 24 * HOUR].map((slack) => offsetHours(timeZone, naive + slack)),
  )
  const found = [...offsets]
    .map((offset) => new Date(naive - offset * HOUR))
    .filter((at) => dateTimeIn(timeZone, at).startsWith(`${day}T${time}`))
  const [at] = found
  if (at === undefined) return { kind: 'none' }
  return found.length > 1
    ? { kind: 'twice' }
    : { kind: 'moment', at, dateTime: dateTimeIn(timeZone, at) }
}
