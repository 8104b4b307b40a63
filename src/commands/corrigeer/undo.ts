import { isOfType } from '../../fhir/server/bundle.ts'
import { heading } from '../../reply/document.ts'
import { clockTime, stamp } from '../answer/date-words.ts'
import type { Carried, Context, WriterPorts, WrittenRef } from '../command.ts'
import { aboutLine } from '../writing/about-line.ts'
import { putBack } from '../writing/restoring.ts'
import { referenceLine, type WritingPorts } from '../writing/writing.ts'
import { wordsOf } from './preview.ts'

/** Takes back a correction: what stood there before stands there again, if nobody changed it since. */
export const undoCorrection = async (
  context: Context<WriterPorts & WritingPorts>,
  refs: readonly WrittenRef[],
): Promise<Carried> => {
  const { t, now, asker } = context
  const [put, about] = await Promise.all([putBack(context, refs), aboutLine(context)])
  if (put.kind === 'not') return put.carried
  const formers = put.formers.flatMap((each) => (isOfType('Observation', each) ? [each] : []))
  const words = t.corrigeer.undone(stamp(now, context), wordsOf(formers, context))
  return {
    kind: 'done',
    document: [heading(words, ...about, referenceLine(put.refs, context))],
    promptLine: t.undo.line(asker.member.name ?? asker.userId, clockTime(now, context)),
    refs: put.refs,
    writes: put.refs.map(({ ref }) => ref),
  }
}
