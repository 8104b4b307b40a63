import { cutText } from '../../commands/answer/cut-text.ts'
import { type DateContext, plainDateWords, stamp } from '../../commands/answer/date-words.ts'
import { patientWords } from '../../commands/answer/person-words.ts'
import {
  outcomeWords,
  partyWords,
  priorityWords,
  statusWords,
  whatWords,
} from '../../commands/taken/line.ts'
import type { TaskFact } from '../../fhir/referral/task.ts'
import { awaitsAnswer } from '../../fhir/referral/task-status.ts'
import type { PatientLine } from '../../fhir/team/care-team.ts'
import {
  code,
  type Document,
  heading,
  type Line,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import type { Follow } from '../../store/store.ts'

const momentOf = ({ modified }: TaskFact, context: DateContext): string =>
  plainDateWords(modified, context) ?? stamp(context.now, context)

const moreLine = ({ t }: DateContext): Line => [t.follow.more, code('!taken'), '.']

const mustNotLines = (isForbidden: boolean, { t }: DateContext): readonly Line[] =>
  isForbidden ? [[strong(t.follow.mustNot)]] : []

const whyLines = (fact: TaskFact, context: DateContext): readonly string[] => {
  const { follow } = context.t
  return [
    ...(fact.reason === undefined ? [] : [follow.reason(cutText(fact.reason, context))]),
    ...fact.outputs.map((each) => follow.output(outcomeWords(each, context))),
    ...(fact.status === 'completed' && fact.outputs.length === 0 ? [follow.noOutput] : []),
  ]
}

/** What became of a request: its new status, by whom, why, and what came of it. */
export const becameDocument = (
  { kind, status: before, owner }: Pick<Follow, 'kind' | 'status' | 'owner'>,
  fact: TaskFact,
  context: DateContext,
): Document => {
  const { follow, clinical } = context.t
  const name = follow.names[kind]
  const status = statusWords(fact.status, context)
  const at = momentOf(fact, context)
  const isMoved = fact.owner?.ref !== owner && fact.owner !== undefined
  const words = partyWords(fact.owner, context)
  const mustNot = mustNotLines(fact.isForbidden, context)
  const modifier = fact.hasUnknownModifier ? [clinical.unknownModifier] : []
  if (fact.status === before && !isMoved)
    return [
      paragraph(
        [strong(follow.changed(name, status, at))],
        ...mustNot,
        ...whyLines(fact, context),
        ...modifier,
        moreLine(context),
      ),
    ]
  const title =
    fact.status === before ? follow.changed(name, status, at) : follow.status(name, status, at)
  const who = fact.owner === undefined ? [] : [isMoved ? follow.owner(words) : follow.by(words)]
  return [heading(title, ...mustNot, ...who, ...whyLines(fact, context), ...modifier)]
}

/** It is gone, or another patient's. */
export const goneDocument = ({ kind }: Pick<Follow, 'kind'>, { t }: DateContext): Document => [
  heading(t.follow.gone(t.follow.names[kind])),
]

/** What the record says of it now; `isRead`: false when it could not be asked. */
export type StandsNow = { readonly isRead: boolean; readonly isForbidden: boolean }

/** Its time is over and it is not accepted, or not done. */
export const overdueDocument = (
  { kind }: Pick<Follow, 'kind'>,
  {
    status,
    due,
    isRead,
    isForbidden,
  }: StandsNow & { readonly status: string; readonly due: string },
  context: DateContext,
): Document => {
  const { follow } = context.t
  const name = follow.names[kind].toLowerCase()
  const words = awaitsAnswer(status)
    ? follow.notAccepted(name, due)
    : follow.notDone(name, due, statusWords(status, context))
  const mustNot = mustNotLines(isForbidden, context)
  return [heading(words, ...mustNot, ...(isRead ? [] : [follow.unread]), follow.contact)]
}

/** Nobody hurried, and nobody took it on either. */
export const quietDocument = (
  { kind }: Pick<Follow, 'kind'>,
  { days, isRead, isForbidden }: StandsNow & { readonly days: number },
  context: DateContext,
): Document => {
  const { follow } = context.t
  const words = follow.quiet(follow.names[kind].toLowerCase(), days)
  const mustNot = mustNotLines(isForbidden, context)
  return [paragraph(words, ...mustNot, ...(isRead ? [] : [follow.unread]), follow.contact)]
}

/** What somebody who is called finds in the room: what, for whom, from whom, before when. */
export const callDocument = (
  { kind, ownerName, requesterName }: Pick<Follow, 'kind' | 'ownerName' | 'requesterName'>,
  fact: TaskFact,
  patient: PatientLine | undefined,
  context: DateContext,
): Document => {
  const { t } = context
  const { ping, taken, clinical } = t
  const priority = priorityWords(fact.priority, t) ?? taken.priorities.urgent
  const due = plainDateWords(fact.due, context)
  const asked = plainDateWords(fact.authoredOn, context) ?? clinical.undated
  const title = ping.title[kind](priority)
  return [
    patient === undefined ? heading(title) : heading(title, patientWords(patient, t)),
    list([
      ...(fact.isForbidden ? [[strong(taken.mustNot)]] : []),
      ping.what(whatWords(fact, context)),
      ...(fact.why === undefined ? [] : [ping.why(cutText(fact.why, context))]),
      ping.for(ownerName ?? partyWords(fact.owner, context)),
      ping.from(requesterName, asked),
      ...(due === undefined ? [] : [ping.due(due)]),
      ...(fact.hasUnknownModifier ? [clinical.unknownModifier] : []),
    ]),
    paragraph([ping.how.start, strong(ping.how.ok), ping.how.middle, code(ping.how.command), '.']),
  ]
}
