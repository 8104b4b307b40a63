import { z } from 'zod'
import type { Args, Outcome } from '../../commands/command.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, heading, type Line } from '../../reply/document.ts'
import type { Prompt } from '../../store/store.ts'
import type { Edit } from './plan.ts'
import { argsShape, closedPreview, confirmPayloadOf, isBlock } from './prompt-payload.ts'

type Asking = Extract<Outcome, { kind: 'choose' }>

const payload = z.object({
  command: z.string(),
  choices: z.array(argsShape),
  free: argsShape.optional(),
  labels: z.array(z.string()).default([]),
  threadId: z.string().optional(),
  replyTo: z.string().optional(),
  document: z.array(z.unknown()).default([]),
})

/** A question that waits: with what it goes on, and where it stands. */
export type Question = {
  readonly command: string
  readonly choices: readonly Args[]
  /** The words of each choice as they were shown; empty when they were not. */
  readonly labels: readonly string[]
  readonly free: Args | undefined
  /** The thread it was asked in. */
  readonly threadId: string | undefined
  /** What the command was typed in reply to: the numbers in it may be of that message. */
  readonly replyTo: string | undefined
  readonly document: Document
}

const textOf = (line: Line): string =>
  line.map((span) => (typeof span === 'string' ? span : span.text)).join('')

const labelsOf = ({ document, choices }: Asking): readonly string[] => {
  const shown = document.find((block) => block.kind === 'list' && block.ordered)
  return shown?.kind === 'list' && shown.items.length === choices.length
    ? shown.items.map(textOf)
    : []
}

/** What is kept of a question, as JSON. `vanishes`: it shows what may not stay, so nothing of it is said again. */
export const questionPayload = (
  command: string,
  asking: Asking,
  at: Pick<Question, 'threadId' | 'replyTo'> & { readonly vanishes: boolean },
): string => {
  const { choices, free, document } = asking
  return JSON.stringify({
    command,
    choices,
    free,
    labels: labelsOf(asking),
    threadId: at.threadId,
    replyTo: at.replyTo,
    document: at.vanishes ? [] : document,
  })
}

/** The question as it was kept. Throws when the JSON is not what was written. */
export const questionOf = (prompt: Prompt): Question => {
  const { document, ...rest } = payload.parse(JSON.parse(prompt.payload))
  const { free, threadId, replyTo } = rest
  return { ...rest, free, threadId, replyTo, document: document.filter(isBlock) }
}

/** The question with what became of it as its first line, and without how it is answered. */
const closedQuestion = ([first, ...rest]: Document, line: string): Document => {
  const lines = first?.kind === 'paragraph' ? first.lines : []
  return [heading(line, ...(rest.length === 0 ? lines.slice(0, 1) : lines)), ...rest.slice(0, -1)]
}

const editOf = (
  { promptEventId: eventId, patient }: Prompt,
  document: Document,
): Edit | undefined => (eventId === undefined ? undefined : { eventId, document, patient })

/** The new text of a question that is over; undefined when nobody saw it. */
export const endedQuestion = (prompt: Prompt, line: string): Edit | undefined =>
  editOf(prompt, closedQuestion(questionOf(prompt).document, line))

/** The new text of what nobody answered in time; undefined when nobody saw it. */
export const expiredPrompt = (
  prompt: Prompt,
  { confirm, bot }: Messages,
  timeOf: (at: number) => string,
): Edit | undefined => {
  const until = timeOf(prompt.expiresAt)
  if (prompt.kind === 'choose') return endedQuestion(prompt, bot.questionExpired(until))
  const line = (prompt.inDoubt ? confirm.lineExpiredInDoubt : confirm.lineExpired)(
    until,
    prompt.sends,
  )
  return editOf(prompt, closedPreview(confirmPayloadOf(prompt).document, line))
}
