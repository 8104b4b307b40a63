import type { Carried } from '../../commands/command.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Prompt } from '../../store/store.ts'
import { closedPreview, confirmPayloadOf, relabelled } from './prompt-payload.ts'

export type TimeWords = {
  readonly t: Messages
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

/** What somebody can do who was told that an outcome is unknown. */
export const unknownHint = (
  { code, expiresAt }: Prompt,
  { t, clock, timeOf }: TimeWords,
): string => (clock() > expiresAt ? t.confirm.look : t.confirm.unknownHint(code, timeOf(expiresAt)))

/**
 * What is said of a try and shown at its prompt. When an earlier try is in doubt, a failure of a later one says nothing
 * about the first; only that the record is ambiguous is true of both.
 */
export const createTold = (parts: TimeWords) => {
  const { t, clock } = parts

  const done = (
    carried: Extract<Carried, { kind: 'done' }>,
    preview: Document,
    undoLine: string | undefined,
  ) => ({
    kind: 'done' as const,
    unknown: false,
    document: [...carried.document, ...(undoLine === undefined ? [] : [paragraph(undoLine)])],
    unshown: [paragraph(t.confirm.doneUnshown)],
    closing: [...closedPreview(preview, carried.promptLine)],
    refs: carried.refs.map((one) => ({ ...one })),
  })

  const givenUp = (sentence: Document, unknown: boolean, half: boolean, preview: Document) => ({
    kind: 'given-up' as const,
    unknown,
    document: [...sentence, ...(unknown ? [paragraph(t.confirm.look)] : [])],
    // Of what may be in the record nothing says that it was not confirmed.
    unshown:
      unknown || half
        ? [paragraph(t.confirm.unknown), paragraph(t.confirm.look)]
        : [paragraph(t.confirm.failedUnshown)],
    closing: [...closedPreview(preview, t.confirm.lineGivenUp)],
    refs: [],
  })

  const unsure = (sentence: Document, prompt: Prompt, preview: Document) => {
    const hint = paragraph(unknownHint(prompt, parts))
    return {
      kind: 'failed' as const,
      unknown: true,
      document: [...sentence, hint],
      unshown: [paragraph(t.confirm.unknown), hint],
      closing: [...relabelled(preview, t.confirm.lineInDoubt)],
      refs: [],
    }
  }

  const failed = (sentence: Document, { code, expiresAt }: Prompt) => ({
    kind: 'failed' as const,
    unknown: false,
    document: [...sentence, ...(clock() > expiresAt ? [] : [paragraph(t.confirm.retryHint(code))])],
    unshown: [paragraph(t.confirm.failedUnshown)],
    closing: [],
    refs: [],
  })

  /** `undoLine`: how what was done can be taken back, if it can. */
  return (carried: Carried, prompt: Prompt, undoLine?: string) => {
    const { document: preview } = confirmPayloadOf(prompt)
    if (carried.kind === 'done') return done(carried, preview, undoLine)
    const overruled = prompt.inDoubt && carried.code !== 'unknown' && carried.code !== 'ambiguous'
    const sentence = overruled ? [paragraph(t.confirm.unknown)] : carried.document
    const unknown = overruled || carried.code === 'unknown'
    if (carried.final === true)
      return givenUp(sentence, unknown, carried.code === 'ambiguous', preview)
    return unknown ? unsure(sentence, prompt, preview) : failed(sentence, prompt)
  }
}
