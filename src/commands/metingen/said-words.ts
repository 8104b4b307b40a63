import type { Interpretation } from '../../fhir/observation/interpretation.ts'
import type { Reference } from '../../fhir/observation/value.ts'
import { cutText } from '../answer/cut-text.ts'
import type { DateContext } from '../answer/date-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { rangeWords } from './reading-words.ts'

/** A judgement of the source in its words, each once; what contradicts itself says so. */
export const interpretationWords = (
  { said, contradicts }: Interpretation,
  context: DateContext,
): string => {
  const { metingen } = context.t
  const words = said.flatMap(({ code, text }) => {
    const known = wordFor(metingen.interpretations, code) ?? text
    return known === undefined ? [] : [cutText(known, context)]
  })
  const once = new Map(words.map((each) => [each.toLowerCase(), each])).values()
  const all = [...once].join(', ')
  return contradicts ? metingen.conflicting(all) : all
}

/** A reference range of the source, and for whom it holds when not for everybody. */
export const referenceRange = (reference: Reference, context: DateContext): string | undefined => {
  const { metingen } = context.t
  const { text, groups, age } = reference
  const range = text === undefined ? rangeWords(reference, context) : cutText(text, context)
  const ages = age === undefined ? undefined : rangeWords(age, context)
  const whom = [
    ...groups.map((each) => cutText(each, context)),
    ...(ages === undefined ? [] : [metingen.age(ages)]),
  ].join(', ')
  return range === undefined || whom === '' ? range : metingen.holdsFor(range, whom)
}
