import { pictureContent } from '../../reply/picture.ts'
import type { Asked, Plan } from '../answering/plan.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { txnIdOf } from './txn.ts'

/** A message that stands in a room, with all events that carry its words or numbers. */
export type Posted = { readonly roomId: string; readonly events: readonly [string, ...string[]] }

/** What posting a picture needs. */
export type PictureParts = {
  readonly gateway: Pick<MatrixGateway, 'upload' | 'send' | 'userId'>
  /** Whether it may be seen where its words stand: asked last, because somebody may have come in since these were sent. */
  readonly mayBeSeen: () => Promise<boolean>
}

/** Posts the same numbers as a picture; where it cannot be had, or not be shown any more, the words stand by themselves. */
export const withPicture = async (
  { gateway, mayBeSeen }: PictureParts,
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
    // Nothing stands between this and sending: uploading took its time.
    if (!(await mayBeSeen())) return posted
    const txnId = txnIdOf(asked.itemId, 'picture', gateway.userId)
    return { roomId, events: [...events, await gateway.send(roomId, content, txnId)] }
  } catch (error) {
    if (error instanceof MatrixError && !error.retryable) return posted
    throw error
  }
}
