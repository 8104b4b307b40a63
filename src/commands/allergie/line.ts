import type { AllergyFact } from '../../fhir/problem/allergy-fact.ts'
import type { Reaction } from '../../fhir/problem/allergy-reaction.ts'
import { type Inline, type Line, strong } from '../../reply/document.ts'
import { agentWords } from '../answer/agent-words.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { amountWords } from '../medicatie/amount.ts'

const joined = (lead: Inline, parts: readonly string[]): Line => [
  lead,
  ...parts.flatMap((part): readonly Inline[] => [' – ', part]),
]

const substanceWords = (fact: AllergyFact, context: DateContext) => {
  const { t } = context
  if (fact.substance !== undefined) return fact.substance
  const why = fact.substanceAbsent
  if (why === undefined) return t.allergie.substanceUnknown
  return t.allergie.substanceAbsent(wordFor(t.clinical.absent, why) ?? t.clinical.absentOther)
}

const criticalityWords = (
  { criticality, criticalityWords: source }: AllergyFact,
  { t }: DateContext,
) => {
  const { allergie } = t
  if (criticality === undefined) {
    return source === undefined ? allergie.criticalityUnknown : allergie.criticalityOther(source)
  }
  return wordFor(allergie.criticality, criticality) ?? allergie.criticalityOther(criticality)
}

const reactionWords = (reaction: Reaction, context: DateContext): string | undefined => {
  const { allergie } = context.t
  const { severity, severityWords, substance, route } = reaction
  const degree = severityWords ?? wordFor(allergie.severity, severity) ?? severity
  const parts = [
    ...reaction.words,
    degree,
    dateWords(reaction.onset, context),
    route === undefined ? undefined : allergie.route(route),
  ]
  const words = parts.filter((part) => part !== undefined)
  const said = words.length === 0 ? undefined : words.join(', ')
  if (substance !== undefined) return allergie.reactionTo(substance, said)
  return said === undefined ? undefined : allergie.reaction(said)
}

const reactionParts = ({ reactions }: AllergyFact, context: DateContext): readonly string[] => {
  const { allergie } = context.t
  const said = reactions
    .map((reaction) => reactionWords(reaction, context))
    .filter((words) => words !== undefined)
  return said.length === 0 ? [allergie.reactionUnknown] : said
}

const kindWords = (fact: AllergyFact, { t }: DateContext) => {
  const { categories, types } = t.allergie
  const kinds = fact.categories.map((each) => wordFor(categories, each) ?? each)
  const type = wordFor(types, fact.type) ?? fact.type ?? fact.typeWords
  return [...kinds, type].filter(Boolean).join(', ')
}

const historyParts = (fact: AllergyFact, context: DateContext): readonly string[] => {
  const { allergie } = context.t
  const { onset, onsetAge, onsetWords, lastOccurrence } = fact
  const since = dateWords(onset, context)
  const last = dateWords(lastOccurrence, context)
  return [
    ...(since === undefined ? [] : [allergie.since(since)]),
    ...(onsetAge === undefined ? [] : [allergie.sinceAge(amountWords(onsetAge, context))]),
    ...(onsetWords === undefined ? [] : [allergie.sinceWords(onsetWords)]),
    ...(last === undefined ? [] : [allergie.last(last)]),
  ]
}

const statusWords = (fact: AllergyFact, { t }: DateContext) => {
  const { allergie, clinical } = t
  const state =
    fact.clinical === undefined || fact.clinical === 'unknown'
      ? clinical.statusUnknown
      : (wordFor(allergie.clinical, fact.clinical) ?? allergie.statusOther(fact.clinical))
  const certainty =
    fact.verification === undefined
      ? allergie.verificationUnknown
      : (wordFor(allergie.verification, fact.verification) ??
        allergie.statusOther(fact.verification))
  return `${state}, ${certainty}`
}

const closing = (fact: AllergyFact, context: DateContext): readonly string[] => {
  const { allergie, clinical } = context.t
  const date = dateWords(fact.recorded, context) ?? clinical.undated
  return [
    statusWords(fact, context),
    ...fact.notes.map(allergie.note),
    ...(fact.unknownModifier ? [clinical.unknownModifier] : []),
    [allergie.recorded(date, agentWords(fact.author, context)), ...originWords(fact, context)].join(
      ', ',
    ),
  ]
}

/** One allergy in one line: substance, danger, reaction, kind, history, status, source. */
export const allergyLine = (fact: AllergyFact, context: DateContext): Line => {
  const kind = kindWords(fact, context)
  return joined(strong(substanceWords(fact, context)), [
    criticalityWords(fact, context),
    ...reactionParts(fact, context),
    ...(kind === '' ? [] : [kind]),
    ...historyParts(fact, context),
    ...closing(fact, context),
  ])
}

/** A record that there is no allergy: only because it says so with a code (S4). */
export const noneLine = (fact: AllergyFact, context: DateContext): Line => {
  const { allergie } = context.t
  const scope = fact.none ?? 'other'
  const words = allergie.none[scope]
  const own = fact.substance
  const said =
    own === undefined || own.toLowerCase() === words.toLowerCase() ? [] : [allergie.inWords(own)]
  const reactions = fact.reactions.length === 0 ? [] : reactionParts(fact, context)
  const limits = scope === 'drugs' ? [allergie.onlyDrugs] : []
  return joined(strong(words), [...said, ...limits, ...reactions, ...closing(fact, context)])
}
