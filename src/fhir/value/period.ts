import type { Period } from '@medplum/fhirtypes'

/** A moment to compare FHIR dates with, and the zone in which a date without a zone is meant. */
export type Moment = { readonly now: Date; readonly timeZone: string }

const today = ({ now, timeZone }: Moment): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)

/** Before or after now: negative, zero (within the precision of the value) or positive; undefined when it is no date. */
const compared = (value: string, moment: Moment): number | undefined => {
  if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) {
    const here = today(moment).slice(0, value.length)
    return value < here ? -1 : value > here ? 1 : 0
  }
  const at = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.sign(at - moment.now.getTime())
}

/** Whether a period has ended; an end that cannot be read counts as ended. */
export const hasEnded = (period: Period | undefined, moment: Moment): boolean =>
  period?.end !== undefined && (compared(period.end, moment) ?? -1) < 0

/** Whether a period covers now; no period covers all time, a bound that cannot be read covers nothing. */
export const coversNow = (period: Period | undefined, moment: Moment): boolean =>
  (period?.start === undefined || (compared(period.start, moment) ?? 1) <= 0) &&
  !hasEnded(period, moment)
