import type { Observation } from '@medplum/fhirtypes'
import { type Correction, isReport, measuredKindOf, unitOf } from '../../fhir/record/correction.ts'
import type { Context, Outcome } from '../command.ts'
import { kindWords } from '../meet/kinds.ts'
import { impossibleWords, misreadWords } from '../meet/misread.ts'
import { readTyped } from '../meet/words.ts'
import { misused } from '../writing/writing.ts'
import { holderOf } from './preview.ts'
import type { Target } from './target.ts'

/** What was typed, or what is said because it cannot be used. */
export type Typed = { readonly correction: Correction } | { readonly said: Outcome }

const no = (...sentences: readonly string[]): Typed => ({ said: misused(...sentences) })

// One of these alone is no text of a report and no value: it says what is wrong with the line.
const IN_ERROR = /^(?:(?:is|was)\s+)?(?:fout|foutief|error|(?:entered[- ])?in[- ]error)[.!]*$/iu

/** What was typed as a new value, or why it is none. */
const newValue = (rest: string, holder: Observation, context: Context): Typed => {
  const { corrigeer } = context.t
  const kind = measuredKindOf(holder)
  const words = kindWords.find((each) => each.kind === kind)
  const unit = unitOf(holder)
  if (words === undefined || unit === undefined) return no(corrigeer.noValue)
  const typed = readTyped(rest.split(/\s+/u), words)
  if ('kind' in typed) return no(misreadWords(typed, words, context), corrigeer.orError)
  const { values, unit: typedUnit, ...more } = typed
  if (Object.keys(more).length > 0) return no(corrigeer.onlyValue, corrigeer.orError)
  if (typedUnit !== unit) return no(corrigeer.otherUnit(unit), corrigeer.orError)
  const measurement = { kind: words.kind, values, unit }
  const problem = impossibleWords(measurement, context)
  return problem === undefined
    ? { correction: { kind: 'value', values, unit } }
    : no(problem, corrigeer.orError)
}

/** The correction that is meant. */
export const correctionOf = (rest: string, target: Target, context: Context): Typed => {
  const [whole] = target.observations
  if (rest === '' || IN_ERROR.test(rest)) return { correction: { kind: 'error' } }
  if (whole !== undefined && isReport(whole)) return { correction: { kind: 'text', text: rest } }
  const holder = holderOf(target.observations)
  return holder === undefined ? no(context.t.corrigeer.noValue) : newValue(rest, holder, context)
}
