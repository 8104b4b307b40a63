import type { Args, Command } from '../commands/command.ts'
import { parseMessage } from '../commands/parse.ts'
import type { Asked as Meant } from '../commands/parsed.ts'
import { containsBsn } from '../fhir/validate-bsn.ts'
import type { Messages } from '../i18n/messages.ts'
import { paragraph } from '../reply/document.ts'
import type { Item, Store } from '../store/store.ts'
import type { Encryption } from './access.ts'
import type { createChoose } from './choose.ts'
import type { Confirmation } from './confirm.ts'
import type { Courtesy } from './courtesy.ts'
import type { RoomEvent } from './gateway.ts'
import { type Plan, saying } from './plan.ts'
import type { PromptMaker } from './prompts.ts'
import type { Reply } from './reply.ts'
import type { CommandRunner, Place } from './run-command.ts'
import { staleAnswer } from './staleness.ts'

export type AnswerParts<Ports> = {
  readonly store: Store
  readonly reply: Reply
  readonly runner: CommandRunner<Ports>
  readonly confirm: (asked: Confirmation) => Promise<Plan | undefined>
  readonly choose: ReturnType<typeof createChoose>
  readonly prompts: PromptMaker
  readonly encryption: Encryption
  /** Undefined where the bot of another organization answers. */
  readonly placeOf: (roomId: string) => Promise<Place | undefined>
  readonly courtesy: Courtesy
  readonly commands: readonly Command<Ports>[]
  readonly botUserId: string
  readonly botName: string
  readonly isOwnUser: (userId: string) => boolean
  readonly t: Messages
  readonly clock: () => number
}

/** An edit of a message that failed runs the new words, within this time. */
const editWithinMs = 2 * 60_000

type Message = {
  readonly item: Item
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
}

type Words<K extends Meant['kind']> = Extract<Meant, { kind: K }>

