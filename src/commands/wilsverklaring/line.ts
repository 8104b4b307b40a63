import type { DirectiveFact } from '../../fhir/directive/fact.ts'
import type { Verification } from '../../fhir/directive/people.ts'
import type { Agent } from '../../fhir/value/agents.ts'
import { isBareCode } from '../../fhir/value/bare-code.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { doerWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { joinedLine, tailWords, verbatim, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'

/** What a directive is about: our word for a well-known treatment, beside the words of the source when they differ. */
const treatmentWords = (
  { kind, treatment }: Pick<DirectiveFact, 'kind' | 'treatment'>,
  context: Pick<DateContext, 't'>,
): string => {
  const { wilsverklaring } = context.t
  const isCode = treatment.words !== undefined && isBareCode(treatment.words)
  // A code of which the meaning is known here needs no words of the source.
  const words = isCode ? undefined : treatment.words
  if (treatment.forbids) return wilsverklaring.will(words ?? wilsverklaring.notResuscitate)
  const known = treatment.code === undefined ? undefined : wilsverklaring.treatments[treatment.code]
  const bare = isCode ? treatment.words : undefined
  const named =
    known === undefined || words === undefined || words.toLowerCase() === known.toLowerCase()
      ? (known ?? words ?? bare ?? wilsverklaring.namelessTreatment)
      : wilsverklaring.namedAs(known, words)
  return kind === 'will' ? wilsverklaring.will(named) : named
}

const personWords = (agent: Agent, context: DateContext): string => {
  const { wilsverklaring } = context.t
  if (agent.kind === 'patient') return wilsverklaring.withPatient
  return agent.kind === 'related' ? wilsverklaring.withRelated : whoWords(agent, context)
}

const peopleWords = (agents: readonly Agent[], context: DateContext): string =>
  [...new Set(agents.map((each) => personWords(each, context)))].join(' / ')

const documentWords = ({ document }: DirectiveFact, context: DateContext): readonly string[] => {
  const { wilsverklaring } = context.t
  if (document === undefined) return []
  return [
    document === ''
      ? wilsverklaring.untitledDocument
      : wilsverklaring.document(verbatim(document, context)),
  ]
}

/** The words of the source that a decision must be read with. */
const explanation = (fact: DirectiveFact, context: DateContext): readonly string[] => {
  const { wilsverklaring } = context.t
  const said = fact.specifications.map((each) =>
    wilsverklaring.specification(verbatim(each, context)),
  )
  const comments = fact.comments.map((each) => wilsverklaring.comment(verbatim(each, context)))
  const isOther = fact.outcome === 'other'
  const document = isOther ? documentWords(fact, context) : []
  const missing = isOther && said.length + comments.length + document.length === 0
  const type =
    fact.said === undefined
      ? []
      : [wordFor(wilsverklaring.said, fact.said) ?? wilsverklaring.saidOther(fact.said)]
  return [
    ...said,
    ...comments,
    ...document,
    ...(missing ? [wilsverklaring.noSpecification] : []),
    ...type,
  ]
}

/** Of a will the date is that of the document; whether it was talked about since is not said by it. */
const datedWords = (fact: DirectiveFact, context: DateContext): string => {
  const { wilsverklaring } = context.t
  const date = dateWords(fact.discussed, context)
  const people = peopleWords(fact.parties, context)
  const dated = date === undefined ? wilsverklaring.willUndated : wilsverklaring.willDated(date)
  return people === '' ? dated : wilsverklaring.willWith(dated, people)
}

const discussedWords = (fact: DirectiveFact, context: DateContext): string => {
  const { wilsverklaring } = context.t
  if (fact.kind === 'will') return datedWords(fact, context)
  const date = dateWords(fact.discussed, context)
  const people = peopleWords(fact.parties, context)
  if (date === undefined)
    return people === '' ? wilsverklaring.undated : wilsverklaring.undatedWith(people)
  return people === '' ? wilsverklaring.discussed(date) : wilsverklaring.discussedWith(date, people)
}

const verificationWords = (each: Verification, context: DateContext): string => {
  const { clinical, wilsverklaring } = context.t
  const who = each.with === undefined ? clinical.sourceUnknown : personWords(each.with, context)
  const date = dateWords(each.date, context) ?? clinical.undated
  return each.verified ? wilsverklaring.verified(who, date) : wilsverklaring.notVerified(who, date)
}

const checkWords = (fact: DirectiveFact, context: DateContext): readonly string[] =>
  fact.verifications.length === 0
    ? [context.t.wilsverklaring.neverVerified]
    : fact.verifications.map((each) => verificationWords(each, context))

const statusWords = ({ status }: DirectiveFact, { t }: DateContext): string | undefined => {
  if (status === 'active' || status === 'inactive' || status === 'rejected') return undefined
  return wordFor(t.wilsverklaring.statuses, status) ?? t.clinical.statusUnknown
}

const sourceWords = (
  fact: DirectiveFact,
  context: DateContext,
): readonly (string | undefined)[] => {
  const { clinical, wilsverklaring } = context.t
  const who =
    fact.author === undefined ? undefined : cutText(doerWords(fact.author, context), context)
  const { representatives } = fact
  return [
    representatives.length === 0
      ? undefined
      : wilsverklaring.representative(peopleWords(representatives, context)),
    ...checkWords(fact, context),
    who === undefined ? clinical.sourceUnknown : wilsverklaring.recordedBy(who),
    tailWords(fact, context).from,
  ]
}

/** A directive in force on one line: the treatment and the decision first, then the words it must be read with. */
export const directiveLine = (fact: DirectiveFact, context: DateContext): Fact => {
  const { wilsverklaring } = context.t
  const { outcomes } = wilsverklaring
  const decided = wilsverklaring.decided(treatmentWords(fact, context), outcomes[fact.outcome])
  const lead = fact.contradiction ? wilsverklaring.contradiction(decided) : decided
  const start = fact.doubt === 'not-yet' ? plainDateWords(fact.start, context) : undefined
  const end = plainDateWords(fact.end, context)
  return {
    line: joinedLine(strong(lead), [
      tailWords(fact, context).doubt,
      statusWords(fact, context),
      fact.doubt === undefined ? undefined : wilsverklaring.doubts[fact.doubt],
      start === undefined ? undefined : wilsverklaring.from(start),
      ...explanation(fact, context),
      fact.conditional ? wilsverklaring.conditional : undefined,
      end === undefined ? undefined : wilsverklaring.until(end),
      discussedWords(fact, context),
      ...sourceWords(fact, context),
    ]),
    about: [fact.key],
  }
}

/** A directive that does not hold any more: that first, then why; what it said comes last. */
export const lapsedLine = (fact: DirectiveFact, context: DateContext): Fact => {
  const { wilsverklaring } = context.t
  const { lapses, was } = wilsverklaring
  const ended = dateWords(fact.end, context)
  return {
    line: joinedLine(strong(wilsverklaring.lapsed(treatmentWords(fact, context))), [
      fact.lapse === undefined ? undefined : lapses[fact.lapse],
      ...fact.reasons.map((each) => wilsverklaring.reason(verbatim(each, context))),
      ended === undefined ? undefined : wilsverklaring.ended(ended),
      tailWords(fact, context).doubt,
      was[fact.outcome],
      ...explanation(fact, context),
      discussedWords(fact, context),
      ...sourceWords(fact, context),
    ]),
    about: [fact.key],
  }
}
