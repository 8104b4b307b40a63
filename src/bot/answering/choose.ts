import { z } from 'zod'
import type { Args } from '../../commands/command.ts'
import { mentionedIn } from '../../commands/typed/message.ts'
import { foldWord } from '../../commands/typed/normalize.ts'
import { paragraph } from '../../reply/document.ts'
import type { Prompt, Store } from '../../store/store.ts'
import { keptStep } from '../sending/kept-step.ts'
import { type Edit, type Plan, saying } from './plan.ts'
import { argsShape, isBlock } from './prompt-payload.ts'
import { endedQuestion, questionOf } from './questions.ts'
import type { Message } from './typed-commands.ts'

/** What a choice continues with: the command and its arguments, or an answer. */
export type Chosen =
  | {
      readonly kind: 'command'
      readonly name: string
      readonly args: Args
      /** What the command was typed in reply to. */
      readonly replyTo: string | undefined
    }
  | { readonly kind: 'plan'; readonly plan: Plan }

/** What continuing a question needs. */
export type ChooseParts = {
  readonly store: Store
  readonly botUserId: string
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

/** The words of a message, and the event it was typed in reply to. */
type Said = {
  /** Set when the message was a bare number; `text` is all of it. */
  readonly number: number | undefined
  readonly text: string
  readonly replyTo: string | undefined
}

const remembered = z.object({
  name: z.string(),
  args: argsShape,
  replyTo: z.string().optional(),
})

const closings = z.array(
  z.object({ eventId: z.string(), patient: z.string(), document: z.array(z.unknown()) }),
)

const dropStep = 'questions dropped'
const stopStep = 'question stopped'

/** So long somebody who types a number is told that its question is over. */
const lateToldMs = 30 * 60_000

const numberWord =
  /^(?:(?:#|nr\.?|nummer|optie|keuze|number|option)?\s*\d{1,2}(?!\d)\D{0,20}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|one|two|three|four|five|six|seven|eight|nine)$/u

const withText = (free: Args, text: string): Args => ({
  ...free,
  text: [free.text, text].filter((one) => one !== '').join('\n'),
})

const foldAll = (text: string): string => text.trim().split(/\s+/u).map(foldWord).join(' ')

/** The choice whose words were typed: all of them, or the only one that begins with them. */
const named = (labels: readonly string[], text: string): number | undefined => {
  const typed = foldAll(text)
  if (typed === '' || text.includes('\n')) return undefined
  const folded = labels.map(foldAll)
  const exact = folded.indexOf(typed)
  if (exact >= 0) return exact + 1
  const starts = folded.flatMap((label, at) => (label.startsWith(`${typed} `) ? [at + 1] : []))
  return starts.length === 1 ? starts[0] : undefined
}

/** What the question goes on with, how many can be chosen when that is not clear, or undefined when it cannot use this. */
const pick = (prompt: Prompt, { number, text }: Said) => {
  const { command, choices, labels, free, replyTo } = questionOf(prompt)
  const chosen = choices.length === 0 ? undefined : (number ?? named(labels, text))
  if (chosen !== undefined) {
    const args = choices[chosen - 1]
    return args === undefined ? choices.length : { name: command, args, replyTo }
  }
  if (free !== undefined) return { name: command, args: withText(free, text), replyTo }
  return numberWord.test(foldAll(text)) ? choices.length : undefined
}

const editsIn = (kept: unknown): readonly Edit[] =>
  closings
    .catch([])
    .parse(kept)
    .map((each) => ({ ...each, document: each.document.filter(isBlock) }))

const told = (words: string): Chosen => ({ kind: 'plan', plan: saying([paragraph(words)]) })

/** Continues the question this person was asked in this room, if one is open and the message is meant for it. */
export const createChoose = ({ store, botUserId, clock, timeOf }: ChooseParts) => {
  /** The questions of the sender in this room, the newest first. A second try finds the one its first try asked, which is none of them. */
  const questionsOf = async ({ event }: Message): Promise<readonly Prompt[]> =>
    (await store.promptsOf(event.roomId)).filter(
      ({ id, kind, requester }) =>
        kind === 'choose' && requester === event.sender && id !== event.eventId,
    )

  const isOpen = ({ state, expiresAt }: Prompt) => state === 'open' && expiresAt >= clock()

  const callsOthers = ({ content, sender }: Message['event']) =>
    mentionedIn(content).some((userId) => userId !== botUserId && userId !== sender)

  /** Where the question was asked, in reply to nobody else and calling nobody else. */
  const isMeant = (prompt: Prompt, message: Message, replyTo: string | undefined) =>
    replyTo === undefined
      ? questionOf(prompt).threadId === message.threadId && !callsOthers(message.event)
      : prompt.promptEventId === replyTo

  const questionFor = (
    questions: readonly Prompt[],
    message: Message,
    replyTo: string | undefined,
  ): Prompt | undefined =>
    questions.find(
      (one) => one.claimedBy === message.item.id || (isOpen(one) && isMeant(one, message, replyTo)),
    )

  /** A reply to a question that is over, or a number for one: nothing is done with it, and that is said. */
  const late = (
    questions: readonly Prompt[],
    message: Message,
    { number, replyTo }: Said,
  ): Chosen | undefined => {
    const [last] = questions
    const { bot } = message.t
    const isReply =
      replyTo !== undefined && questions.some(({ promptEventId }) => promptEventId === replyTo)
    if (questions.some(isOpen)) return isReply ? told(bot.questionBefore) : undefined
    if (isReply) return told(bot.choiceExpired)
    if (last === undefined || replyTo !== undefined || number === undefined) return undefined
    const isOver = last.state === 'expired' || last.state === 'open'
    const isRecent = clock() - (last.closedAt ?? last.expiresAt) <= lateToldMs
    return isOver && isRecent && !callsOthers(message.event) ? told(bot.choiceExpired) : undefined
  }

  const close = async (prompt: Prompt, state: 'done' | 'cancelled', itemId: string) => {
    await store.claimPrompt(prompt.id, itemId)
    await store.closePrompt(prompt.id, state, clock())
  }

  return {
    async answer(message: Message, said: Said): Promise<Chosen | undefined> {
      const questions = await questionsOf(message)
      const prompt = questionFor(questions, message, said.replyTo)
      if (prompt === undefined) return late(questions, message, said)
      const picked = prompt.state === 'open' ? pick(prompt, said) : { name: '', args: undefined }
      if (picked === undefined) return undefined
      if (typeof picked === 'number') return told(message.t.bot.choiceInvalid(picked))
      const itemId = message.item.id
      const kept = remembered.parse(await store.step(itemId, 'chosen', async () => picked))
      await close(prompt, 'done', itemId)
      return { kind: 'command', ...kept, replyTo: kept.replyTo }
    },
    /** "nee" or "stop" to a question: nothing more is taken for its answer. */
    async stop(message: Message, replyTo: string | undefined): Promise<Plan | undefined> {
      const prompt = questionFor(await questionsOf(message), message, replyTo)
      if (prompt === undefined) return undefined
      const { bot } = message.t
      const line = bot.questionStopped(prompt.requesterName, timeOf(clock()))
      const edits = editsIn(
        await store.step(message.item.id, stopStep, async () => {
          const edit = endedQuestion(prompt, line)
          return edit === undefined ? [] : [edit]
        }),
      )
      await close(prompt, 'cancelled', message.item.id)
      return { ...saying([paragraph(bot.stopped)]), edits }
    },
    /** Agreement answers no question; whoever is asked one is told so. */
    async hint(message: Message, replyTo: string | undefined): Promise<Plan | undefined> {
      const prompt = questionFor(await questionsOf(message), message, replyTo)
      return prompt === undefined ? undefined : saying([paragraph(message.t.bot.questionHint)])
    },
    /** A new command ends the questions of before, so that later chat is not taken for their answer; gives their new texts. */
    async drop(message: Message): Promise<readonly Edit[]> {
      const open = (await questionsOf(message)).filter(({ state }) => state === 'open')
      const itemId = message.item.id
      const line = message.t.bot.questionDropped(timeOf(clock()))
      // Remembered, because closing forgets what they were about.
      const kept =
        open.length === 0
          ? await keptStep(store, itemId, dropStep)
          : await store.step(itemId, dropStep, async () =>
              open.flatMap((one) => endedQuestion(one, line) ?? []),
            )
      for (const { id } of open) await store.closePrompt(id, 'expired', clock())
      return editsIn(kept)
    },
  }
}
