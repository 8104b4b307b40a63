import { cutText } from '../../commands/answer/cut-text.ts'
import { type DateContext, plainDateWords, stamp } from '../../commands/answer/date-words.ts'
import { patientWords } from '../../commands/answer/person-words.ts'
import { partyWords, priorityWords, statusWords, whatWords } from '../../commands/taken/line.ts'
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

const whyLines = (fact: TaskFact, context: DateContext): readonly string[] => {
  const { follow } = context.t
  return [
    ...(fact.reason === undefined ? [] : [follow.reason(cutText(fact.reason, context))]),
    ...fact.outputs.map((each) => follow.output(cutText(each, context))),
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
  const modifier = fact.hasUnknownModifier ? [clinical.unknownModifier] : []
  if (fact.status === before && !isMoved)
    return [
      paragraph(
        [strong(follow.changed(name, status, at))],
        ...whyLines(fact, context),
        ...modifier,
        moreLine(context),
      ),
    ]
  const title =
    fact.status === before ? follow.changed(name, status, at) : follow.status(name, status, at)
  const who = fact.owner === undefined ? [] : [isMoved ? follow.owner(words) : follow.by(words)]
  return [heading(title, ...who, ...whyLines(fact, context), ...modifier)]
}

/** It is gone, or another patient's. */
export const goneDocument = ({ kind }: Pick<Follow, 'kind'>, { t }: DateContext): Document => [
  heading(t.follow.gone(t.follow.names[kind])),
]

/** Its time is over and it is not accepted, or not done. `isRead`: false when the record could not be asked. */
export const overdueDocument = (
  { kind }: Pick<Follow, 'kind'>,
  {
    status,
    due,
    isRead,
  }: { readonly status: string; readonly due: string; readonly isRead: boolean },
  context: DateContext,
): Document => {
  const { follow } = context.t
  const name = follow.names[kind].toLowerCase()
  const words = awaitsAnswer(status)
    ? follow.notAccepted(name, due)
    : follow.notDone(name, due, statusWords(status, context))
  return [heading(words, ...(isRead ? [] : [follow.unread]), follow.contact)]
}

/** Nobody hurried, and nobody took it on either. `isRead`: false when the record could not be asked. */
export const quietDocument = (
  { kind }: Pick<Follow, 'kind'>,
  { days, isRead }: { readonly days: number; readonly isRead: boolean },
  { t }: DateContext,
): Document => {
  const { follow } = t
  const words = follow.quiet(follow.names[kind].toLowerCase(), days)
  return [paragraph(words, ...(isRead ? [] : [follow.unread]), follow.contact)]
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
