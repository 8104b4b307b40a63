import type { EpisodeFact } from '../../fhir/problem/episode.ts'
import type { ProblemFact } from '../../fhir/problem/problem.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { joinedLine, noteWords, recordedWords, tailWords, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { amountWords, doseAmount } from '../medicatie/amount.ts'

const nameOf = (fact: ProblemFact, context: DateContext): string => {
  const { clinical, problemen } = context.t
  const absent = wordFor(clinical.absent, fact.nameAbsent) ?? clinical.absentOther
  const unnamed =
    fact.nameAbsent === undefined ? problemen.nameless : problemen.namelessBecause(absent)
  const name = fact.name ?? unnamed
  return fact.further.length === 0 ? name : problemen.further(name, fact.further.join(', '))
}

const clinicalWords = ({ clinical }: ProblemFact, { t }: DateContext): string =>
  clinical === undefined || clinical === 'unknown'
    ? t.clinical.statusUnknown
    : (wordFor(t.problemen.clinical, clinical) ?? t.facts.statusOther(clinical))

const certaintyWords = (fact: ProblemFact, { t }: DateContext): string => {
  const { problemen } = t
  if (fact.certainty !== undefined) return problemen.certainty[fact.certainty]
  return fact.certaintyWords === undefined
    ? problemen.certaintyUnknown
    : problemen.certaintyOther(fact.certaintyWords)
}

const endingWords = (
  { ending: { dates, age, words } }: ProblemFact,
  context: DateContext,
): readonly string[] => {
  const { facts, problemen } = context.t
  const [from, until] = dates.flatMap((each) => dateWords(each, context) ?? [])
  const between = from === undefined || until === undefined || from === until
  return [
    ...(from === undefined
      ? []
      : [between ? facts.ended(from) : problemen.endedBetween(from, until)]),
    ...(age === undefined ? [] : [problemen.endedAge(doseAmount(age, context))]),
    ...(words === undefined ? [] : [problemen.endedWords(cutText(words, context))]),
  ]
}

const historyWords = (fact: ProblemFact, context: DateContext): readonly string[] => {
  const { facts } = context.t
  const since = dateWords(fact.onset, context)
  return [
    ...(since === undefined ? [] : [facts.since(since)]),
    ...(fact.onsetAge === undefined ? [] : [facts.sinceAge(amountWords(fact.onsetAge, context))]),
    ...(fact.onsetWords === undefined ? [] : [facts.sinceWords(cutText(fact.onsetWords, context))]),
    ...endingWords(fact, context),
  ]
}

const episodeWords = ({ name }: EpisodeFact, context: DateContext) => {
  const { problemen } = context.t
  return problemen.episode(name ?? problemen.namelessEpisode)
}

const yetActiveWords = ({ endedYetActive }: ProblemFact, { t }: DateContext) => {
  if (endedYetActive === undefined) return undefined
  return endedYetActive === 'passed' ? t.problemen.endedYetActive : t.problemen.endNamedYetActive
}

/** What a problem is, where, how bad, since when, how sure, and who says so. */
const restOf = (fact: ProblemFact, context: DateContext): readonly (string | undefined)[] => {
  const { problemen } = context.t
  const { doubt, from } = tailWords(fact, context)
  return [
    doubt,
    fact.contradiction ? problemen.contradiction : undefined,
    fact.sites.join(', '),
    fact.severity === undefined ? undefined : problemen.severity(fact.severity),
    ...historyWords(fact, context),
    yetActiveWords(fact, context),
    fact.kinds.join(', '),
    ...fact.episodes.map((each) => episodeWords(each, context)),
    ...fact.episodes.flatMap(({ comments }) => noteWords(comments, context)),
    ...noteWords(fact.notes, context),
    recordedWords(fact.recorded, fact.author, context),
    from,
  ]
}

const keysOf = ({ key, episodes }: ProblemFact) => [key, ...episodes.map((each) => each.key)]

/** One problem on one line. */
export const problemLine = (fact: ProblemFact, context: DateContext): Fact => {
  const state = `${clinicalWords(fact, context)}, ${certaintyWords(fact, context)}`
  return {
    line: joinedLine(strong(nameOf(fact, context)), [state, ...restOf(fact, context)]),
    about: keysOf(fact),
  }
}

/** What is known not to be there; its line says so before anything else. */
export const excludedLine = (fact: ProblemFact, context: DateContext): Fact => ({
  line: joinedLine(
    strong(context.t.problemen.excluded(nameOf(fact, context))),
    restOf(fact, context),
  ),
  about: keysOf(fact),
})

/** An episode of care by itself. */
export const episodeLine = (fact: EpisodeFact, context: DateContext): Fact => {
  const { clinical, facts, problemen } = context.t
  const { doubt, from } = tailWords(fact, context)
  const since = dateWords(fact.start, context)
  const ended = plainDateWords(fact.end, context)
  return {
    line: joinedLine(strong(episodeWords(fact, context)), [
      wordFor(problemen.episodeStates, fact.status) ?? clinical.statusUnknown,
      doubt,
      since === undefined ? clinical.undated : facts.since(since),
      ended === undefined ? undefined : facts.ended(ended),
      ...noteWords(fact.comments, context),
      whoWords(fact.author, context),
      from,
    ]),
    about: [fact.key],
  }
}
