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
import type { Acknowledge } from './ping-answer.ts'
import { type Asked, type Plan, saying } from './plan.ts'
import type { PromptMaker } from './prompts.ts'
import { createReplacing } from './replacing.ts'
import type { Reply } from './reply.ts'
import { type CommandRunner, type Place, privateOption } from './run-command.ts'
import { staleAnswer } from './staleness.ts'
import type { Undoing } from './undo.ts'
import type { Voices } from './voices.ts'

export type AnswerParts<Ports> = {
  readonly store: Store
  readonly reply: Reply
  readonly runner: CommandRunner<Ports>
  readonly confirm: (asked: Confirmation) => Promise<Plan | undefined>
  readonly undo: (asked: Undoing) => Promise<Plan | undefined>
  /** "ok" by somebody who is being called. */
  readonly acknowledge?: Acknowledge
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
  readonly voices: Voices
  readonly clock: () => number
}

/** An edit of a message that failed runs the new words, within this time. */
const editWithinMs = 2 * 60_000

type Message = {
  readonly item: Item
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
  /** The language of who wrote it, in this place. */
  readonly t: Messages
}

type Words<K extends Meant['kind']> = Extract<Meant, { kind: K }>

/** What is said when it takes long; chat is never answered with that. */
const announcement = (meant: Meant, t: Messages): string | undefined => {
  if (meant.kind === 'command') return t.audience.busy(meant.name)
  return meant.kind === 'confirm' ? t.audience.busyConfirming : undefined
}

/** Answers one message: exactly one answer event for a command or a confirmation, none for chat. */
export const createAnswer = <Ports>(parts: AnswerParts<Ports>) => {
  const { store, reply, runner, confirm, choose, prompts, commands, voices, clock } = parts
  // Every answer out of the record can be had in the direct message.
  const heard = commands.map((command) =>
    command.access === 'write'
      ? command
      : { ...command, options: [...command.options, privateOption] },
  )
  /** What came in before this process began may have been handled by one that has ended. */
  const bornAt = clock()
  const replacing = createReplacing(store, voices.rooms, clock)
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
    const about = { command: ran.command, patient: ran.patient, requesterName }
    const { audit, patient: clinicalFor, reading } = ran
    const plan = { refs: [], audit, clinicalFor, reading }
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
    const isBareYes = words.kind === 'confirm' && words.code === undefined
    return plan ?? (isBareYes ? acknowledged(message, words.replyTo) : undefined)
  }

  const takeBack = ({ item, event, place, signal }: Message, words: Words<'undo'>) => {
    const { addressed, code, replyTo } = words
    return parts.undo({ itemId: item.id, event, place, signal, addressed, code, replyTo })
  }

  const choice = async (message: Message, number: number | undefined, text: string) => {
    const { event, item, t } = message
    const chosen = await choose.answer(event, item.id, { number, text }, t)
    if (chosen === undefined) return undefined
    if (chosen.kind === 'plan') return chosen.plan
    return late(message, chosen.name) ?? runCommand(message, chosen.name, chosen.args)
  }

  /** Somebody who is being called for something urgent has seen it. */
  const acknowledged = ({ event, item, signal }: Message, replyTo: string | undefined) =>
    parts.acknowledge?.(event, item.id, replyTo, signal)

  /** "ok" is no confirmation; who has one open is told what is. */
  const almost = async (
    message: Message,
    replyTo: string | undefined,
  ): Promise<Plan | undefined> => {
    const { event, t } = message
    const called = replyTo === undefined ? undefined : await acknowledged(message, replyTo)
    if (called !== undefined) return called
    const mine = (await store.promptsOf(event.roomId)).filter(
      ({ kind, state, requester, expiresAt }) =>
        kind === 'confirm' &&
        state === 'open' &&
        requester === event.sender &&
        expiresAt >= clock(),
    )
    const [only] = mine
    if (only === undefined)
      return replyTo === undefined ? acknowledged(message, undefined) : undefined
    const text = mine.length > 1 ? t.confirm.whichCode : t.confirm.hint(only.code)
    return saying([paragraph(text)])
  }

  const suggestion = ({ event, t }: Message, names: readonly string[]): Plan => {
    noteFailure(event.eventId)
    return saying([paragraph(t.bot.suggest(names.map((name) => `!${name}`).join(t.bot.or)))])
  }

  /** In a direct message an unknown command is answered; thanks and chat get one hint a day. */
  const unknown = async ({ event, t }: Message, word: string, text: string) => {
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
      case 'undo':
        return takeBack(message, meant)
      case 'not-a-confirmation':
        return almost(message, meant.replyTo)
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
  const politely = async (
    asked: Asked,
    words: string | undefined,
    work: () => Promise<Plan | undefined>,
  ): Promise<Plan | undefined> => {
    const announce = words === undefined ? undefined : () => reply.announce(asked, words)
    const done = parts.courtesy.begin(asked.event, asked.isFirst === true ? announce : undefined)
    let plan: Plan | undefined
    let isAnnounced = false
    try {
      plan = await work()
    } finally {
      isAnnounced = await done()
    }
    return (
      plan ??
      (isAnnounced ? saying([paragraph(parts.voices.rooms.audience.nothingCame)]) : undefined)
    )
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
      commands: heard,
      isOwnUser: parts.isOwnUser,
    })
    if (meant.kind === 'ignore') return
    // Ordinary chat asks nothing of the homeserver; whatever is sent is checked again in `reply`.
    const isChat = meant.kind === 'plain' || meant.kind === 'number'
    if (!isChat && (await parts.encryption.isEncrypted(event.roomId, 60_000))) return
    const t = await voices.at(place, event.sender)
    const asked: Asked = {
      itemId: item.id,
      event,
      threadId: meant.kind === 'edit' ? undefined : meant.threadId,
      // An edit is answered at the message that was edited: clients do not show the edit event itself.
      answers: meant.kind === 'edit' ? meant.of : event.eventId,
      since: item.receivedAt,
      isFirst: item.attempts === 0 && item.receivedAt > bornAt,
      t,
    }
    const what = meant.kind === 'edit' ? meant.message : meant
    const message = { item, event, place, signal, t }
    const plan = await politely(asked, announcement(what, t), () => planFor(message, meant))
    if (plan !== undefined) await reply.answer(asked, plan, signal)
  }
}
