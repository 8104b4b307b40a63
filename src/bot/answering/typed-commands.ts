import type { Args, Command } from '../../commands/command.ts'
import type { Asked as Meant, Parsed } from '../../commands/typed/parsed.ts'
import { holdsBsn } from '../../commands/typed/typed-text.ts'
import { repeated } from '../../commands/typed/typed-words.ts'
import type { Messages } from '../../i18n/messages.ts'
import { code, paragraph } from '../../reply/document.ts'
import type { Item, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import { staleAnswer } from '../inbox/staleness.ts'
import type { Place } from '../rooms/places.ts'
import type { Voices } from '../sending/voices.ts'
import type { createChoose } from './choose.ts'
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

/** Runs what people type: a late command only says so, and what a command asks back becomes a prompt. */
export const createTypedCommands = <Ports>(parts: TypedCommandsParts<Ports>) => {
  const { store, runner, choose, prompts, commands, clock } = parts
  const replacing = createReplacing(store, parts.voices.rooms, clock)
  const failedLately = new Map<string, number>()

  const noteFailure = (eventId: string) => {
    for (const [id, at] of failedLately) if (clock() - at > editWithinMs) failedLately.delete(id)
    failedLately.set(eventId, clock())
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
      if (ran.failed) noteFailure(event.eventId)
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
      const { id } = await prompts.choose(event, about, ran.outcome)
      return { ...plan, document: ran.outcome.document, promptId: id }
    }
    const { draft, refs } = ran.outcome
    const edit = await replacing(event, message.item.id, ran.command, draft)
    const { prompt, document } = await prompts.confirm(event, about, ran.outcome)
    return { ...plan, refs, document, promptId: prompt.id, ...(edit === undefined ? {} : { edit }) }
  }

  const late = (message: Message, what: string): Plan | undefined => {
    const document = staleAnswer(message.event, message.item, clock(), message.t)
    return document === undefined
      ? undefined
      : saying(document, [runner.entry(message.event, 'command', what, 'stale')])
  }

  /** The usage, when an option was typed that the command does not know. */
  const misused = ({ event, t }: Message, { name, args }: Words<'command'>): Plan | undefined => {
    const typed = commands.find((one) => one.name === name)
    const strange = typed && strangeOption(typed, args)
    if (typed === undefined || strange === undefined) return undefined
    noteFailure(event.eventId)
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
    await choose.drop(message.event)
    return misused(message, words) ?? run(message, words.name, words.args, words.suggestedFrom)
  }

  const suggestion = ({ event, t }: Message, names: readonly string[]): Plan => {
    noteFailure(event.eventId)
    return saying([paragraph(t.bot.suggest(names.map((name) => `!${name}`).join(t.bot.or)))])
  }

  const edited = async (
    message: Message,
    { of, message: meant }: Extract<Parsed, { kind: 'edit' }>,
  ) => {
    const at = failedLately.get(of)
    if (at === undefined || clock() - at > editWithinMs || meant.kind !== 'command')
      return undefined
    const isRead = commands.find((one) => one.name === meant.name)?.access !== 'write'
    return isRead ? command(message, meant) : undefined
  }

  return { run, late, command, suggestion, edited }
}
