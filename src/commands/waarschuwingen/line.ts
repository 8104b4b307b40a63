import type { Concern, FlagFact } from '../../fhir/problem/flag.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { joinedLine, noteWords, tailWords, whoWords } from '../answer/fact-line.ts'

const concernWords = (
  { words, doubt }: Concern,
  { name }: FlagFact,
  context: DateContext,
): string => {
  const { waarschuwingen } = context.t
  const unknown = name === undefined ? waarschuwingen.unknownConcern : waarschuwingen.elsewhere
  const about = words === undefined ? unknown : waarschuwingen.about(words)
  return doubt === undefined ? about : `${about} (${waarschuwingen.doubts[doubt]})`
}

/** The warning's own name, or what it is about. */
const nameOf = ({ name, concerns }: FlagFact, context: DateContext): string => {
  const about = concerns.flatMap(({ words }) => words ?? []).join(', ')
  return name ?? (about || context.t.waarschuwingen.nameless)
}

const periodWords = ({ start, end }: FlagFact, context: DateContext): readonly string[] => {
  const { clinical, facts } = context.t
  const from = dateWords(start, context)
  const until = plainDateWords(end, context)
  return [
    from === undefined ? clinical.undated : facts.since(from),
    ...(until === undefined ? [] : [facts.until(until)]),
  ]
}

/** One warning on one line: what, about what, whether it holds, since when, who. */
export const flagLine = (fact: FlagFact, context: DateContext): Fact => {
  const { clinical, waarschuwingen } = context.t
  const { doubt, from } = tailWords(fact, context)
  const named = nameOf(fact, context)
  const told = fact.name === undefined && fact.concerns.every(({ words }) => words !== undefined)
  const concerns = told ? fact.concerns.filter((each) => each.doubt !== undefined) : fact.concerns
  return {
    line: joinedLine(strong(named), [
      doubt,
      ...fact.exceptions.map(waarschuwingen.except),
      ...concerns.map((each) => concernWords(each, fact, context)),
      fact.priority === undefined ? undefined : waarschuwingen.priority(fact.priority),
      fact.categories.join(', '),
      ...fact.decisions.map(waarschuwingen.decision),
      fact.state === 'unknown' ? clinical.statusUnknown : waarschuwingen.states[fact.state],
      ...periodWords(fact, context),
      ...fact.closure.map(waarschuwingen.closure),
      ...noteWords(fact.comments, context),
      whoWords(fact.author, context),
      from,
    ]),
    about: [fact.key, ...fact.concerns.flatMap(({ key }) => key ?? [])],
  }
}
