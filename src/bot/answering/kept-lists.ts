import type { Args, KeptList, Outcome } from '../../commands/command.ts'
import { whereOf } from '../../commands/typed/message.ts'
import type { ListedLines, Looked, Store } from '../../store/store.ts'
import type { Ruled } from '../access/policy.ts'
import { MatrixError, type MatrixGateway, type RoomEvent } from '../gateway.ts'
import { argsShape } from './prompt-payload.ts'

/** A line can be named by its number for so long; after that the record is asked anew. */
const listKnownMs = 60 * 60_000

const argsOf = (json: string): Args => argsShape.parse(JSON.parse(json))

/** A list that goes on from an earlier one: its numbers count on. */
export type Before = Pick<ListedLines, 'at' | 'lines' | 'answers'>

/** What was listed and seen, remembered for who asked. */
export const createKeptLists = (
  store: Pick<Store, 'lastList' | 'saveList' | 'promptsOf' | 'step'>,
  gateway: Pick<MatrixGateway, 'event' | 'userId'>,
  clock: () => number,
) => {
  /** Remembered for the message: a second try of `!meer` goes on from where its first try did. */
  const keptFor = async ({
    roomId,
    sender,
    eventId,
  }: RoomEvent): Promise<ListedLines | undefined> => {
    const kept = await store.step(eventId, 'last-list', () => store.lastList(roomId, sender))
    return kept === undefined || clock() - kept.at > listKnownMs ? undefined : kept
  }

  const isOwn = async (roomId: string, eventId: string): Promise<boolean> => {
    try {
      const found = await gateway.event(roomId, eventId)
      return found === undefined || found.sender === gateway.userId
    } catch (error) {
      if (error instanceof MatrixError && !error.retryable) return true
      throw error
    }
  }

  /** Typed in reply to another message of the bot, or to one nobody can look up: the numbers may be of that one. */
  const isElsewhere = async (event: RoomEvent, { answers }: ListedLines): Promise<boolean> => {
    const { roomId, content } = event
    const { replyTo } = whereOf(content)
    if (replyTo === undefined || answers.includes(replyTo)) return false
    const prompts = await store.promptsOf(roomId)
    const isQuestion = prompts.some(
      ({ kind, promptEventId }) => kind === 'choose' && promptEventId === replyTo,
    )
    return !isQuestion && (await isOwn(roomId, replyTo))
  }

  /** The list the numbers in a message name; `elsewhere` when it replies to what is not the last one. */
  const lastList = async (event: RoomEvent): Promise<KeptList | 'elsewhere' | undefined> => {
    const kept = await keptFor(event)
    if (kept === undefined) return undefined
    if (await isElsewhere(event, kept)) return 'elsewhere'
    return {
      command: kept.command,
      args: argsOf(kept.args),
      more: kept.more === undefined ? undefined : argsOf(kept.more),
      at: new Date(kept.at),
      lines: kept.lines,
    }
  }

  /** What the first try of the message read: a second one may have read more than what was sent. */
  const seenIn = async ({ roomId, sender, eventId }: RoomEvent, until: Looked['until']) => ({
    roomId,
    userId: sender,
    until: await store.step(eventId, 'seen', () => Promise.resolve(until)),
  })

  const keepList = async (
    {
      command,
      args,
      event,
      before,
    }: {
      readonly command: Ruled
      readonly args: Args
      readonly event: RoomEvent
      readonly before?: Before
    },
    { more, beside }: Extract<Outcome, { kind: 'answer' }>,
    lines: ListedLines['lines'],
  ): Promise<boolean> => {
    if (beside === true) return false
    // Numbers never name lines of an earlier answer, so one of the record without lines is kept too.
    if (lines.length === 0 && more === undefined && command.access !== 'read') return false
    await store.saveList({
      roomId: event.roomId,
      userId: event.sender,
      command: command.name,
      args: JSON.stringify(args),
      more: more && JSON.stringify(more),
      at: before?.at ?? clock(),
      lines: [...(before?.lines ?? []), ...lines],
      askedBy: event.eventId,
      answers: before?.answers ?? [],
    })
    return true
  }

  return { lastList, keptFor, keepList, seenIn }
}
