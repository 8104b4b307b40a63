import { pictureContent } from '../../reply/picture.ts'
import type { Asked, Plan } from '../answering/plan.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { txnIdOf } from './txn.ts'

/** A message that stands in a room, with all events that carry its words or numbers. */
export type Posted = { readonly roomId: string; readonly events: readonly [string, ...string[]] }

/** Posts the same numbers as a picture; where it cannot be had the words stand by themselves. */
export const withPicture = async (
  gateway: Pick<MatrixGateway, 'upload' | 'send' | 'userId'>,
  asked: Asked,
  plan: Plan,
  posted: Posted,
): Promise<Posted> => {
  const { picture } = plan
  if (picture === undefined) return posted
  const { roomId, events } = posted
  const { thumbnail, filename, blurhash, caption } = picture
  const uploaded = async ({ png, width, height }: Omit<typeof thumbnail, 'filename'>) => ({
    url: await gateway.upload(png, 'image/png', filename),
    bytes: png.byteLength,
    width,
    height,
  })
  try {
    const content = pictureContent({
      picture: await uploaded(picture),
      thumbnail: await uploaded(thumbnail),
      blurhash,
      filename,
      caption,
      inReplyTo: events[0],
      threadId: roomId === asked.event.roomId ? asked.threadId : undefined,
    })
    const txnId = txnIdOf(asked.itemId, 'picture', gateway.userId)
    return { roomId, events: [...events, await gateway.send(roomId, content, txnId)] }
  } catch (error) {
    if (error instanceof MatrixError && !error.retryable) return posted
    throw error
  }
}
