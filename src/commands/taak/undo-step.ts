import { isOfType } from '../../fhir/server/bundle.ts'
import { heading } from '../../reply/document.ts'
import { clockTime, stamp } from '../answer/date-words.ts'
import type { Carried, Context, WriterPorts, WrittenRef } from '../command.ts'
import { statusWords } from '../taken/line.ts'
import { putBack } from '../writing/restoring.ts'
import { referenceLine } from '../writing/writing.ts'
import type { FollowPorts } from './follow.ts'

/** Takes back a step with a task: the task is again as it was, if nobody took another step since. */
export const undoStep = async (
  context: Context<WriterPorts & FollowPorts>,
  refs: readonly WrittenRef[],
): Promise<Carried> => {
  const { t, now, asker, follow } = context
  const put = await putBack(context, refs)
  if (put.kind === 'not') return put.carried
  const [former] = put.formers
  const [ref] = put.refs
  const status =
    former !== undefined && isOfType('Task', former) ? (former.status ?? 'unknown') : 'unknown'
  if (ref !== undefined) await follow.told(ref.ref, status, ref.versionId)
  const { change } = t.taak
  const words = change.undone(stamp(now, context), statusWords(status, context))
  return {
    kind: 'done',
    document: [heading(words, change.undoneNote, referenceLine(put.refs, context))],
    promptLine: t.undo.line(asker.member.name ?? asker.userId, clockTime(now, context)),
    refs: put.refs,
    writes: put.refs.map((each) => each.ref),
  }
}
