import { z } from 'zod'
import { type Document, heading } from '../../reply/document.ts'
import type { Prompt } from '../../store/store.ts'

/** The arguments of a command as they are kept. */
export const argsShape = z.object({
  words: z.array(z.string()),
  options: z.record(z.string(), z.union([z.string(), z.literal(true)])),
  text: z.string(),
  called: z.string().exactOptional(),
})

const confirmPayload = z.object({
  command: z.string(),
  draft: z.unknown(),
  document: z.array(z.unknown()),
  kept: z.array(z.unknown()).exactOptional(),
})

/** What a confirmation carries out, as it is kept. */
export type ConfirmPayload = {
  readonly command: string
  readonly draft: unknown
  /** The preview as it was shown. */
  readonly document: Document
  /** What an edit keeps of it, when not all: what may not stay is not said again. */
  readonly kept?: Document
}

/** What a confirmation carries out, and what of the preview an edit can keep. Throws when the kept JSON is not what was written. */
export const confirmPayloadOf = (prompt: Prompt): ConfirmPayload => {
  const { command, draft, document, kept } = confirmPayload.parse(JSON.parse(prompt.payload))
  return { command, draft, document: (kept ?? document).filter(isBlock) }
}

/** The preview as it was shown. */
export const shownIn = (prompt: Prompt): Document =>
  confirmPayload.parse(JSON.parse(prompt.payload)).document.filter(isBlock)

/** What it is about and for whom, and how to answer it: the first block and the last. */
export const bareOf = (document: Document): Document =>
  document.filter((_, at) => at === 0 || at === document.length - 1)

const inline = z.union([
  z.string(),
  z.object({ kind: z.enum(['strong', 'em', 'code']), text: z.string() }),
  z.object({ kind: z.literal('link'), text: z.string(), href: z.string() }),
])
const line = z.array(inline)
const block = z.union([
  z.object({ kind: z.literal('paragraph'), lines: z.array(line) }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(line) }),
])

/** Whether a value read back from the database is a block of a reply. */
export const isBlock = (value: unknown): value is Document[number] => block.safeParse(value).success

/** The preview with another first line that can still be answered. */
export const relabelled = (preview: Document, firstLine: string): Document => {
  const [first, ...rest] = preview
  const kept = first?.kind === 'paragraph' ? first.lines.slice(1) : []
  return [heading(firstLine, ...kept), ...rest]
}

/** The preview with another first line and without its closing instruction, so that a stale prompt cannot mislead. */
export const closedPreview = ([first, ...rest]: Document, firstLine: string): Document =>
  relabelled(first === undefined ? [] : [first, ...rest.slice(0, -1)], firstLine)
