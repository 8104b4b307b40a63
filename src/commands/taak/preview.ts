import type { NewTask } from '../../fhir/referral/task-draft.ts'
import type { PatientLine, TeamMember } from '../../fhir/team/care-team.ts'
import type { Document } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { plainDateWords } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import { yearNote } from '../answer/spelled-date.ts'
import type { Context } from '../command.ts'
import { priorityWords } from '../taken/line.ts'
import { previewOf, textParts } from '../writing/writing.ts'
import type { FollowPorts } from './follow.ts'

/** What the preview of a new task says beside the task itself. */
export type AboutTask = {
  readonly owner: TeamMember | undefined
  readonly patient: PatientLine
  /** Before when, if the year was not typed. */
  readonly yearless: string | undefined
  /** A word of hurry in the text of what is sent as ordinary. */
  readonly hurry: string | undefined
}

/** What a new task looks like before it is sent: all that will be written, and what the asker must know. */
export const newTaskPreview = (
  draft: NewTask,
  { owner, patient, yearless, hurry }: AboutTask,
  context: Context<FollowPorts>,
): ((code: string, until: Date) => Document) => {
  const { t, asker, follow } = context
  const { taak } = t
  const { item, below } = textParts(draft.text, { line: taak.text, below: taak.textBelow })
  const name = owner?.name ?? draft.owner?.name ?? ''
  const due = plainDateWords(draft.due, context)
  const isUrgent = draft.priority !== 'routine'
  const away = owner?.absences.find(({ now }) => now)
  const isPinged = (draft.owner?.userIds.length ?? 0) > 0 && owner?.ref !== asker.member.ref
  const minutes = t.ping.minutes(follow.pingMinutes)
  const notes = [
    yearless === undefined
      ? undefined
      : yearNote([yearless.slice(0, 'yyyy-mm-dd'.length)], context),
    hurry === undefined ? undefined : taak.hurry(hurry),
    away === undefined ? undefined : taak.away(name, cutText(away.text ?? '', context)),
    isUrgent ? (isPinged ? taak.pinged(name, minutes) : taak.notPinged) : undefined,
    isUrgent && isPinged ? taak.call : undefined,
  ].filter((note) => note !== undefined)
  return previewOf(
    {
      what: taak.names[draft.kind],
      deed: 'send',
      patient,
      lines: [
        taak.from(personWords(asker.member, asker.userId)),
        owner === undefined
          ? taak.toFunction(draft.performerType ?? '')
          : taak.to(personWords(owner, name)),
        ...item,
        due === undefined ? taak.noDue : taak.due(due),
        taak.priority(priorityWords(draft.priority, t) ?? taak.routine),
      ],
      below,
      notes,
    },
    context,
  )
}
