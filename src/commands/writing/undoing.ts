import type { ResourceRef } from '../../fhir/fhir.ts'
import { withdraw } from '../../fhir/record/withdrawal.ts'
import type { Changed } from '../../fhir/record/writer.ts'
import { heading, paragraph } from '../../reply/document.ts'
import { clockTime, stamp } from '../answer/date-words.ts'
import type { Carried, Context, WriterPorts } from '../command.ts'
import { referenceLine } from './writing.ts'

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Why something is not taken back; `final` when trying again cannot help. */
export const notTakenBack = (text: string, code: string, final?: true): Carried => ({
  kind: 'failed',
  document: [paragraph(text)],
  code,
  ...(final === undefined ? {} : { final }),
})

/** Why a change that was to take something back did not; `isPartly` when something before it did. */
export const failureOf = (
  result: Exclude<Changed, { kind: 'written' }>,
  isPartly: boolean,
  { t }: Pick<Context, 't'>,
): Carried => {
  const { undo, clinical } = t
  const words = (text: string) => (isPartly ? `${undo.partly} ${text}` : text)
  switch (result.kind) {
    case 'stale':
      return notTakenBack(words(undo.stale), 'stale', true)
    case 'refused':
      return notTakenBack(words(undo.refused), 'refused', true)
    case 'failed':
      return result.code === 'not-found' || result.code === 'gone'
        ? notTakenBack(words(undo.gone), result.code, true)
        : notTakenBack(words(undo.failed(clinical.failures[result.code])), result.code)
    case 'unknown':
    case 'ambiguous':
      return notTakenBack(words(undo.unknown), 'unknown')
    default:
      return result satisfies never
  }
}

/** Takes back one after the other, and says what became of it; done again it goes on where it stopped. */
export const takeBack = async (
  context: Context<WriterPorts>,
  refs: readonly Pick<ResourceRef, 'ref' | 'versionId'>[],
  what: string,
): Promise<Carried> => {
  const { t, now, asker, writer, signal } = context
  const done: ResourceRef[] = []
  for (const ref of refs) {
    const result = await withdraw(writer, ref, signal)
    if (result.kind !== 'written') {
      const carried = failureOf(result, done.length > 0, context)
      return carried.kind === 'done' ? carried : { ...carried, writes: done.map((one) => one.ref) }
    }
    done.push(...result.refs)
  }
  const at = stamp(now, context)
  const names = done.map(({ ref }) => ref)
  return {
    kind: 'done',
    document: [heading(t.undo.done(sentence(what), at), referenceLine(done, context))],
    promptLine: t.undo.line(asker.member.name ?? asker.userId, clockTime(now, context)),
    refs: done,
    writes: names,
  }
}
