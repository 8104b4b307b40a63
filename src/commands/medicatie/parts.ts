import type { Messages } from '../../i18n/messages.ts'
import { type Inline, type Line, strong } from '../../reply/document.ts'

/** One part of a line: a safety mark, then texts that belong together; either may be absent. */
export type Part = { readonly mark?: string; readonly texts: readonly string[] }

/** A part that is only a safety mark. */
export const markPart = (mark: string): Part => ({ mark, texts: [] })

/** A part in plain words. */
export const plainPart = (text: string): Part => ({ texts: [text] })

/** Texts under a label; a label that warns carries weight. */
export const labelled = (label: (words: string) => string, texts: readonly string[]): Part => {
  const alone = label('')
  if (alone.startsWith('⚠')) return { mark: alone, texts }
  const [first = '', ...rest] = texts
  return { texts: [label(first), ...rest] }
}

/** Steps of a schedule stand in spans of their own, so that a long schedule is not cut as one text. */
const spansOf = ({ mark, texts }: Part, { medicatie }: Messages): readonly Inline[] => {
  const { afterwards, orderUnknown, partial, textDiffers, unfilled } = medicatie
  const marks = new Set([orderUnknown, partial, textDiffers, unfilled])
  const words = texts
    .flatMap((text, index) => (index === 0 ? [text] : [', ', text]))
    .flatMap((text) =>
      text.split(afterwards).flatMap((step, index) => (index === 0 ? [step] : [afterwards, step])),
    )
    .map((text): Inline => (marks.has(text) ? strong(text) : text))
  return mark === undefined ? words : [strong(mark), ...words]
}

/** A line of parts with a dash before each. */
export const joined = (lead: readonly Inline[], parts: readonly Part[], t: Messages): Line => [
  ...lead,
  ...parts.flatMap((part): readonly Inline[] => [' – ', ...spansOf(part, t)]),
]
