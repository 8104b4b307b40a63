import type { ResourceRef } from '../fhir/fhir.ts'
import type { Changed } from '../fhir/record-writer.ts'
import { withdraw } from '../fhir/withdrawal.ts'
import { heading, paragraph } from '../reply/document.ts'
import type { Carried, Context, WriterPorts } from './command.ts'
import { stamp } from './date-words.ts'

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Why something is not taken back; `final` when trying again cannot help. */
export const notTakenBack = (text: string, code: string, final?: true): Carried => ({
  kind: 'failed',
  document: [paragraph(text)],
  code,
  ...(final === undefined ? {} : { final }),
})

const failure = (
  result: Exclude<Changed, { kind: 'written' }>,
  isPartly: boolean,
  { t }: Context,
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
    if (result.kind !== 'written') return failure(result, done.length > 0, context)
    done.push(...result.refs)
  }
  const at = stamp(now, context)
  const names = done.map(({ ref }) => ref)
  return {
    kind: 'done',
    document: [heading(t.undo.done(sentence(what), at), t.writing.reference(names.join(', ')))],
    promptLine: t.undo.line(asker.member.name ?? asker.userId, at.slice(-'00:00'.length)),
    refs: done,
    writes: names,
  }
}
