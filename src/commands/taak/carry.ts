import type { ResourceRef } from '../../fhir/fhir.ts'
import { taskAfter, taskBundle } from '../../fhir/referral/task-bundle.ts'
import { isTaskDraft, type NewTask, type TaskChange } from '../../fhir/referral/task-draft.ts'
import { taskMoves } from '../../fhir/referral/task-status.ts'
import { heading, type Line } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import type { Carried, Context, WriterPorts, WrittenRef } from '../command.ts'
import { statusWords } from '../taken/line.ts'
import { notTakenBack, takeBack } from '../writing/undoing.ts'
import { carriedAs, changedSince, referenceLine, requesterOf } from '../writing/writing.ts'
import type { BroughtIn, FollowPorts } from './follow.ts'
import { endOf } from './time.ts'
import { undoStep } from './undo-step.ts'

/** What carrying out a draft about a task needs. */
export type TaskCarryPorts = WriterPorts & FollowPorts

type Here = Context<TaskCarryPorts>

/** Where the message stands that is being answered. */
export const placeOf = ({ patient, roomId, eventId, asker }: Context) => ({
  patient,
  roomId,
  eventId,
  userId: asker.userId,
})

/** What the asker must know about whether the other will see it; nothing when all is well. */
export const presenceLine = (
  brought: BroughtIn,
  name: string,
  { t }: Context,
): string | undefined => {
  const { presence } = t.taak
  switch (brought) {
    case 'here':
      return undefined
    case 'invited':
      return presence.invited(name)
    case 'failed':
      return presence.failed(name)
    case 'no-account':
      return presence.noAccount(name)
    default:
      return brought satisfies never
  }
}

const followed = async (
  draft: NewTask,
  refs: readonly ResourceRef[],
  context: Here,
): Promise<string | undefined> => {
  const { follow, asker, timeZone } = context
  const [task] = refs
  if (task === undefined) return undefined
  const { owner, due, kind, priority } = draft
  const place = placeOf(context)
  await follow.add(
    {
      ref: task.ref,
      versionId: task.versionId,
      kind,
      requesterName: asker.member.name ?? asker.userId,
      owner,
      dueAt: due === undefined ? undefined : endOf(due, timeZone),
      isUrgent: priority !== 'routine',
      at: Date.parse(draft.authoredOn),
    },
    place,
  )
  if (owner === undefined || owner.ref === requesterOf(asker)) return undefined
  const brought = await follow.bringIn(place, owner.userIds)
  return presenceLine(brought, owner.name, context)
}

const create = async (draft: NewTask, promptId: string, context: Here): Promise<Carried> => {
  const { t, writer, signal, now } = context
  const written = await writer.create(taskBundle(draft, promptId), signal)
  const note = written.kind === 'written' ? await followed(draft, written.refs, context) : undefined
  const to = draft.owner?.name ?? t.taak.whoever(draft.performerType ?? '')
  return carriedAs(
    written,
    t.taak.names[draft.kind],
    (refs) => {
      const lines: readonly (string | Line)[] = [
        referenceLine(refs, context),
        ...(note === undefined ? [] : [note]),
        t.taak.willFollow,
      ]
      return [heading(t.taak.done[draft.kind](stamp(now, context), t.taken.for(to)), ...lines)]
    },
    context,
  )
}

const change = async (draft: TaskChange, context: Here): Promise<Carried> => {
  const { t, writer, signal, now, follow } = context
  const id = draft.ref.slice('Task/'.length)
  const written = await writer.change('Task', id, draft.versionId, taskAfter(draft), signal)
  const { to } = taskMoves[draft.step]
  if (written.kind === 'written') await follow.told(draft.ref, to, written.refs[0]?.versionId)
  const carried = carriedAs(
    written,
    t.taak.names.change,
    () => [
      heading(
        t.taak.change.done(statusWords(to, context), stamp(now, context)),
        t.writing.reference(draft.ref),
      ),
    ],
    context,
  )
  if (carried.kind !== 'done') return carried
  // Without the version that was shown nobody can tell what stood there before.
  return draft.versionId === undefined
    ? { ...carried, undoable: false }
    : { ...carried, before: { [draft.ref]: draft.versionId } }
}

/** Carries out a confirmed task or a step of one; repeating it with the same prompt writes nothing twice. */
export const carryOutTask = async (
  context: Here,
  draft: unknown,
  promptId: string,
): Promise<Carried> => {
  const { patient, asker } = context
  if (!isTaskDraft(draft) || draft.patient !== patient) return changedSince(context)
  const by = draft.act === 'create' ? draft.requester : draft.by
  if (by !== requesterOf(asker)) return changedSince(context)
  return draft.act === 'create' ? create(draft, promptId, context) : change(draft, context)
}

/** What was just taken back is told already, and nobody is called about it any more. */
export const noteTakenBack = async (
  { follow }: Context<FollowPorts>,
  carried: Carried,
): Promise<Carried> => {
  if (carried.kind !== 'done') return carried
  for (const { ref, versionId } of carried.refs)
    if (ref.startsWith('Task/')) await follow.told(ref, 'cancelled', versionId)
  return carried
}

/** Takes back a task that was sent, or a step in the life of one. */
export const takeTaskBack = async (
  context: Here,
  refs: readonly WrittenRef[],
  what: string,
): Promise<Carried> => {
  if (refs.length === 0) return notTakenBack(context.t.undo.cannot, 'cannot', true)
  return refs.some(({ before }) => before !== undefined)
    ? await undoStep(context, refs)
    : await noteTakenBack(context, await takeBack(context, refs, what))
}
