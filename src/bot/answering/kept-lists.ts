import type { Args, KeptList, Outcome } from '../../commands/command.ts'
import type { ListedLines, Looked, Store } from '../../store/store.ts'
import type { Ruled } from '../access/policy.ts'
import type { RoomEvent } from '../gateway.ts'
import { argsShape } from './prompts.ts'

/** A line can be named by its number for so long; after that the record is asked anew. */
const listKnownMs = 60 * 60_000

const argsOf = (json: string): Args => argsShape.parse(JSON.parse(json))

/** What was listed and seen, remembered for who asked. */
export const createKeptLists = (
  store: Pick<Store, 'lastList' | 'saveList' | 'step'>,
  clock: () => number,
) => {
  /** Remembered for the message: a second try of `!meer` goes on from where its first try did. */
  const lastList = async ({
    roomId,
    sender,
    eventId,
  }: RoomEvent): Promise<KeptList | undefined> => {
    const kept = await store.step(eventId, 'last-list', () => store.lastList(roomId, sender))
    if (kept === undefined || clock() - kept.at > listKnownMs) return undefined
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
    }: { readonly command: Ruled; readonly args: Args; readonly event: RoomEvent },
    { more, beside }: Extract<Outcome, { kind: 'answer' }>,
    lines: ListedLines['lines'],
  ): Promise<void> => {
    if (beside === true) return
    // Numbers never name lines of an earlier answer, so one of the record without lines is kept too.
    if (lines.length === 0 && more === undefined && command.access !== 'read') return
    await store.saveList({
      roomId: event.roomId,
      userId: event.sender,
      command: command.name,
      args: JSON.stringify(args),
      more: more && JSON.stringify(more),
      at: clock(),
      lines,
    })
  }

  return { lastList, keepList, seenIn }
}
