import { isObject } from '../../fhir/server/outcome.ts'
import { containsBsn } from '../../fhir/validation/validate-bsn.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Block, type Line, list, paragraph, strong } from '../../reply/document.ts'

/** What a sentence of the letter is about. */
export type LetterKind = keyof Messages['overdracht']['kinds']

/** One sentence made from records: it can be left out by its number. */
export type Sentence = {
  readonly kind: LetterKind
  readonly text: string
  /** Keys of the records it was made from. */
  readonly about: readonly string[]
}

/** A letter as it was drafted: kept word for word, so that what is confirmed is what was shown. */
export type Letter = {
  readonly sentences: readonly Sentence[]
  /** What is not in it, by kind: nothing found, not retrieved, cut. */
  readonly remarks: readonly { readonly kind: LetterKind; readonly text: string }[]
  /** What of the source is missing, and why. */
  readonly missing: readonly string[]
  /** Where and when it was retrieved. */
  readonly origin: readonly string[]
  readonly removed: number
  readonly added: readonly string[]
}

/** What the clinician typed around it. */
export type Typed = { readonly reason: string; readonly request: string }

/** A part of the letter, ready to be shown and sent. */
export type LetterPart = { readonly title: string; readonly lines: readonly string[] }

/** The parts of a handover that are about the past, and those about now. */
export const background: readonly LetterKind[] = ['alerts', 'directives', 'allergies', 'problems']
/** The kinds of facts that tell how somebody is now. */
export const now: readonly LetterKind[] = ['vitals', 'medication', 'tasks', 'reports']

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isKind = (value: unknown): value is LetterKind =>
  [...background, ...now].some((kind) => kind === value)

const isSentence = (value: unknown): boolean =>
  isObject(value) &&
  isKind(value['kind']) &&
  typeof value['text'] === 'string' &&
  (value['about'] === undefined || isTexts(value['about']))

/** Whether what came back from a question is a letter. */
export const isLetter = (value: unknown): value is Letter =>
  isObject(value) &&
  Array.isArray(value['sentences']) &&
  value['sentences'].every((one) => isSentence(one) && isObject(one) && isTexts(one['about'])) &&
  Array.isArray(value['remarks']) &&
  value['remarks'].every(isSentence) &&
  isTexts(value['missing']) &&
  isTexts(value['origin']) &&
  typeof value['removed'] === 'number' &&
  isTexts(value['added'])

const sentenceText = ({ kind, text }: Sentence, { overdracht }: Messages): string =>
  `${overdracht.kinds[kind]}: ${containsBsn(text) ? overdracht.hidden : text}`

/** All parts, in the order of the letter; with numbers when the clinician is to name lines by them. */
export const partsOfLetter = (
  letter: Letter,
  { reason, request }: Typed,
  t: Messages,
  isNumbered = false,
): readonly LetterPart[] => {
  const { parts, removed, incomplete } = t.overdracht
  const numbered = (at: number) => (isNumbered ? `[${at + 1}] ` : '')
  const number = (one: Sentence) => numbered(letter.sentences.indexOf(one))
  const linesOf = (kinds: readonly LetterKind[]): readonly string[] =>
    kinds.flatMap((kind) => [
      ...letter.sentences
        .filter((one) => one.kind === kind)
        .map((one) => `${number(one)}${sentenceText(one, t)}`),
      ...letter.remarks.filter((one) => one.kind === kind).map(({ text }) => text),
    ])
  return [
    { title: parts.reason, lines: reason.split('\n') },
    { title: parts.background, lines: linesOf(background) },
    { title: parts.now, lines: linesOf(now) },
    ...(letter.added.length === 0
      ? []
      : [
          {
            title: parts.added,
            lines: letter.added.flatMap((text, at) =>
              `${numbered(letter.sentences.length + at)}${text}`.split('\n'),
            ),
          },
        ]),
    { title: parts.request, lines: request.split('\n') },
    {
      title: parts.origin,
      lines: [
        ...letter.missing.map((why) => `${incomplete}: ${why}`),
        ...(letter.removed === 0 ? [] : [removed(letter.removed)]),
        ...letter.origin,
      ],
    },
  ]
}

/** The letter as it is sent, one text for each part. What is missing stands in the first of them too. */
export const textsOfLetter = (parts: readonly LetterPart[], letter: Letter, t: Messages) =>
  parts.map(({ title, lines }, at) => {
    const mark = at === 0 && letter.missing.length > 0 ? ` (${t.overdracht.incomplete})` : ''
    return [`${title}${mark}`, ...lines.map((line) => `• ${line}`)].join('\n')
  })

// One span is shown only up to a limit: a long line is cut in spans, and no word is lost.
const spans = (text: string): Line => text.match(/.{1,400}(?:\s|$)|.{1,400}/gsu) ?? []

/** The letter as it is shown. */
export const blocksOfLetter = (
  parts: readonly LetterPart[],
  letter: Letter,
  t: Messages,
): readonly Block[] => [
  ...(letter.missing.length === 0 ? [] : [paragraph([strong(t.overdracht.incomplete)])]),
  ...parts.flatMap(({ title, lines }): readonly Block[] =>
    lines.length === 0 ? [] : [paragraph([strong(title)]), list(lines.map(spans))],
  ),
]

/** How many characters a letter has. */
export const sizeOfLetter = (parts: readonly LetterPart[]): number =>
  parts.reduce(
    (sum, { title, lines }) =>
      sum + title.length + lines.reduce((all, line) => all + line.length + 2, 0),
    0,
  )
