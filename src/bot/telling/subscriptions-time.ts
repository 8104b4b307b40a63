import type { Subscription } from '../../store/store.ts'

/** A clock time of the day, such as 07:30. */
export type DayTime = { readonly hour: number; readonly minute: number }

const minuteMs = 60_000
const dayMinutes = 24 * 60

const wallClock = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}

/**
 * The first moment from `from` on at which clocks in the zone show this time. Days of 23 and 25 hours are met by looking
 * again from the moment that was found: a time that a day does not have is the first one after it.
 */
export const nextAt = (from: number, { hour, minute }: DayTime, timeZone: string): number => {
  const wanted = hour * 60 + minute
  const start = Math.ceil(from / minuteMs) * minuteMs
  const ahead = (at: number) => (wanted - wallClock(at, timeZone) + dayMinutes) % dayMinutes
  const first = start + ahead(start) * minuteMs
  const off = ahead(first)
  if (off === 0) return first
  // The clocks changed in between, by an hour mostly.
  const shift = off > dayMinutes / 2 ? off - dayMinutes : off
  const second = first + shift * minuteMs
  return ahead(second) === 0 && second >= from ? second : first
}

const isQuiet = (
  at: number,
  { from, to }: NonNullable<Subscription['quiet']>,
  timeZone: string,
) => {
  const hour = wallClock(at, timeZone) / 60
  return from < to ? hour >= from && hour < to : hour >= from || hour < to
}

/** When something that became known now may be told: never in quiet hours, and once a day for who wants it so. */
export const dueAt = (
  { daily, quiet }: Pick<Subscription, 'daily' | 'quiet'>,
  now: number,
  { digest, timeZone }: { readonly digest: DayTime; readonly timeZone: string },
): number => {
  const at = daily ? nextAt(now + 1, digest, timeZone) : now
  if (quiet === undefined || !isQuiet(at, quiet, timeZone)) return at
  return nextAt(at, { hour: quiet.to, minute: 0 }, timeZone)
}
