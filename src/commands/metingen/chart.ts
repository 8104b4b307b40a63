import type { ChartSpec, Point, Series } from '../../chart/spec.ts'
import type { Role } from '../../fhir/observation/value.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import type { Measured } from '../../fhir/value/quantity.ts'
import { type DateContext, dayOf, stamp } from '../answer/date-words.ts'
import { isExact, numberWords } from '../answer/number-words.ts'
import { isFuture } from './trend.ts'

/** What of a kind's measurements can be drawn; the others are counted, so that nobody takes the line for all there is. */
export type VitalChart = {
  readonly spec: ChartSpec
  /** Every drawn number again, in words. */
  readonly caption: string
  readonly left: number
}

const MOST = 30
const DOUBTFUL = new Set(['registered', 'preliminary', 'unknown'])
const DRAWN: readonly Role[] = ['value', 'systolic', 'diastolic']

type Drawn = { readonly role: Role; readonly quantity: Measured }
type Placed = { readonly vital: Vital; readonly at: Date; readonly parts: readonly Drawn[] }

const quantitiesOf = ({ parts }: Vital): readonly Drawn[] =>
  parts.flatMap(({ role, reading, takenAt }) => {
    if (!DRAWN.includes(role) || takenAt !== undefined) return []
    if (reading.kind === 'number' && isExact(reading.value))
      return [
        {
          role,
          quantity: {
            value: reading.value,
            comparator: undefined,
            unit: '',
            ucum: '1',
            contradicts: undefined,
          },
        },
      ]
    const isPlain =
      reading.kind === 'quantity' &&
      isExact(reading.quantity.value) &&
      reading.quantity.comparator === undefined &&
      reading.quantity.contradicts === undefined &&
      reading.quantity.unit !== undefined
    return isPlain ? [{ role, quantity: reading.quantity }] : []
  })

const placed = (vital: Vital, context: DateContext): readonly Placed[] => {
  const { instant } = vital.moment
  const isDoubtful =
    vital.focus.length > 0 ||
    vital.modified ||
    vital.ofWithdrawn ||
    vital.statuses.some((status) => DOUBTFUL.has(status)) ||
    isFuture(vital, context)
  const parts = quantitiesOf(vital)
  return instant === undefined || isDoubtful || parts.length === 0
    ? []
    : [{ vital, at: new Date(instant), parts }]
}

const unitOf = ({ parts }: Placed) => {
  const [first] = parts
  return first === undefined ? undefined : { unit: first.quantity.unit, ucum: first.quantity.ucum }
}

const isSame = (one: Placed, other: Placed): boolean => {
  const [left, right] = [unitOf(one), unitOf(other)]
  return (
    one.vital.series === other.vital.series &&
    left?.unit === right?.unit &&
    left?.ucum === right?.ucum &&
    one.parts.every(({ quantity }) => quantity.unit === left?.unit)
  )
}

const seriesOf = (all: readonly Placed[], { t }: DateContext): readonly Series[] =>
  DRAWN.flatMap((role): readonly Series[] => {
    const points = all.flatMap(({ at, parts }): readonly Point[] =>
      parts.flatMap((part) => (part.role === role ? [{ at, value: part.quantity.value }] : [])),
    )
    const name = role === 'systolic' || role === 'diastolic' ? t.grafiek[role] : ''
    return points.length === 0 ? [] : [{ name, points }]
  })

const targetsOf = (newest: Placed, context: DateContext): ChartSpec['targets'] => {
  const { grafiek } = context.t
  const unit = unitOf(newest)?.unit
  const [reference, ...others] = newest.vital.parts
    .filter(({ role }) => role === 'value')
    .flatMap(({ references }) => references)
  // A limit for some people only cannot be drawn without saying for whom.
  const isForAll = reference?.groups.length === 0 && reference.age === undefined
  if (reference === undefined || others.length > 0 || !isForAll) return []
  const limit = (measured: Measured | undefined, words: (value: string) => string) =>
    measured === undefined || measured.unit !== unit
      ? []
      : [{ value: measured.value, words: words(numberWords(measured.value, context)) }]
  return [...limit(reference.low, grafiek.low), ...limit(reference.high, grafiek.high)]
}

const dayWords = (at: Date, { timeZone }: DateContext) =>
  dayOf(at, timeZone).split('-').toReversed().join('-')

/** What is drawn of one measurement; half a blood pressure says which half it is. */
const drawnWords = (parts: readonly Drawn[], context: DateContext): string => {
  const words = parts.map(({ quantity }) => numberWords(quantity.value, context)).join('/')
  const [only, ...others] = new Set(parts.map(({ role }) => role))
  const isHalf = others.length === 0 && (only === 'systolic' || only === 'diastolic')
  return isHalf ? context.t.grafiek.halves[only](words) : words
}

/** A chart of one kind: the newest measurements of the newest one's series and unit. Undefined when none has a plain number. */
export const vitalChart = (
  vitals: readonly Vital[],
  about: { readonly kind: string; readonly sources: string },
  context: DateContext,
): VitalChart | undefined => {
  const { grafiek } = context.t
  const drawable = vitals
    .flatMap((vital) => placed(vital, context))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const newest = drawable.at(-1)
  if (newest === undefined) return undefined
  const all = drawable.filter((each) => isSame(each, newest)).slice(-MOST)
  const title = grafiek.title(about.kind, unitOf(newest)?.unit ?? '')
  const values = all.map(({ at, parts }) => {
    return grafiek.at(drawnWords(parts, context), dayWords(at, context))
  })
  return {
    spec: {
      title,
      series: seriesOf(all, context),
      targets: targetsOf(newest, context),
      footer: [about.sources, grafiek.fetched(stamp(context.now, context))],
      dayWords: (at) => dayWords(at, context),
      valueWords: (value) => numberWords(value, context),
    },
    caption: grafiek.caption(title, values.join('; '), about.sources),
    left: vitals.length - all.length,
  }
}