/** Answers one message: exactly one answer event for a command or a confirmation, none for chat. */
export const createAnswer = <Ports>(parts: AnswerParts<Ports>) => {
  const { store, reply, runner, confirm, choose, prompts, commands, t, clock } = parts
  const failedLately = new Map<string, number>()

  const noteFailure = (eventId: string) => {
    for (const [id, at] of failedLately) if (clock() - at > editWithinMs) failedLately.delete(id)
    failedLately.set(eventId, clock())
  }

  const runCommand = async (
    message: Message,
    name: string,
    args: Args,
    suggestedFrom?: string,
  ): Promise<Plan | undefined> => {
    const command = commands.find((one) => one.name === name)
    if (command === undefined) return undefined
    const { event, place, signal } = message
    const ran = await runner.run({ command, args, event, place, signal })
    if (ran.kind === 'plan') {
      if (ran.failed) noteFailure(event.eventId)
      if (suggestedFrom === undefined) return ran.plan
      const note = paragraph(t.bot.ranInstead(suggestedFrom, name))
      return { ...ran.plan, document: [note, ...ran.plan.document] }
    }
    const requesterName = ran.asker.name ?? event.sender
    const about = { command: name, patient: ran.patient, requesterName }
    const plan = { refs: [], audit: ran.audit, clinicalFor: ran.patient }
    if (ran.outcome.kind === 'choose') {
      const { id } = await prompts.choose(event, about, ran.outcome)
      return { ...plan, document: ran.outcome.document, promptId: id }
    }
    const { prompt, document } = await prompts.confirm(event, about, ran.outcome)
    return { ...plan, refs: ran.outcome.refs, document, promptId: prompt.id }
  }

  const late = (message: Message, what: string): Plan | undefined => {
    const document = staleAnswer(message.event, message.item, clock(), t)
    return document === undefined
      ? undefined
      : saying(document, [runner.entry(message.event, 'command', what, 'stale')])
  }

  const command = async (message: Message, words: Words<'command'>) => {
    const stale = late(message, words.name)
    if (stale !== undefined) return stale
    await choose.drop(message.event)
    return runCommand(message, words.name, words.args, words.suggestedFrom)
  }

  const confirmation = async (message: Message, words: Words<'confirm' | 'cancel'>) => {
    const plan = await confirm({
      itemId: message.item.id,
      event: message.event,
      place: message.place,
      signal: message.signal,
      yes: words.kind === 'confirm',
      addressed: words.addressed,
      code: words.code,
      replyTo: words.replyTo,
    })
    return plan
  }

  const choice = async (message: Message, number: number | undefined, text: string) => {
    const { event, item } = message
    const chosen = await choose.answer(event, item.id, number, text)
    if (chosen === undefined) return undefined
    if (chosen.kind === 'plan') return chosen.plan
    return late(message, chosen.name) ?? runCommand(message, chosen.name, chosen.args)
  }

  /** "ok" is no confirmation; who has one open is told what is. */
  const almost = async ({ event }: Message): Promise<Plan | undefined> => {
    const mine = (await store.promptsOf(event.roomId)).filter(
      ({ kind, state, requester, expiresAt }) =>
        kind === 'confirm' &&
        state === 'open' &&
        requester === event.sender &&
        expiresAt >= clock(),
    )
    const [only] = mine
    if (only === undefined) return undefined
    const text = mine.length > 1 ? t.confirm.whichCode : t.confirm.hint(only.code)
    return saying([paragraph(text)])
  }

  const suggestion = ({ event }: Message, names: readonly string[]): Plan => {
    noteFailure(event.eventId)
    return saying([paragraph(t.bot.suggest(names.map((name) => `!${name}`).join(t.bot.or)))])
  }

  /** In a direct message an unknown command is answered; thanks and chat get one hint a day. */
  const unknown = async ({ event }: Message, word: string, text: string) => {
    if (/^[!！/]/u.test(text.trimStart()))
      return saying([paragraph(containsBsn(word) ? t.bot.bsn : t.bot.unknown(word))])
    const key = `hint ${event.sender}`
    const today = new Date(clock()).toISOString().slice(0, 10)
    const kept = await store.setting(key)
    const mine = `${today} ${event.eventId}`
    if (kept !== undefined && kept.startsWith(today) && kept !== mine) return undefined
    await store.saveSetting(key, mine)
    return saying([paragraph(t.bot.directHint)])
  }

  const edited = async (message: Message, words: { of: string; message: Meant }) => {
    const at = failedLately.get(words.of)
    const meant = words.message
    if (at === undefined || clock() - at > editWithinMs || meant.kind !== 'command')
      return undefined
    const isRead = commands.find((one) => one.name === meant.name)?.access !== 'write'
    return isRead ? command(message, meant) : undefined
  }

  const planFor = async (
    message: Message,
    meant: ReturnType<typeof parseMessage>,
  ): Promise<Plan | undefined> => {
    switch (meant.kind) {
      case 'ignore':
        return undefined
      case 'command':
        return command(message, meant)
      case 'help':
        return runCommand(message, 'help', { words: [], options: {}, text: '' })
      case 'suggest':
        return suggestion(message, meant.names)
      case 'unknown':
        return unknown(message, meant.word, meant.text)
      case 'confirm':
      case 'cancel':
        return confirmation(message, meant)
      case 'not-a-confirmation':
        return almost(message)
      case 'number':
        return choice(message, meant.value, meant.text)
      case 'plain':
        return choice(message, undefined, meant.text)
      case 'edit':
        return edited(message, meant)
      default:
        return meant satisfies never
    }
  }

  /** With signs of life while the answer is made; not while it is sent, when the homeserver has enough to do. */
  const politely = async <T>(event: RoomEvent, work: () => Promise<T>): Promise<T> => {
    const done = parts.courtesy.begin(event)
    try {
      return await work()
    } finally {
      done()
    }
  }

  return async (item: Item, event: RoomEvent, signal: AbortSignal): Promise<void> => {
    const place = await parts.placeOf(event.roomId)
    if (place === undefined) return
    const meant = parseMessage({
      content: event.content,
      eventType: event.type,
      sender: event.sender,
      botUserId: parts.botUserId,
      botNames: [parts.botName],
      direct: place.kind === 'direct',
      commands,
      isOwnUser: parts.isOwnUser,
    })
    if (meant.kind === 'ignore') return
    // Ordinary chat asks nothing of the homeserver; whatever is sent is checked again in `reply`.
    const isChat = meant.kind === 'plain' || meant.kind === 'number'
    if (!isChat && (await parts.encryption.isEncrypted(event.roomId, 60_000))) return
    const plan = await politely(event, () => planFor({ item, event, place, signal }, meant))
    if (plan === undefined) return
    const threadId = meant.kind === 'edit' ? undefined : meant.threadId
    // An edit is answered at the message that was edited: clients do not show the edit event itself.
    const answers = meant.kind === 'edit' ? meant.of : event.eventId
    await reply.answer({ itemId: item.id, event, threadId, answers }, plan, signal)
  }
}
