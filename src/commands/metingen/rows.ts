import { kindOrder } from '../../fhir/observation/kinds.ts'
import type { Part } from '../../fhir/observation/value.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import type { DateContext } from '../answer/date-words.ts'
import { courseOf } from './course.ts'
import { earlierThan, latestOf, newestFirst, type OrderDoubt, orderDoubt } from './order.ts'
import { placedOf } from './trend.ts'

/** A measurement on a line, with those before it: more than one when nobody knows which of them came last. */
export type Row = {
  readonly vital: Vital
  readonly previous: readonly Vital[]
  /** Why nobody knows whether another came later. */
  readonly order: OrderDoubt | undefined
  /** It and those before it that can be told as one course, newest first; only where a whole series is told. */
  readonly course?: readonly Vital[]
}

/** How many lines are shown unless all are asked for. */
export const MOST = 10

/** What the source itself calls critical. */
export const isCritical = ({ parts }: Vital): boolean =>
  parts.some((part) => part.interpretation.some(({ danger }) => danger === 'critical'))

const SILENT = new Set<Part['reading']['kind']>(['none', 'absent', 'unresolved', 'withdrawn'])
const BESIDES = new Set<Part['role']>(['oxygen', 'technical'])

/** Whether it says what was measured, in whatever form: what is skipped as the one before was no measurement. */
const hasValue = ({ parts }: Vital) =>
  parts.some(({ reading, role }) => !SILENT.has(reading.kind) && !BESIDES.has(role))

/** The newest of a series, all of them when that is not one; beside it what cannot be placed and may be newer. */
const rowsOf = (series: readonly Vital[], context: DateContext): readonly Row[] => {
  const { unplaced, placed } = placedOf(series, context)
  return [
    ...unplaced.map((vital): Row => ({ vital, previous: [], order: undefined })),
    ...latestOf(placed).map((each): Row => {
      const earlier = earlierThan(each, placed).filter(({ vital }) => hasValue(vital))
      const previous = latestOf(earlier).map(({ vital }) => vital)
      return { vital: each.vital, previous, order: orderDoubt(each, placed) }
    }),
  ]
}

// What is about another than the client stands after what is about them, unless it is critical.
const rank = ({ vital }: Row) =>
  (isCritical(vital) ? 0 : vital.focus.length === 0 ? 100 : 200) +
  (vital.kind === 'other' ? 99 : kindOrder.indexOf(vital.kind))

/** The latest of every series, most dangerous first (S14). */
export const overview = (vitals: readonly Vital[], context: DateContext): readonly Row[] => {
  const series = Map.groupBy(vitals, (vital) => vital.series)
  return [...series.values()]
    .flatMap((each) => rowsOf(each, context))
    .toSorted((one, other) => rank(one) - rank(other))
}

/** What must be seen: critical by the source's own word, or without a date and so perhaps the newest. */
export const isUrgent = (vital: Vital): boolean =>
  isCritical(vital) || vital.moment.instant === undefined

/** The newest of each series as the overview has it, with the course of its series. */
const newestRows = (vitals: readonly Vital[], context: DateContext): ReadonlyMap<Vital, Row> =>
  new Map(
    [...Map.groupBy(vitals, ({ series }) => series).values()].flatMap((series) => {
      const course = courseOf(series, context)
      return rowsOf(series, context).map((row): readonly [Vital, Row] => [
        row.vital,
        row.vital === course[0] ? { ...row, course } : row,
      ])
    }),
  )

/** Newest first; an urgent one further down comes right after the first lines instead of being cut off. */
export const history = (vitals: readonly Vital[], context: DateContext): readonly Row[] => {
  const sorted = newestFirst(vitals, context.timeZone)
  const later = sorted.slice(MOST)
  const kept = [
    ...sorted.slice(0, MOST),
    ...later.filter(({ vital }) => isUrgent(vital)),
    ...later.filter(({ vital }) => !isUrgent(vital)),
  ]
  const newest = newestRows(vitals, context)
  return kept.map((each) => ({
    ...(newest.get(each.vital) ?? { vital: each.vital, previous: [] }),
    order: orderDoubt(each, sorted),
  }))
}
