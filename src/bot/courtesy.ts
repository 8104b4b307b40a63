import type { MatrixGateway, RoomEvent } from './gateway.ts'

/** Signs of life for an answer that takes a moment. */
export type Courtesy = {
  /** Call the returned function when the answer is there. */
  begin(event: RoomEvent): () => void
}

const quietly = (work: Promise<void>) => {
  work.catch(() => {})
}

/** After a short while: a read receipt on the command, and typing until the answer is there. Failures are of no weight. */
export const createCourtesy = (
  gateway: Pick<MatrixGateway, 'receipt' | 'typing'>,
  afterMs = 300,
): Courtesy => {
  return {
    begin({ roomId, eventId }) {
      let typing: NodeJS.Timeout | undefined
      const first = setTimeout(() => {
        quietly(gateway.receipt(roomId, eventId))
        quietly(gateway.typing(roomId, true))
        typing = setInterval(() => quietly(gateway.typing(roomId, true)), 15_000)
      }, afterMs)
      return () => {
        clearTimeout(first)
        if (typing === undefined) return
        clearInterval(typing)
        quietly(gateway.typing(roomId, false))
      }
    },
  }
}
