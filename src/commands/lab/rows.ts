import type { LabFact } from '../../fhir/observation/lab-fact.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import type { DateContext } from '../answer/date-words.ts'
import {
  earlierThan,
  latestOf,
  newestFirst,
  type OrderDoubt,
  orderDoubt,
  type Placed,
} from '../metingen/order.ts'
import { placedOf } from '../metingen/trend.ts'

/** A laboratory value on a line, with the one before it. */
export type LabRow = {
  readonly fact: LabFact
  readonly previous: LabFact | undefined
  /** Why nobody knows whether another came later. */
  readonly order: OrderDoubt | undefined
}

/** How much a row asks for attention: the source's own word first, then its numbers, then what is missing. */
const rank = ({ fact }: LabRow): number => {
  if (fact.danger === 'critical') return 0
  if (fact.danger === 'outside') return 1
  return fact.lost ? 2 : 3
}

const rowsOf = (series: readonly LabFact[], context: DateContext): readonly LabRow[] => {
  const facts = new Map<Vital, LabFact>(series.map((each) => [each, each]))
  const factOf = ({ vital }: Placed) => facts.get(vital)
  const { unplaced, placed } = placedOf(series, context)
  return [
    ...unplaced.map((fact): LabRow => ({ fact, previous: undefined, order: undefined })),
    ...latestOf(placed).flatMap((each): readonly LabRow[] => {
      const fact = factOf(each)
      if (fact === undefined) return []
      const earlier = earlierThan(each, placed).filter((one) => factOf(one)?.hasValue === true)
      const [before, ...others] = latestOf(earlier)
      const previous = before === undefined || others.length > 0 ? undefined : factOf(before)
      return [{ fact, previous, order: orderDoubt(each, placed) }]
    }),
  ]
}

/** The latest of every kind of value: what asks for attention first, then panel by panel, newest first. */
export const labRows = (results: readonly LabFact[], context: DateContext): readonly LabRow[] => {
  const rows = [...Map.groupBy(results, ({ series }) => series).values()].flatMap((series) =>
    rowsOf(series, context),
  )
  const order = new Map(results.map((each, index) => [each.key, index]))
  const place = ({ fact }: LabRow) => order.get(fact.key) ?? 0
  const panels = Map.groupBy(rows, ({ fact }) => fact.panel ?? fact.key)
  const first = (row: LabRow) =>
    rank(row) < 3
      ? place(row)
      : Math.min(...(panels.get(row.fact.panel ?? row.fact.key) ?? [row]).map(place))
  return rows.toSorted(
    (one, other) =>
      rank(one) - rank(other) || first(one) - first(other) || place(one) - place(other),
  )
}

/** Every value of one kind, newest first, as they are. */
export const labHistory = (
  results: readonly LabFact[],
  { timeZone }: DateContext,
): readonly LabRow[] => {
  const facts = new Map<Vital, LabFact>(results.map((each) => [each, each]))
  const placed = newestFirst(results, timeZone)
  return placed.flatMap((each): readonly LabRow[] => {
    const fact = facts.get(each.vital)
    return fact === undefined
      ? []
      : [{ fact, previous: undefined, order: orderDoubt(each, placed) }]
  })
}
