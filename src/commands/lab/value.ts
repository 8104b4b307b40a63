import type { LabFact } from '../../fhir/observation/lab-fact.ts'
import { type Flagged, isCalm } from '../../fhir/observation/lab-flag.ts'
import type { Part, Reference } from '../../fhir/observation/value.ts'
import type { Measured } from '../../fhir/value/quantity.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, plainDateWords } from '../answer/date-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { measuredWords, valueWords } from '../metingen/value.ts'
import type { LabRow } from './rows.ts'

/** The value itself is judged on its line; a component keeps its judgement beside it. */
const bare = (part: Part): Part =>
  part.role === 'value' ? { ...part, interpretation: [], references: [] } : part

/** The value of a line, and its components after it. */
export const labValues = (fact: LabFact, context: DateContext): readonly string[] =>
  valueWords({ ...fact, parts: fact.parts.map(bare) }, false, context)

const rangeWords = ({ text, low, high }: Reference, context: DateContext): string | undefined => {
  const { metingen } = context.t
  if (text !== undefined) return cutText(text, context)
  const say = (each: Measured | undefined) => each && measuredWords(each, 'other', context)
  const [from, to] = [say(low), say(high)]
  if (from !== undefined && to !== undefined) return metingen.between(from, to)
  if (from !== undefined) return metingen.atLeast(from)
  return to === undefined ? undefined : metingen.atMost(to)
}

/** The source's own reference ranges of the value. */
export const referenceWords = ({ parts }: LabFact, context: DateContext): readonly string[] =>
  (parts.find(({ role }) => role === 'value')?.references ?? [])
    .flatMap((each) => rangeWords(each, context) ?? [])
    .map(context.t.lab.reference)

const flagText = ({ codes, text }: Flagged, context: DateContext): string | undefined => {
  const known = codes
    .map((code) => wordFor(context.t.metingen.interpretations, code))
    .find((words) => words !== undefined)
  return known ?? (text === undefined ? undefined : cutText(text, context))
}

/** What the laboratory says of a value, and what its own numbers say when it says nothing. */
export const flagWords = (fact: LabFact, context: DateContext): readonly string[] => {
  const { lab } = context.t
  const said = fact.flags.flatMap((each) => {
    const words = flagText(each, context)
    return words === undefined ? [] : [isCalm(each) ? lab.calm(words) : lab.flag(words)]
  })
  // What the laboratory calls normal may yet lie outside its own range: then both are said.
  const alarmed = said.length > 0 && fact.flags.some((each) => !isCalm(each))
  return fact.side === undefined || alarmed ? said : [...said, lab.sides[fact.side]]
}

/** What makes a result less than final. */
export const statusWords = (statuses: readonly string[], { t }: DateContext): readonly string[] =>
  statuses.map((each) => wordFor(t.lab.statuses, each) ?? t.clinical.statusUnknown)

const single = ({ parts }: LabFact): Measured | undefined => {
  const values = parts.filter(({ role }) => role === 'value')
  const reading = values.length === 1 ? values[0]?.reading : undefined
  return reading?.kind === 'quantity' ? reading.quantity : undefined
}

const differs = (one: readonly string[], other: readonly string[]) =>
  one.length > 0 && other.length > 0 && one.join() !== other.join()

/** The value before and the value now, side by side, only for the same code in the same unit. */
export const trendWords = (
  { fact, previous }: LabRow,
  context: DateContext,
): string | undefined => {
  const { clinical, lab } = context.t
  const now = single(fact)
  const before = previous === undefined ? undefined : single(previous)
  if (previous === undefined || now === undefined || before === undefined) return undefined
  if (now.ucum === undefined || now.ucum !== before.ucum) return lab.otherUnit
  const otherWay =
    differs(fact.specimens, previous.specimens) || differs(fact.methods, previous.methods)
  if (otherWay) return lab.otherWay
  const when = [
    plainDateWords(previous.date, context) ?? clinical.undated,
    ...statusWords(previous.statuses, context),
    ...(previous.modified ? [clinical.unknownModifier] : []),
    ...(previous.ofWithdrawn ? [lab.ofWithdrawn] : []),
  ].join(', ')
  const [from, to] = [before, now].map((each) => measuredWords(each, 'other', context))
  return from === undefined || to === undefined ? undefined : lab.trend(from, to, when)
}
