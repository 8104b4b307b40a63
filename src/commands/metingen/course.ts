import type { Vital } from '../../fhir/observation/vitals.ts'
import type { DateContext } from '../answer/date-words.ts'
import { numberWords } from '../answer/number-words.ts'
import { orderDoubt } from './order.ts'
import { measuredWords } from './reading-words.ts'
import type { Row } from './rows.ts'
import { changesOf, type Delta, daysBetween, placedOf } from './trend.ts'

// As many as are shown: a course of what nobody sees cannot be checked.
const MOST = 10
// With two there is only a difference, which is told already.
const LEAST = 3
const DOUBTFUL = new Set(['registered', 'preliminary', 'unknown'])

const isCertain = ({ modified, ofWithdrawn, statuses, focus }: Vital) =>
  !modified &&
  !ofWithdrawn &&
  focus.length === 0 &&
  !statuses.some((status) => DOUBTFUL.has(status))

/**
 * The newest of a series and those before it of which the same was measured in the same unit and in a certain order,
 * newest first; empty when there are too few.
 */
export const courseOf = (series: readonly Vital[], context: DateContext): readonly Vital[] => {
  const { unplaced, placed } = placedOf(series, context)
  const certain = placed
    .slice(0, MOST)
    .filter((each) => isCertain(each.vital) && orderDoubt(each, placed) === undefined)
    .map(({ vital }) => vital)
  const [newest] = certain
  if (newest === undefined || newest !== placed[0]?.vital || unplaced.length > 0) return []
  const all = changesOf(newest, newest, context).length
  const course = certain.filter((each) => {
    const changes = changesOf(newest, each, context)
    return typeof changes !== 'string' && changes.length > 0 && changes.length === all
  })
  return course.length < LEAST ? [] : course
}

const valueOf = (vital: Vital, role: Delta['role'], context: DateContext) => {
  const reading = vital.parts.find((part) => part.role === role)?.reading
  if (reading?.kind === 'number')
    return { value: reading.value, words: numberWords(reading.value, context) }
  if (reading?.kind !== 'quantity') return undefined
  const { quantity } = reading
  return { value: quantity.value, words: measuredWords(quantity, 'other', context) }
}

/** Which way one value went; a rise or fall is named only when no step went the other way. */
const directionWords = (
  { role, amount, change }: Delta,
  course: readonly Vital[],
  context: DateContext,
): string => {
  const { metingen } = context.t
  const values = course.flatMap((each) => valueOf(each, role, context) ?? [])
  const steps = values.slice(1).map(({ value }, at) => (values[at]?.value ?? value) - value)
  const [rises, falls] = [steps.some((step) => step > 0), steps.some((step) => step < 0)]
  const name = role === 'value' ? undefined : metingen.roles[role]
  if (!rises && !falls) return metingen.course.same(name)
  if (rises !== falls) return metingen.course.steady(name, amount, rises)
  const sorted = values.toSorted((one, other) => one.value - other.value)
  const [low = '', high = ''] = [sorted[0]?.words, sorted.at(-1)?.words]
  const net = change === 0 ? undefined : metingen.course.net(amount, change > 0)
  return metingen.course.varying(name, low, high, net)
}

/** The trend of a whole series in words, beside the newest of it. */
export const courseWords = ({ course = [] }: Row, context: DateContext): readonly string[] => {
  const { metingen } = context.t
  const [newest, oldest] = [course[0], course.at(-1)]
  if (newest === undefined || oldest === undefined) return []
  const changes = changesOf(newest, oldest, context)
  if (typeof changes === 'string' || changes.length === 0) return []
  const span = metingen.course.span(daysBetween(newest, oldest, context.timeZone))
  const said = changes.map((each) => directionWords(each, course, context)).join('; ')
  return [metingen.course.whole(span, course.length, said)]
}
