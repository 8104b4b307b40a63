import type { Observation, ObservationReferenceRange } from '@medplum/fhirtypes'
import { codesOf, list } from '../value/codes.ts'
import { readQuantity } from '../value/quantity.ts'
import { type Danger, type Interpretation, interpretationsOf } from './interpretation.ts'

/** Where a value lies from the reference range of its source. */
export type Side = 'above' | 'below'

/** Every judgement of a value and of its components. */
export const flagsOf = ({ interpretation, component }: Observation): readonly Interpretation[] =>
  [interpretation, ...list(component).map((each) => each.interpretation)].flatMap(interpretationsOf)

const isPlain = ({ appliesTo, age, type }: ObservationReferenceRange) =>
  list(appliesTo).length === 0 &&
  age === undefined &&
  (type === undefined || codesOf(type).includes('normal'))

/**
 * Where an exact value lies from the one range of its source, when both have the same unit. Ranges for groups of people
 * are left to the reader.
 */
export const sideOf = ({ valueQuantity, referenceRange }: Observation): Side | undefined => {
  const [range, ...others] = list(referenceRange)
  const value = readQuantity(valueQuantity)
  if (range === undefined || others.length > 0 || !isPlain(range)) return undefined
  if (value?.ucum === undefined) return undefined
  const [low, high] = [range.low, range.high].map((each) => {
    const bound = readQuantity(each)
    if (bound?.ucum !== value.ucum) return undefined
    return bound?.comparator === undefined ? bound?.value : undefined
  })
  const { comparator = '' } = value
  const [under, over] = [comparator.startsWith('<'), comparator.startsWith('>')]
  if (low !== undefined && !over && (under ? value.value <= low : value.value < low)) return 'below'
  if (high !== undefined && !under && (over ? value.value >= high : value.value > high))
    return 'above'
  return undefined
}

/** How much a value asks for attention by all its judgements and numbers. */
export const dangerOf = (
  flags: readonly Interpretation[],
  side: Side | undefined,
): Danger | undefined => {
  if (flags.some(({ danger }) => danger === 'critical')) return 'critical'
  return side !== undefined || flags.some(({ danger }) => danger !== undefined)
    ? 'outside'
    : undefined
}
