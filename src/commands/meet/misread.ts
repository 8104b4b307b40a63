import { likelyOf, type MeasurementDraft } from '../../fhir/observation/measurement.ts'
import { readQuantity } from '../../fhir/value/quantity.ts'
import { cutWord } from '../answer/cut-word.ts'
import { numberWords } from '../answer/number-words.ts'
import type { Context } from '../command.ts'
import { measuredWords } from '../metingen/reading-words.ts'
import type { KindWords } from './kinds.ts'
import type { Misread } from './words.ts'

/** Why what was typed is no measurement of this kind, in a sentence. */
export const misreadWords = (why: Misread, kind: KindWords, { t }: Pick<Context, 't'>): string => {
  const { meet, metingen } = t
  const name = metingen.kinds[kind.kind]
  switch (why.kind) {
    case 'no-value':
      return meet.noValue(name, kind.example)
    case 'two-values':
      return meet.twoValues(name)
    case 'one-pressure':
      return meet.onePressure(kind.example)
    case 'ambiguous':
      return meet.ambiguous(cutWord(why.word))
    case 'no-number':
      return meet.noNumber(cutWord(why.word))
    case 'not-whole':
      return meet.notWhole(name, cutWord(why.word))
    case 'unit':
      return meet.unit(name, cutWord(why.word), kind.units[0]?.[0] ?? '')
    case 'word':
      return meet.word(cutWord(why.word))
    case 'twice':
      return meet.twice(cutWord(why.word))
    default:
      return why satisfies never
  }
}

type Value = Pick<MeasurementDraft, 'kind' | 'values' | 'unit'>

/** A value as it is said: `165/95 mmHg`. */
const valueSaid = ({ kind, values, unit }: Value, context: Context): string => {
  const [first, second] = values.map((value) => {
    const measured = readQuantity({ value, code: unit, system: 'http://unitsofmeasure.org' })
    return measured === undefined ? '' : measuredWords(measured, kind, context)
  })
  const upper = numberWords(values[0] ?? Number.NaN, context)
  return second === undefined ? (first ?? '') : `${upper}/${second}`
}

/** Why nobody can have measured this, in a sentence; undefined when somebody can. */
export const impossibleWords = (value: Value, context: Context): string | undefined => {
  const likely = likelyOf(value)
  const { meet, metingen } = context.t
  const said = valueSaid(value, context)
  if (likely.kind === 'reversed') return meet.reversed(said)
  if (likely.kind !== 'impossible') return undefined
  const [low = '', high = ''] = likely.possible.map((each) => numberWords(each, context))
  return meet.impossible(meet.value(metingen.kinds[value.kind], said), low, high)
}
