import type { Observation } from '@medplum/fhirtypes'
import { likelyOf } from '../../fhir/observation/measurement.ts'
import { readVitals } from '../../fhir/observation/vitals.ts'
import {
  type Correction,
  corrected,
  isJudged,
  isReport,
  measuredKindOf,
  unitOf,
} from '../../fhir/record/correction.ts'
import { type Block, type Inline, type Line, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { plainDateWords } from '../answer/date-words.ts'
import type { Context } from '../command.ts'
import { valueWords } from '../metingen/value.ts'
import { textParts } from '../writing/writing.ts'
import type { Target } from './target.ts'

/** Which of the observations holds the value. */
export const holderOf = (observations: readonly Observation[]): Observation | undefined =>
  observations.findLast((each) => unitOf(each) !== undefined)

/** What a measurement or report says, in a few words. */
export const wordsOf = (observations: readonly Observation[], context: Context): string => {
  const { corrigeer, metingen } = context.t
  const [whole] = observations
  if (whole !== undefined && isReport(whole))
    return corrigeer.report(cutText(whole.valueString ?? '', context))
  const [vital] = readVitals(observations, [], new Map()).vitals
  if (vital === undefined) return metingen.nameless
  const name =
    vital.kind === 'other' ? cutText(vital.name ?? '', context) : metingen.kinds[vital.kind]
  return metingen.named(name, valueWords(vital, false, context).join(', '))
}

/** The observations a correction changes, as they are after it. */
export const after = (target: Target, correction: Correction, at: string): readonly Observation[] =>
  changedOnes(target.observations, correction).map((each) => corrected(each, correction, at))

/** An error is one of the whole and its members; a value is changed where it stands, and where it was judged. */
export const changedOnes = (
  observations: readonly Observation[],
  { kind }: Correction,
): readonly Observation[] => {
  const holder = holderOf(observations)
  return kind === 'value' && holder !== undefined
    ? observations.filter((each) => each === holder || isJudged(each))
    : observations
}

/** The observations with the corrected ones in their places. */
export const merged = (all: readonly Observation[], changed: readonly Observation[]) =>
  all.map((each) => changed.find(({ id }) => id === each.id) ?? each)

/** What the preview says of a correction. */
export type Shown = {
  readonly lines: readonly (Inline | Line)[]
  readonly below: readonly Block[]
  readonly notes: readonly string[]
}

/** Whether something is lost that people read: not the text beside it, which no answer shows. */
const losesWords = ({ text: _told, ...rest }: Observation): boolean => isJudged(rest)

/** What stands there now, and what it becomes. */
export const shownOf = (
  target: Target,
  correction: Correction,
  at: string,
  context: Context,
): Shown => {
  const { corrigeer, meet } = context.t
  const { observations, isNewer } = target
  const [whole] = observations
  const moment = plainDateWords(whole?.effectiveDateTime, context)
  const when = whole !== undefined && isReport(whole) ? corrigeer.written : corrigeer.measured
  const next =
    correction.kind === 'value'
      ? corrigeer.becomes(wordsOf(merged(observations, after(target, correction, at)), context))
      : corrigeer.becomesError
  const text =
    correction.kind === 'text'
      ? textParts(correction.text, { line: corrigeer.becomes(''), below: corrigeer.textBelow })
      : undefined
  const holder = holderOf(observations)
  const kind = holder && measuredKindOf(holder)
  const isUnusual =
    correction.kind === 'value' &&
    kind !== undefined &&
    likelyOf({ kind, values: correction.values, unit: correction.unit }).kind === 'unusual'
  return {
    lines: [
      corrigeer.now(wordsOf(observations, context)),
      ...(moment === undefined ? [] : [when(moment)]),
      ...(text === undefined ? [[strong(next)]] : text.item),
    ],
    below: text?.below ?? [],
    notes: [
      ...(isNewer ? [corrigeer.changedSince] : []),
      ...(correction.kind === 'value' && observations.some(losesWords) ? [corrigeer.unjudged] : []),
      ...(isUnusual ? [meet.unusual] : []),
    ],
  }
}
