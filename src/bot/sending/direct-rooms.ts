import type { Links } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'

/** What finding the direct message with somebody needs. */
export type DirectRoomsParts = {
  readonly gateway: Pick<MatrixGateway, 'members' | 'state' | 'createDirectRoom' | 'userId'>
  readonly store: Pick<Links, 'directRoom' | 'saveDirectRoom'>
  readonly encryption: Encryption
}

/** A room with nobody in it but this person and the bot; undefined when there is none to be had now. */
export type DirectRooms = (userId: string) => Promise<string | undefined>

const refused = (error: unknown): undefined => {
  if (error instanceof MatrixError && !error.retryable) return undefined
  throw error
}

/** Finds the direct message with a person, and makes one when there is none that can be used. Who is in it is asked each time. */
export const createDirectRooms = ({
  gateway,
  store,
  encryption,
}: DirectRoomsParts): DirectRooms => {
  /** `gone`: not a place to write to any more; `crowded`: somebody else is there or can read it. */
  const look = async (roomId: string, userId: string): Promise<'fits' | 'gone' | 'crowded'> => {
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

  return async (userId) => {
    const known = await store.directRoom(userId)
    const state = known === undefined ? 'gone' : await look(known, userId)
    if (state === 'fits') return known
    if (state === 'crowded') return undefined
    const made = await gateway.createDirectRoom(userId).catch(refused)
    if (made === undefined) return undefined
    await store.saveDirectRoom(userId, made)
    return (await look(made, userId)) === 'fits' ? made : undefined
  }
}
