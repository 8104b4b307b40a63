import { z } from 'zod'
import { type Invitation, MatrixError } from '../gateway.ts'
import type { Call } from './matrix-client.ts'
import { shaped } from './shaped.ts'

const stripped = z.object({
  type: z.string(),
  state_key: z.string(),
  sender: z.string(),
  content: z.record(z.string(), z.unknown()),
})
const events = z.array(z.unknown())
const list = z.object({
  rooms: z.record(z.string(), z.object({ invite_state: events.optional() })).optional(),
})
const whole = z.object({
  rooms: z
    .object({
      invite: z.record(z.string(), z.object({ invite_state: z.object({ events }) })).optional(),
    })
    .optional(),
})

const nothing = { not_types: ['*'] }
/** Of the rooms the bot is in only that they are there. */
const onlyInvites = {
  presence: nothing,
  account_data: nothing,
  room: {
    state: nothing,
    timeline: { ...nothing, limit: 1 },
    ephemeral: nothing,
    account_data: nothing,
  },
}

const invitation = (roomId: string, state: readonly unknown[], userId: string): Invitation[] => {
  const own = state
    .flatMap((raw) => stripped.safeParse(raw).data ?? [])
    .find(({ type, state_key }) => type === 'm.room.member' && state_key === userId)
  return own?.content['membership'] === 'invite'
    ? [{ roomId, sender: own.sender, content: own.content }]
    : []
}

/** Sliding sync (MSC4186) lists invitations without looking at joined rooms, and takes no to-device messages away. */
const listed = async (call: Call, userId: string): Promise<readonly Invitation[]> => {
  const answer = await call(
    'POST',
    '/_matrix/client/unstable/org.matrix.simplified_msc3575/sync',
    {
      conn_id: 'invitations',
      lists: {
        invitations: {
          ranges: [[0, 999]],
          filters: { is_invite: true },
          required_state: [],
          timeline_limit: 0,
        },
      },
    },
    { timeout: '0' },
  )
  return Object.entries(shaped(list, answer).rooms ?? {}).flatMap(([roomId, room]) =>
    invitation(roomId, room.invite_state ?? [], userId),
  )
}

/** The first answer of `/sync` (Client-Server API, "Syncing"), which is slow for who is in many rooms. */
const synced = async (call: Call, userId: string): Promise<readonly Invitation[]> => {
  const filter = JSON.stringify(onlyInvites)
  const query = { timeout: '0', set_presence: 'offline', filter }
  const answer = await call('GET', '/_matrix/client/v3/sync', undefined, query)
  return Object.entries(shaped(whole, answer).rooms?.invite ?? {}).flatMap(([roomId, room]) =>
    invitation(roomId, room.invite_state.events, userId),
  )
}

/** Rooms a user is invited to; `/joined_rooms` does not name them. */
export const readInvitations = async (
  call: Call,
  userId: string,
): Promise<readonly Invitation[]> => {
  try {
    return await listed(call, userId)
  } catch (error) {
    const isUnknown = error instanceof MatrixError && error.code === 'M_UNRECOGNIZED'
    if (!isUnknown) throw error
    return synced(call, userId)
  }
}
