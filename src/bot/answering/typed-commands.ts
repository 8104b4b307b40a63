import type { Args, Command } from '../../commands/command.ts'
import type { Asked as Meant, Parsed } from '../../commands/typed/parsed.ts'
import { holdsBsn } from '../../commands/typed/typed-text.ts'
import { repeated } from '../../commands/typed/typed-words.ts'
import type { Messages } from '../../i18n/messages.ts'
import { code, paragraph } from '../../reply/document.ts'
import type { Item, Store } from '../../store/store.ts'
import type { Content, RoomEvent } from '../gateway.ts'
import { staleAnswer } from '../inbox/staleness.ts'
import type { Place } from '../rooms/places.ts'
import type { Voices } from '../sending/voices.ts'
import type { Chosen, createChoose } from './choose.ts'
import type { CommandRunner } from './invocation.ts'
import { type Plan, saying } from './plan.ts'
import type { PromptMaker } from './prompts.ts'
import { createReplacing } from './replacing.ts'
import { strangeOption } from './typed-options.ts'

/** A message that is being answered, and where. */
export type Message = {
  readonly item: Item
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
  /** The thread it stands in. */
  readonly threadId: string | undefined
  /** The language of who wrote it, in this place. */
  readonly t: Messages
}

/** What a message was taken for, of one kind. */
export type Words<K extends Meant['kind']> = Extract<Meant, { kind: K }>

/** What running the commands people type needs. */
export type TypedCommandsParts<Ports> = {
  readonly store: Store
  readonly runner: CommandRunner<Ports>
  readonly choose: ReturnType<typeof createChoose>
  readonly prompts: PromptMaker
  readonly commands: readonly Command<Ports>[]
  readonly voices: Voices
  readonly clock: () => number
}

/** An edit of a message that failed runs the new words, within this time. */
const editWithinMs = 2 * 60_000

/** A message that failed: who may mend it, and where it stands. */
type Failed = Pick<Message, 'threadId'> &
  Pick<RoomEvent, 'sender' | 'roomId'> & { readonly at: number; readonly relation: unknown }

/** The event with another relation: an edit or an answer to a question does not say what the command itself replied to. */
const inPlaceOf = (event: RoomEvent, relation: unknown): RoomEvent => {
  const { 'm.relates_to': _edit, ...content } = event.content
  const inPlace: Content =
    relation === undefined ? content : { ...content, 'm.relates_to': relation }
  return { ...event, content: inPlace }
}

