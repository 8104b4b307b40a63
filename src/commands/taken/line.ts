import type { TaskFact, TaskOutcome, TaskParty } from '../../fhir/referral/task.ts'
import { coversNow } from '../../fhir/value/period.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Inline, type Line, strong } from '../../reply/document.ts'
import { agentWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { readingWords } from '../metingen/reading-words.ts'

/** The word for a task's status; one that is not known is said as it is (S2). */
export const statusWords = (status: string, { t }: Pick<DateContext, 't'>): string =>
  wordFor(t.taken.statuses, status) ?? t.taken.statusOther(status)

/** The word for a priority above the usual one. */
export const priorityWords = (
  priority: string | undefined,
  { taken }: Messages,
): string | undefined => {
  if (priority === undefined || priority === 'routine') return undefined
  return wordFor(taken.priorities, priority) ?? taken.priorityOther(priority)
}

/** Somebody a task names, in the words of the source; a client or relative never by name. */
export const partyWords = (party: TaskParty | undefined, context: DateContext): string =>
  cutText(agentWords(party, context), context)

/** For whom a task is: the person or organization, the function that is asked, or nobody. */
export const forWords = ({ owner, performerTypes }: TaskFact, context: DateContext): string => {
  const { taken } = context.t
  if (owner !== undefined) return taken.for(partyWords(owner, context))
  if (performerTypes.length === 0) return taken.forNobody
  return taken.for(cutText(performerTypes.join(' / '), context))
}

/** What is to be done. */
export const whatWords = ({ what }: Pick<TaskFact, 'what'>, context: DateContext): string =>
  what === undefined ? context.t.taken.withoutWhat : cutText(what, context)

/** Whether its time is over and somebody still has to do something. */
export const isLate = ({ isOpen, due }: TaskFact, { now, timeZone }: DateContext): boolean =>
  isOpen && due !== undefined && !coversNow({ end: due }, { now, timeZone })

const dueWords = (fact: TaskFact, context: DateContext): Inline | undefined => {
  const when = plainDateWords(fact.due, context)
  if (when === undefined) return undefined
  const { taken } = context.t
  return isLate(fact, context) ? strong(taken.late(when)) : taken.before(when)
}

const fromWords = (fact: TaskFact, context: DateContext): string => {
  const { taken, clinical } = context.t
  const when = dateWords(fact.authoredOn ?? fact.modified, context) ?? clinical.undated
  return taken.from(partyWords(fact.requester, context), when)
}

/** What came of a task: its name and every value of it, also one that says no or that no line can hold. */
export const outcomeWords = ({ name, readings }: TaskOutcome, context: DateContext): string => {
  const value = readings.map((each) => readingWords(each, 'other', context)).join('; ')
  return name === undefined ? value : context.t.metingen.named(cutText(name, context), value)
}

const markWords = (fact: TaskFact, { t }: DateContext): readonly Inline[] => {
  const priority = priorityWords(fact.priority, t)
  return [
    ...(priority === undefined ? [] : [strong(priority)]),
    ...(fact.isForbidden ? [strong(t.taken.mustNot)] : []),
  ]
}

/** Everything of a task in one line: how urgent, what, for whom, from whom and when, before when, and how it stands (S6). */
export const taskLine = (fact: TaskFact, context: DateContext): Line => {
  const { taken, clinical } = context.t
  const isWish = fact.intent === 'proposal' || fact.intent === 'plan'
  const parts: readonly (Inline | undefined)[] = [
    fact.kind === 'task' ? undefined : taken.kinds[fact.kind],
    isWish ? taken.proposal : undefined,
    forWords(fact, context),
    fromWords(fact, context),
    dueWords(fact, context),
    taken.status(statusWords(fact.status, context)),
    fact.reason === undefined ? undefined : taken.reason(cutText(fact.reason, context)),
    fact.why === undefined ? undefined : taken.why(cutText(fact.why, context)),
    ...fact.outputs.map((each) => taken.output(outcomeWords(each, context))),
    ...fact.notes.map((each) => taken.note(cutText(each, context))),
    taken.source(fact.source),
    fact.hasUnknownModifier ? strong(clinical.unknownModifier) : undefined,
  ]
  return [
    ...markWords(fact, context).flatMap((mark): readonly Inline[] => [mark, ' ']),
    strong(whatWords(fact, context)),
    ...parts.flatMap((part): readonly Inline[] => (part === undefined ? [] : [' – ', part])),
  ]
}
