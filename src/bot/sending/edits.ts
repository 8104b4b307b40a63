import { editContent, noticeContent } from '../../reply/content.ts'
import { firstLineEdit } from '../../reply/first-line.ts'
import type { Encryption } from '../access/access.ts'
import type { Edit } from '../answering/plan.ts'
import { type Content, MatrixError, type MatrixGateway, type RoomEvent } from '../gateway.ts'
import type { Showing } from './showing.ts'
import { txnIdOf } from './txn.ts'

/** What giving earlier messages a new text needs. */
export type EditsParts = {
  readonly gateway: Pick<MatrixGateway, 'event' | 'send' | 'userId'>
  readonly encryption: Encryption
  readonly showing: Pick<Showing, 'shownIn'>
}

/** Gives earlier messages of the bot a new text, or a new first line; only that where somebody may not see the rest. */
export const createEdits = ({ gateway, encryption, showing }: EditsParts) => {
  /** What an event of the bot says now, as people see it; undefined when it cannot be read. */
  const saidIn = async (roomId: string, eventId: string): Promise<Content | undefined> => {
    try {
      const found = await gateway.event(roomId, eventId)
      return found?.sender === gateway.userId ? found.content : undefined
    } catch (error) {
      if (error instanceof MatrixError && !error.retryable) return undefined
      throw error
    }
  }

  return async (
    itemId: string,
    change: Edit,
    at: { readonly roomId: string; readonly event?: RoomEvent },
    signal: AbortSignal,
  ): Promise<void> => {
    const { roomId } = at
    if (await encryption.isEncrypted(roomId, 0)) return
    const { eventId, patient } = change
    const { document, isWhole } = await showing.shownIn({ ...at, patient }, change, signal)
    const keeps = change.keepsRest === true && isWhole
    const now = keeps ? await saidIn(roomId, eventId) : undefined
    const content =
      now === undefined
        ? editContent({ eventId, original: noticeContent({ document }), document })
        : firstLineEdit(eventId, now, document)
    await gateway.send(roomId, content, txnIdOf(itemId, `edit ${eventId}`, gateway.userId))
  }
}
