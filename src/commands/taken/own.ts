import type { FhirCode } from '../../fhir/fhir.ts'
import type { TaskFact } from '../../fhir/referral/task.ts'
import {
  type Block,
  em,
  heading,
  type Inline,
  type Line,
  link,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { dateWords, plainDateWords } from '../answer/date-words.ts'
import type { Context, Outcome } from '../command.ts'
import { isLate, priorityWords, statusWords } from './line.ts'

/** A task of the asker and the room in which it can be looked at. */
export type OwnTask = {
  readonly fact: TaskFact
  readonly room: { readonly name: string; readonly href: string }
}

const MOST = 25

// No words of the record: a task may name the patient, and this list is of all of them together.
const ownLine = ({ fact, room }: OwnTask, context: Context): Line => {
  const { taken, clinical } = context.t
  const priority = priorityWords(fact.priority, context.t)
  const due = plainDateWords(fact.due, context)
  const late = isLate(fact, context)
  const dueWords =
    due === undefined ? undefined : late ? strong(taken.late(due)) : taken.before(due)
  const parts: readonly (Inline | undefined)[] = [
    dateWords(fact.authoredOn ?? fact.modified, context) ?? clinical.undated,
    dueWords,
    taken.status(statusWords(fact.status, context)),
  ]
  return [
    ...(priority === undefined ? [] : [strong(priority), ' ']),
    taken.kinds[fact.kind],
    ' – ',
    link(room.name, room.href),
    ...parts.flatMap((part): readonly Inline[] => (part === undefined ? [] : [' – ', part])),
  ]
}

const answer = (
  document: readonly Block[],
  reads: readonly string[],
  outcome: 'ok' | 'partial' | 'failed',
): Outcome => ({ kind: 'answer', document, refs: [], reads, foreign: [], outcome })

/** The open tasks of the asker over all rooms: kind, time and room, and nothing of the record. */
export const ownTasksAnswer = (
  found: { readonly tasks: readonly OwnTask[]; readonly complete: boolean } | FhirCode,
  context: Context,
): Outcome => {
  const { taken, clinical } = context.t
  const { own } = taken
  if (typeof found === 'string')
    return answer([paragraph(own.down(clinical.failures[found]))], ['Task'], 'failed')
  const { tasks, complete } = found
  const urgent = tasks.filter(({ fact }) => fact.isUrgent).length
  const shown = tasks.slice(0, Math.max(MOST, urgent))
  const left = tasks.length - shown.length
  return answer(
    [
      ...(complete ? [] : [paragraph([strong(clinical.incomplete)], own.incomplete)]),
      ...(tasks.length === 0
        ? [paragraph(own.none)]
        : [heading(own.title(tasks.length)), list(shown.map((each) => ownLine(each, context)))]),
      ...(left === 0 ? [] : [paragraph(own.more(left))]),
      ...(tasks.length === 0 ? [] : [paragraph([em(own.hint)])]),
    ],
    [`Task ${tasks.length}`],
    complete ? 'ok' : 'partial',
  )
}
