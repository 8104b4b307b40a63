import type { LabFact } from '../../fhir/observation/lab-fact.ts'
import type { Part } from '../../fhir/observation/value.ts'
import type { Measured } from '../../fhir/value/quantity.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, plainDateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { measuredWords } from '../metingen/reading-words.ts'
import { interpretationWords, referenceRange } from '../metingen/said-words.ts'
import { valueWords } from '../metingen/value.ts'
import type { LabRow } from './rows.ts'

/** The value itself is judged on its line; a component keeps its judgement beside it. */
const bare = (part: Part): Part =>
  part.role === 'value' ? { ...part, interpretation: [], references: [] } : part

/** The value of a line, and its components after it. */
export const labValues = (fact: LabFact, context: DateContext): readonly string[] =>
  valueWords({ ...fact, parts: fact.parts.map(bare) }, false, context)

/** The source's own reference ranges of the value. */
export const referenceWords = ({ parts }: LabFact, context: DateContext): readonly string[] =>
  (parts.find(({ role }) => role === 'value')?.references ?? [])
    .flatMap((each) => referenceRange(each, context) ?? [])
    .map(context.t.lab.reference)

/** What the laboratory says of a value, and what its own numbers say when it says nothing. */
export const flagWords = (fact: LabFact, context: DateContext): readonly string[] => {
  const { lab } = context.t
  const said = fact.flags.map((each) => {
    const words = interpretationWords(each, context)
    return each.danger === undefined ? lab.calm(words) : lab.flag(words)
  })
  // What the laboratory calls normal may yet lie outside its own range: then both are said.
  const alarmed = fact.flags.some(({ danger }) => danger !== undefined)
  return fact.side === undefined || alarmed ? said : [...said, lab.sides[fact.side]]
}

const statusWord = (status: string, { t }: DateContext): string =>
  wordFor(t.lab.statuses, status) ?? t.clinical.statusUnknown

/** What makes a result less than final: itself, or the panel or report it stands in. */
export const statusWords = (
  { statuses, unsettled }: Pick<LabFact, 'statuses' | 'unsettled'>,
  context: DateContext,
): readonly string[] => [
  ...statuses.map((each) => statusWord(each, context)),
  ...unsettled
    .filter((each) => !statuses.includes(each))
    .map((each) => context.t.lab.unsettled(statusWord(each, context))),
]

/** What is wrong with what was examined, by the source. */
export const specimenDoubts = (
  { specimenStatus, specimenConditions }: LabFact,
  context: DateContext,
): readonly string[] => {
  const { lab } = context.t
  const status = wordFor(lab.specimenStatuses, specimenStatus)
  return [
    ...(status === undefined ? [] : [status]),
    ...specimenConditions.map((each) => lab.specimenCondition(cutText(each, context))),
  ]
}

const single = ({ parts }: LabFact): Measured | undefined => {
  const values = parts.filter(({ role }) => role === 'value')
  const reading = values.length === 1 ? values[0]?.reading : undefined
  return reading?.kind === 'quantity' ? reading.quantity : undefined
}

const differs = (one: readonly string[], other: readonly string[]) =>
  one.length > 0 && other.length > 0 && one.join() !== other.join()

/** Where the value before came from, when not from where the value now did. */
const originOf = (previous: LabFact, { source }: LabFact, context: DateContext) =>
  previous.source === source
    ? []
    : originWords({ source: previous.source ?? context.t.clinical.ownRecord }, context)

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
    ...originOf(previous, fact, context),
    ...statusWords(previous, context),
    ...specimenDoubts(previous, context),
    ...(previous.modified ? [clinical.unknownModifier] : []),
    ...(previous.ofWithdrawn ? [lab.ofWithdrawn] : []),
  ].join(', ')
  const [from, to] = [before, now].map((each) => measuredWords(each, 'other', context))
  return from === undefined || to === undefined ? undefined : lab.trend(from, to, when)
}
