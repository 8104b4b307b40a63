import type { MatrixGateway, RoomEvent } from '../gateway.ts'

/** Signs of life for an answer that takes a moment. */
export type Courtesy = {
  /**
   * Call the returned function when the answer is there; it tells whether `announce` was called, once that is done.
   * `announce` says in words that the answer is under way.
   */
  begin(event: RoomEvent, announce?: () => Promise<void>): () => Promise<boolean>
}

const quietly = async (work: Promise<void>): Promise<void> => {
  await work.catch(() => {})
}

/**
 * After a short while: a read receipt on the command, and typing until the answer is there; after a long one, words.
 * Failures are of no weight.
 */
export const createCourtesy = (
  gateway: Pick<MatrixGateway, 'receipt' | 'typing'>,
  { afterMs = 300, announcedAfterMs = 5000 }: { afterMs?: number; announcedAfterMs?: number } = {},
): Courtesy => {
  return {
    begin({ roomId, eventId }, announce) {
      let typing: NodeJS.Timeout | undefined
      let announced: Promise<void> | undefined
      const first = setTimeout(() => {
        void quietly(gateway.receipt(roomId, eventId))
        void quietly(gateway.typing(roomId, true))
        typing = setInterval(() => void quietly(gateway.typing(roomId, true)), 15_000)
      }, afterMs)
      const second =
        announce &&
        setTimeout(() => {
          announced = quietly(announce())
        }, announcedAfterMs)
      return async () => {
        clearTimeout(first)
        clearTimeout(second)
        if (typing !== undefined) {
          clearInterval(typing)
          void quietly(gateway.typing(roomId, false))
        }
        await announced
        return announced !== undefined
      }
    },
  }
}
