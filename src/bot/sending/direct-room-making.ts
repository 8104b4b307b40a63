import { randomBytes } from 'node:crypto'
import type { Links } from '../../store/store.ts'
import { type Content, MatrixError, type MatrixGateway } from '../gateway.ts'

/** Key in the create event of a direct message that the bot made, by which it is found again. */
export const directKey = 'nl-ta-chat.direct'

/** What making a direct message needs. */
export type DirectMakingParts = {
  readonly gateway: Pick<
    MatrixGateway,
    'members' | 'state' | 'setState' | 'invite' | 'joinedRooms' | 'createDirectRoom' | 'userId'
  >
  readonly store: Pick<Links, 'directUser' | 'setting' | 'saveSetting' | 'saveDirectRoom'>
  readonly newNonce?: () => string
}

const settingOf = (userId: string) => `making the direct room of ${userId}`

const isMade = (create: Content | undefined, nonce: string): boolean =>
  create?.[directKey] === nonce

/**
 * Makes the direct message with a person once: its mark is kept before it is made, so that after a crash the room is
 * found among the joined ones. It has no alias to be a lock, because aliases are for everybody to see.
 */
export const createDirectMaking = (parts: DirectMakingParts) => {
  const { gateway, store } = parts
  const newNonce = parts.newNonce ?? (() => randomBytes(12).toString('hex'))

  const marked = async (userId: string, nonce: string): Promise<string | undefined> => {
    for (const roomId of await gateway.joinedRooms()) {
      if ((await store.directUser(roomId)) !== undefined) continue
      const create = await gateway.state(roomId, 'm.room.create', '').catch((error: unknown) => {
        if (error instanceof MatrixError && !error.retryable) return undefined
        throw error
      })
      if (!isMade(create, nonce)) continue
      const before = (await gateway.members(roomId)).find((one) => one.userId === userId)
      // Who went away from it is not asked in again.
      if (before === undefined || before.membership === 'join' || before.membership === 'invite')
        return roomId
    }
    return undefined
  }

  /** A room whose making the homeserver broke off lacks what comes after its first events, the invitation last. */
  const complete = async (roomId: string, userId: string): Promise<string> => {
    const type = 'm.room.history_visibility'
    const history = await gateway.state(roomId, type, '')
    if (history?.['history_visibility'] !== 'invited')
      await gateway.setState(roomId, type, '', { history_visibility: 'invited' })
    const members = await gateway.members(roomId)
    if (!members.some((one) => one.userId === userId)) await gateway.invite(roomId, userId)
    return roomId
  }

  /** The room, kept as the direct message with this person. */
  return async (userId: string): Promise<string> => {
    const kept = await store.setting(settingOf(userId))
    const isResumed = kept !== undefined && kept !== ''
    const nonce = isResumed ? kept : newNonce()
    if (!isResumed) await store.saveSetting(settingOf(userId), nonce)
    const there = isResumed ? await marked(userId, nonce) : undefined
    const roomId =
      there === undefined
        ? await gateway.createDirectRoom(userId, { [directKey]: nonce })
        : await complete(there, userId)
    await store.saveDirectRoom(userId, roomId)
    await store.saveSetting(settingOf(userId), '')
    return roomId
  }
}
