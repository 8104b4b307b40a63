import type { Vital } from '../../fhir/observation/vitals.ts'
import { dayOf } from '../answer/date-words.ts'

/** Why nobody can say which of two measurements came first. */
export type OrderDoubt = 'same-moment' | 'same-day' | 'imprecise'

type Place = { readonly day: string; readonly instant: number | undefined; readonly zoned: boolean }

/** The date by which a measurement is placed in time. */
export const dateOf = ({ moment }: Vital): string | undefined => moment.end ?? moment.start

const ZONED = /T.*(Z|[+-]\d{2}:\d{2})$/u

/** The day of a measurement for people in a zone, as precise as it was given, and its instant when it has a time. */
export const placeOf = (vital: Vital, timeZone: string): Place | undefined => {
  const date = dateOf(vital)
  const { instant } = vital.moment
  if (date === undefined || instant === undefined) return undefined
  if (ZONED.test(date)) return { day: dayOf(new Date(instant), timeZone), instant, zoned: true }
  const timed = date.includes('T') ? instant : undefined
  return { day: date.slice(0, 10), instant: timed, zoned: false }
}

/** A measurement with its place in time, worked out once. */
export type Placed = { readonly vital: Vital; readonly place: Place | undefined }

/** Whether a measurement came before or after another, compared only as precisely as both were dated (S10). */
const relation = (
  { place: a }: Placed,
  { place: b }: Placed,
): 'before' | 'after' | OrderDoubt | undefined => {
  if (a === undefined || b === undefined) return undefined
  if (a.instant !== undefined && b.instant !== undefined && a.zoned === b.zoned) {
    if (a.instant === b.instant) return 'same-moment'
    return a.instant < b.instant ? 'before' : 'after'
  }
  const length = Math.min(a.day.length, b.day.length)
  const [left, right] = [a.day.slice(0, length), b.day.slice(0, length)]
  if (left === right) return length === 10 ? 'same-day' : 'imprecise'
  return left < right ? 'before' : 'after'
}

const keyOf = ({ place }: Placed): string => {
  if (place === undefined) return ''
  const { day, instant } = place
  return instant === undefined ? `${day}~` : `${day}T${String(instant + 1e15).padStart(17, '0')}`
}

/** Newest first, one without a time before those of its day, because it may be the newest; undated ones last. */
export const newestFirst = (vitals: readonly Vital[], timeZone: string): readonly Placed[] =>
  vitals
    .map((vital) => ({ vital, place: placeOf(vital, timeZone) }))
    .map((placed) => ({ ...placed, key: keyOf(placed) }))
    .toSorted((one, other) => (one.key === other.key ? 0 : one.key < other.key ? 1 : -1))

/** Those after which no other certainly came: more than one when their order is not known. */
export const latestOf = (all: readonly Placed[]): readonly Placed[] =>
  all.filter((each) => !all.some((other) => relation(other, each) === 'after'))

/** Those that certainly came before a measurement. */
export const earlierThan = (one: Placed, all: readonly Placed[]): readonly Placed[] =>
  all.filter((each) => relation(each, one) === 'before')

const DOUBTS: readonly OrderDoubt[] = ['same-moment', 'same-day', 'imprecise']

/** Why the order among others of its series is not known; undefined when it is. */
export const orderDoubt = (one: Placed, all: readonly Placed[]): OrderDoubt | undefined => {
  const found = new Set(
    all
      .filter((each) => each !== one && each.vital.series === one.vital.series)
      .map((each) => relation(one, each)),
  )
  return DOUBTS.findLast((doubt) => found.has(doubt))
}
