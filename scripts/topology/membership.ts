import { asJson, type ClientEvent } from '../client/event.ts'
import type { Client } from '../client.ts'

const PATIENCE_MS = 45_000

const pathIn = (roomId: string, rest: string): string =>
  `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/${rest}`

/** Who is in a room now, as the homeserver of this client sees it; nobody in a room that is gone for it. */
export const membersOf = async (client: Client, roomId: string): Promise<readonly string[]> => {
  const path = pathIn(roomId, 'joined_members')
  const answer = await client.request('GET', path).catch(() => ({ joined: {} }))
  return Object.keys(asJson(answer['joined']))
}

/**
 * Does something, and waits until this client sees that somebody stands so in a room: as a later event than those seen
 * before says, so it must be a change. Each homeserver hears of it in its own time; what this client sends afterwards
 * comes after it at all of them.
 */
export const untilStands = async (
  client: Client,
  roomId: string,
  userId: string,
  membership: 'join' | 'leave',
  act: () => Promise<unknown>,
): Promise<void> => {
  const known = client.events(roomId).length
  await act()
  const stands = (event: ClientEvent): boolean =>
    event.room_id === roomId &&
    event.type === 'm.room.member' &&
    event.state_key === userId &&
    event.content['membership'] === membership &&
    client.events(roomId).indexOf(event) >= known
  await client.waitFor(stands, PATIENCE_MS, `${userId} to be ${membership}`)
}

/** Invites somebody into a room, and waits until the inviter sees that person in it. */
export const bringIn = (inviter: Client, roomId: string, userId: string): Promise<void> =>
  untilStands(inviter, roomId, userId, 'join', () => inviter.invite(roomId, userId))

/** Removes somebody from a room. */
export const putOut = async (remover: Client, roomId: string, userId: string): Promise<void> => {
  await remover.request('POST', pathIn(roomId, 'kick'), { body: { user_id: userId } })
}