/** Runs what people type: a late command only says so, and what a command asks back becomes a prompt. */
export const createTypedCommands = <Ports>(parts: TypedCommandsParts<Ports>) => {
  const { store, runner, choose, prompts, commands, clock } = parts
  const replacing = createReplacing(store, parts.voices.rooms, clock)
  const failedLately = new Map<string, Failed>()

  /** From now on an edit of this message may run. */
  const noteFailure = ({ event, threadId }: Pick<Message, 'event' | 'threadId'>) => {
    for (const [id, { at }] of failedLately)
      if (clock() - at > editWithinMs) failedLately.delete(id)
    const { eventId, sender, roomId, content } = event
    const relation = content['m.relates_to']
    failedLately.set(eventId, { at: clock(), sender, roomId, threadId, relation })
  }

  /** The message that failed a moment ago and is edited now by who wrote it. */
  const failedOne = (of: string, { sender, roomId }: RoomEvent): Failed | undefined => {
    const failed = failedLately.get(of)
    const isTheirs = failed?.sender === sender && failed.roomId === roomId
    return isTheirs && clock() - failed.at <= editWithinMs ? failed : undefined
  }

  const run = async (
    message: Message,
    name: string,
    args: Args,
    suggestedFrom?: string,
  ): Promise<Plan | undefined> => {
    const command = commands.find((one) => one.name === name)
    if (command === undefined) return undefined
    const { event, place, signal, t } = message
    const ran = await runner.run({ command, args, event, place, signal, t })
    if (ran.kind === 'plan') {
      if (ran.failed) noteFailure(message)
      if (suggestedFrom === undefined) return ran.plan
      const { shown } = ran.plan
      const note = paragraph(t.bot.ranInstead(suggestedFrom, name))
      return {
        ...ran.plan,
        document: [note, ...ran.plan.document],
        // What was understood is to be said, so this is never the same answer.
        ...(shown === undefined ? {} : { shown: { ...shown, mark: undefined } }),
      }
    }
    const requesterName = ran.asker.name ?? event.sender
    const vanishes = ran.shown?.vanishes === true
    const about = { command: ran.command, patient: ran.patient, requesterName, vanishes }
    const { audit, patient: clinicalFor, reading, shown } = ran
    const plan = { refs: [], audit, clinicalFor, reading, ...(shown && { shown }) }
    if (ran.outcome.kind === 'choose') {
      const at = { ...about, threadId: message.threadId, t }
      const { prompt, document } = await prompts.choose(event, at, ran.outcome)
      return { ...plan, document, promptId: prompt.id }
    }
    const { draft, refs } = ran.outcome
    const edit = await replacing(event, message.item.id, ran.command, draft)
    const { prompt, document } = await prompts.confirm(event, about, ran.outcome)
    return { ...plan, refs, document, promptId: prompt.id, edits: edit === undefined ? [] : [edit] }
  }

  const late = (message: Message, what: string): Plan | undefined => {
    const document = staleAnswer(message.event, message.item, clock(), message.t)
    return document === undefined
      ? undefined
      : saying(document, [runner.entry(message.event, 'command', what, 'stale')])
  }

  /** The usage, when an option was typed that the command does not know. */
  const misused = (message: Message, { name, args }: Words<'command'>): Plan | undefined => {
    const { event, t } = message
    const typed = commands.find((one) => one.name === name)
    const strange = typed && strangeOption(typed, args)
    if (typed === undefined || strange === undefined) return undefined
    noteFailure(message)
    const hasBsn = holdsBsn({ ...args, words: [...args.words, strange] })
    const usage = [
      t.bot.unknownOption(`--${repeated(strange)}`, `!${name}`),
      code(`!${typed.usage(t)}`),
    ]
    return saying(
      [paragraph(hasBsn ? t.bot.bsn : usage)],
      [runner.entry(event, 'command', name, hasBsn ? 'bsn' : 'misused')],
    )
  }

  /** A new command ends the question that was open. */
  const command = async (message: Message, words: Words<'command'>) => {
    const stale = late(message, words.name)
    if (stale !== undefined) return stale
    const dropped = await choose.drop(message)
    const plan =
      misused(message, words) ?? (await run(message, words.name, words.args, words.suggestedFrom))
    return plan && { ...plan, edits: [...dropped, ...(plan.edits ?? [])] }
  }

  const suggestion = (message: Message, names: readonly string[]): Plan => {
    const { t } = message
    noteFailure(message)
    return saying([paragraph(t.bot.suggest(names.map((name) => `!${name}`).join(t.bot.or)))])
  }

  /** A command goes on with what it asked for: the numbers in it are still of what it replied to. */
  const goOn = (message: Message, chosen: Extract<Chosen, { kind: 'command' }>) => {
    const { name, args, replyTo } = chosen
    const relation = { 'm.in_reply_to': { event_id: replyTo } }
    const event = replyTo === undefined ? message.event : inPlaceOf(message.event, relation)
    return run({ ...message, event }, name, args)
  }

  const edited = async (
    message: Message,
    { of, message: meant }: Extract<Parsed, { kind: 'edit' }>,
  ) => {
    const failed = failedOne(of, message.event)
    if (failed === undefined || meant.kind !== 'command') return undefined
    const isRead = commands.find((one) => one.name === meant.name)?.access !== 'write'
    const event = inPlaceOf(message.event, failed.relation)
    return isRead ? command({ ...message, event }, meant) : undefined
  }

  return { run, late, command, goOn, suggestion, edited, noteFailure, failedOne }
}
