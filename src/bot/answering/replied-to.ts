import { bodyOf, whereOf } from '../../commands/typed/message.ts'
import { cleanMessage, withoutQuote } from '../../commands/typed/normalize.ts'
import type { RepliedTo } from '../../commands/typed/replied-to.ts'
import { MatrixError, type MatrixGateway, type RoomEvent } from '../gateway.ts'

/** Reads the message an event replies to, in the same room, as people see it now. */
export const readRepliedTo = async (
  gateway: Pick<MatrixGateway, 'event' | 'userId'>,
  { roomId, content }: Pick<RoomEvent, 'roomId' | 'content'>,
): Promise<RepliedTo> => {
  const { replyTo } = whereOf(content)
  if (replyTo === undefined) return { kind: 'none' }
  try {
    const found = await gateway.event(roomId, replyTo)
    const body = found?.type === 'm.room.message' ? bodyOf(found.content) : undefined
    if (found === undefined || body === undefined) return { kind: 'unreadable' }
    const { mayQuote } = whereOf(found.content)
    const { sender, originServerTs } = found
    return {
      kind: 'message',
      sender,
      own: sender === gateway.userId,
      body: cleanMessage(mayQuote ? withoutQuote(body) : body),
      at: new Date(originServerTs),
    }
  } catch (error) {
    if (!(error instanceof MatrixError) || error.retryable) throw error
    return { kind: 'unreadable' }
  }
}
