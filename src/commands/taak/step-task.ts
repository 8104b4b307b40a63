import { type FhirCode, FhirError } from '../../fhir/fhir.ts'
import type { TaskFact } from '../../fhir/referral/task.ts'
import { isOwnerOf, isRequesterOf } from '../../fhir/referral/task-party.ts'
import type { TaskReader } from '../../fhir/referral/task-reader.ts'
import { type TaskStep, taskMoves } from '../../fhir/referral/task-status.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { disciplineOf, fold, isOfDiscipline } from '../../fhir/team/disciplines.ts'
import { cutText } from '../answer/cut-text.ts'
import type { Context, Outcome } from '../command.ts'
import { forWords, partyWords, statusWords } from '../taken/line.ts'
import { misused, notWritten } from '../writing/writing.ts'

/** What finding a task of the last list needs. */
export type TaskAtPorts = { readonly tasks: TaskReader }

/** The one who may take up a task that names nobody: whoever has the function that is asked, or anybody when none is. */
const mayClaim = ({ owner, performerTypes }: TaskFact, member: TeamMember): boolean => {
  if (owner !== undefined) return false
  if (performerTypes.length === 0) return true
  const has = { codes: member.roleCodes, texts: member.functions }
  return performerTypes.some((asked) => {
    const discipline = disciplineOf(asked)
    if (discipline !== undefined && isOfDiscipline(discipline, has)) return true
    return member.functions.some((each) => fold(each) === fold(asked))
  })
}

/** Whether this person may take this step with the task, whatever its status. */
export const mayDo = (fact: TaskFact, step: TaskStep, member: TeamMember): boolean =>
  taskMoves[step].by === 'requester'
    ? isRequesterOf(fact, member)
    : isOwnerOf(fact, member) || mayClaim(fact, member)

/** Whether the step can follow now. */
export const isNow = ({ status }: TaskFact, step: TaskStep): boolean =>
  taskMoves[step].from.includes(status)

/** The task a number of the last list names, or why there is none. */
export const taskAt = async (
  number: number,
  context: Context<TaskAtPorts>,
): Promise<TaskFact | Outcome> => {
  const { t, lastList, tasks, patient, signal } = context
  const kept = await lastList()
  if (kept === undefined) return misused(t.writing.list.none)
  const keys = kept.lines[number - 1]
  if (keys === undefined) return misused(t.writing.list.noLine(kept.lines.length))
  const key = keys.find((each) => each.startsWith('Task/'))
  if (key === undefined) return misused(t.writing.list.other('!taken'))
  const [ref = '', source] = key.split(' @')
  if (source !== undefined) return misused(t.taak.change.otherSource(cutText(source, context)))
  const read = await orCode(tasks.task(patient, ref, signal))
  if (typeof read === 'string')
    return notWritten(t.taak.change.down(t.clinical.failures[read]), ['Task'])
  if (read === undefined || read.status === 'entered-in-error') return misused(t.writing.list.gone)
  return read
}

const orCode = async <T>(work: Promise<T>): Promise<T | FhirCode> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof FhirError) return error.code
    throw error
  }
}

/** Why this person cannot take this step now, or undefined when nothing is in the way. */
export const refusedStep = (
  fact: TaskFact,
  step: TaskStep,
  context: Context<TaskAtPorts>,
): Outcome | undefined => {
  const { change, steps: words } = context.t.taak
  if (!mayDo(fact, step, context.asker.member))
    return misused(
      taskMoves[step].by === 'requester'
        ? change.notRequester(partyWords(fact.requester, context))
        : change.notOwner(forWords(fact, context)),
    )
  if (isNow(fact, step)) return undefined
  return misused(change.notNow(words[step], statusWords(fact.status, context)))
}
