import type { Links } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { createDirectMaking, type DirectMakingParts } from './direct-room-making.ts'

/** What finding the direct message with somebody needs. */
export type DirectRoomsParts = DirectMakingParts & {
  readonly store: Pick<Links, 'directRoom'>
  readonly encryption: Encryption
}

/** A room with nobody in it but this person and the bot; undefined when there is none to be had now. */
export type DirectRooms = (userId: string) => Promise<string | undefined>

/** `gone`: not a place to write to any more; `crowded`: somebody else is there or can read it. */
export type DirectLook = (roomId: string, userId: string) => Promise<'fits' | 'gone' | 'crowded'>

const refused = (error: unknown): undefined => {
  if (error instanceof MatrixError && !error.retryable) return undefined
  throw error
}

/** Asks the homeserver whether a room is a direct message with this person now. */
export const createDirectLook =
  ({
    gateway,
    encryption,
  }: {
    readonly gateway: Pick<MatrixGateway, 'members' | 'state' | 'userId'>
    readonly encryption: Encryption
  }): DirectLook =>
  async (roomId, userId) => {
    const members = await gateway.members(roomId).catch(refused)
    if (members === undefined) return 'gone'
    const present = members
      .filter(({ membership }) => membership === 'join' || membership === 'invite')
      .map((member) => member.userId)
    if (present.some((one) => one !== userId && one !== gateway.userId)) return 'crowded'
    if (!present.includes(userId)) return 'gone'
    if (await encryption.isEncrypted(roomId, 0)) return 'gone'
    const history = await gateway.state(roomId, 'm.room.history_visibility', '')
    return history?.['history_visibility'] === 'world_readable' ? 'crowded' : 'fits'
  }

/** Finds the direct message with a person, and makes one when there is none that can be used. Who is in it is asked each time. */
export const createDirectRooms = (parts: DirectRoomsParts): DirectRooms => {
  const { store } = parts
  const look = createDirectLook(parts)
  const make = createDirectMaking(parts)
  /** Two answers to one person at the same time share the room that is made for them. */
  const underWay = new Map<string, Promise<string | undefined>>()

  const find = async (userId: string): Promise<string | undefined> => {
    const known = await store.directRoom(userId)
    const state = known === undefined ? 'gone' : await look(known, userId)
    if (state === 'fits') return known
    if (state === 'crowded') return undefined
    const made = await make(userId).catch(refused)
    if (made === undefined) return undefined
    return (await look(made, userId)) === 'fits' ? made : undefined
  }

  return async (userId) => {
    // One after the other: who is there is asked for each answer, also of a room another one made.
    const earlier = underWay.get(userId)?.catch(() => undefined)
    const finding = Promise.resolve(earlier).then(() => find(userId))
    underWay.set(userId, finding)
    try {
      return await finding
    } finally {
      if (underWay.get(userId) === finding) underWay.delete(userId)
    }
  }
}
