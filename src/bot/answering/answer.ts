import { whereOf } from '../../commands/typed/message.ts'
import { parseMessage } from '../../commands/typed/parse.ts'
import type { Asked as Meant } from '../../commands/typed/parsed.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Item } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Place } from '../rooms/places.ts'
import type { Reply } from '../sending/reply.ts'
import type { Acknowledge } from '../telling/ping-answer.ts'
import type { Confirmation } from './confirm.ts'
import type { Courtesy } from './courtesy.ts'
import { createHints } from './hints.ts'
import { type Asked, type Plan, saying } from './plan.ts'
import { createShortWords } from './short-words.ts'
import {
  createTypedCommands,
  type Message,
  type TypedCommandsParts,
  type Words,
} from './typed-commands.ts'
import { optionsOf } from './typed-options.ts'
import type { Undoing } from './undo.ts'

/** What answering a message needs. */
export type AnswerParts<Ports> = TypedCommandsParts<Ports> & {
  readonly reply: Reply
  readonly confirm: (asked: Confirmation) => Promise<Plan | undefined>
  readonly undo: (asked: Undoing) => Promise<Plan | undefined>
  /** "ok" by somebody who is being called. */
  readonly acknowledge?: Acknowledge
  readonly encryption: Encryption
  /** Undefined where the bot of another organization answers. */
  readonly placeOf: (roomId: string) => Promise<Place | undefined>
  readonly courtesy: Courtesy
  readonly botUserId: string
  readonly botName: string
  readonly isOwnUser: (userId: string) => boolean
}

/** What is said when it takes long; chat is never answered with that. */
const announcement = (meant: Meant, t: Messages): string | undefined => {
  if (meant.kind === 'command') return t.audience.busy(meant.name)
  return meant.kind === 'confirm' ? t.audience.busyConfirming : undefined
}

/** Answers one message: exactly one answer event for a command or a confirmation, none for chat. */
export const createAnswer = <Ports>(parts: AnswerParts<Ports>) => {
  const { store, reply, choose, commands, voices, clock } = parts
  const heard = commands.map((command) => ({ ...command, options: optionsOf(command) }))
  /** What came in before this process began may have been handled by one that has ended. */
  const bornAt = clock()
  const typed = createTypedCommands(parts)
  const hints = createHints(store, clock)

  const takeBack = ({ item, event, place, signal }: Message, words: Words<'undo'>) => {
    const { addressed, code, replyTo } = words
    return parts.undo({ itemId: item.id, event, place, signal, addressed, code, replyTo })
  }

  const choice = async (
    message: Message,
    { text, replyTo }: Words<'number' | 'plain' | 'not-a-confirmation'>,
    number?: number,
  ) => {
    const chosen = await choose.answer(message, { number, text, replyTo })
    if (chosen === undefined) return undefined
    if (chosen.kind === 'plan') return chosen.plan
    return typed.late(message, chosen.name) ?? typed.goOn(message, chosen)
  }

  const short = createShortWords({ ...parts, hints, choice })

  const planFor = async (
    message: Message,
    meant: ReturnType<typeof parseMessage>,
  ): Promise<Plan | undefined> => {
    switch (meant.kind) {
      case 'ignore':
        return undefined
      case 'command':
        return typed.command(message, meant)
      case 'help':
        return typed.run(message, 'help', { words: [], options: {}, text: '' })
      case 'too-long':
        return saying([paragraph(message.t.bot.messageTooLong)])
      case 'suggest':
        return typed.suggestion(message, meant.names)
      case 'unknown':
        typed.noteFailure(message)
        return hints.unknown(message, meant.word, meant.text)
      case 'confirm':
        return short.confirmation(message, meant)
      case 'cancel':
        return short.cancellation(message, meant)
      case 'loose':
        return short.loose(message, meant)
      case 'undo':
        return takeBack(message, meant)
      case 'not-a-confirmation':
        return short.almost(message, meant)
      case 'number':
        return choice(message, meant, meant.value)
      case 'plain':
        return choice(message, meant)
      case 'edit':
        return typed.edited(message, meant)
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
    if (meant.kind === 'ignore') {
      const { threadId } = whereOf(event.content)
      if (meant.tried === true) typed.noteFailure({ event, threadId })
      return
    }
    // Ordinary chat asks nothing of the homeserver; whatever is sent is checked again in `reply`.
    const isChat = ['plain', 'number', 'loose'].includes(meant.kind)
    if (!isChat && (await parts.encryption.isEncrypted(event.roomId, 60_000))) return
    const t = await voices.at(place, event.sender)
    // An edit is answered where the edited message stands; the edit itself names no thread.
    const threadId =
      meant.kind === 'edit' ? typed.failedOne(meant.of, event)?.threadId : meant.threadId
    const asked: Asked = {
      itemId: item.id,
      event,
      threadId,
      // An edit is answered at the message that was edited: clients do not show the edit event itself.
      answers: meant.kind === 'edit' ? meant.of : event.eventId,
      since: item.receivedAt,
      isFirst: item.attempts === 0 && item.receivedAt > bornAt,
      t,
    }
    const what = meant.kind === 'edit' ? meant.message : meant
    const message = { item, event, place, signal, threadId, t }
    const plan = await politely(asked, announcement(what, t), () => planFor(message, meant))
    if (plan !== undefined) await reply.answer(asked, plan, signal)
  }
}
