import type { CodeableConcept, Observation, ObservationReferenceRange } from '@medplum/fhirtypes'
import { codesOf, conceptWords, list } from '../value/codes.ts'
import { readQuantity } from '../value/quantity.ts'

/** How much a value asks for attention, by the source's own word or numbers. */
export type Danger = 'critical' | 'outside'

/** A judgement of the laboratory: its codes, and its words. */
export type Flagged = { readonly codes: readonly string[]; readonly text: string | undefined }

/** Where a value lies from the reference range of its source. */
export type Side = 'above' | 'below'

const CRITICAL: ReadonlySet<string> = new Set(['HH', 'LL', 'AA', 'HU', 'LU'])
/** Judgements that call for nothing: normal, susceptible, negative, not detected, within range. */
const CALM: ReadonlySet<string> = new Set('N S NEG ND NR 281301001 17621005 260385009'.split(' '))
const CALM_WORDS = /^(?:normaal|normal|negatief|negative|binnen|within)\b/iu

const flagged = (concept: CodeableConcept): Flagged => ({
  codes: codesOf(concept),
  text: conceptWords(concept),
})

/** Every judgement of a value and of its components. */
export const flagsOf = ({ interpretation, component }: Observation): readonly Flagged[] =>
  [interpretation, ...list(component).map((each) => each.interpretation)]
    .flatMap((each) => list(each))
    .map(flagged)
    .filter(({ codes, text }) => codes.length > 0 || text !== undefined)

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

/** Whether a judgement calls for nothing; one that is not known does not count as such. */
export const isCalm = ({ codes, text = '' }: Flagged): boolean =>
  codes.length === 0 ? CALM_WORDS.test(text) : codes.some((code) => CALM.has(code))

/** What asks for attention: any judgement that is not known to be a calm one does. */
export const dangerOf = (flags: readonly Flagged[], side: Side | undefined): Danger | undefined => {
  if (flags.some(({ codes }) => codes.some((code) => CRITICAL.has(code)))) return 'critical'
  return !flags.every(isCalm) || side !== undefined ? 'outside' : undefined
}
