import type { Store } from '../../store/store.ts'
import { type Content, MatrixError, type MatrixGateway } from '../gateway.ts'

/** Where a command is typed: a room of a patient, a direct message, or a room that is neither. */
export type Place =
  | { readonly kind: 'room'; readonly patient: string }
  | { readonly kind: 'direct' }
  | { readonly kind: 'elsewhere' }

/** Key in the create event of a room that a bot of this kind made for a client. */
export const markerKey = 'nl-ta-chat.marker'

/** Whether a room was made under this marker. */
export const isMarked = (create: Content | undefined, marker: string): boolean =>
  create?.[markerKey] === marker

const remembered = 10_000

/**
 * What a room is to the bot: a client's room, a direct message, or elsewhere. Undefined for a client's room of another
 * organization's bot: there that one answers, and two answers would be one too many.
 */
export const createPlaces = (
  store: Pick<Store, 'linkOfRoom' | 'conversationOfRoom' | 'directUser'>,
  gateway: Pick<MatrixGateway, 'state'>,
): ((roomId: string) => Promise<Place | undefined>) => {
  // A create event never changes.
  const ofOthers = new Map<string, boolean>()

  const isOfOthers = async (roomId: string): Promise<boolean> => {
    const known = ofOthers.get(roomId)
    if (known !== undefined) return known
    const create = await gateway.state(roomId, 'm.room.create', '').catch((error: unknown) => {
      // The bot is not in the room (any more): nothing will be said there anyway.
      if (error instanceof MatrixError && !error.retryable) return undefined
      throw error
    })
    const answer = typeof create?.[markerKey] === 'string'
    if (ofOthers.size >= remembered) ofOthers.clear()
    ofOthers.set(roomId, answer)
    return answer
  }

  return async (roomId) => {
    const link = await store.linkOfRoom(roomId)
    if (link?.roomId === roomId) return { kind: 'room', patient: link.patient }
    const conversation = await store.conversationOfRoom(roomId)
    if (conversation !== undefined) return { kind: 'room', patient: conversation.patient }
    if ((await store.directUser(roomId)) !== undefined) return { kind: 'direct' }
    return link === undefined && (await isOfOthers(roomId)) ? undefined : { kind: 'elsewhere' }
  }
}
