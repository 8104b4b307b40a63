import type { Client } from '../../scripts/client.ts'
import type { Forged, Peer } from './peer.ts'

/** Where something is forged: by whom, in which room, and through whose eyes the room is seen. */
export type Forging = {
  readonly peer: Peer
  readonly roomId: string
  readonly witness: Client
}

type Wanted = Readonly<Record<string, unknown>>

const forgeIn = (
  { peer, roomId, witness }: Forging,
  sender: string,
  allowedBy: readonly (readonly [type: string, stateKey: string])[],
  event: Wanted,
): Forged => {
  const seen = witness.events(roomId).filter(({ event_id: id }) => id.startsWith('$'))
  const lastOf = (type: string, key: string) =>
    seen.findLast((one) => one.type === type && one.state_key === key)?.event_id ?? []
  const create = seen.find(({ type }) => type === 'm.room.create')
  // From version 12 on the room's id is that of its first event, which is named no more.
  const first = create?.content['room_version'] === '12' ? [] : (create?.event_id ?? [])
  return peer.forge({
    room_id: roomId,
    sender,
    origin_server_ts: Date.now(),
    depth: 1000,
    prev_events: [seen.at(-1)?.event_id ?? ''],
    auth_events: [first, ...allowedBy.map(([type, key]) => lastOf(type, key))].flat(),
    ...event,
  })
}

/** A join of somebody of the peer's homeserver, fit for the room as the witness sees it. */
export const forgeJoin = (forging: Forging, userId: string): Forged =>
  forgeIn(
    forging,
    userId,
    [
      ['m.room.power_levels', ''],
      ['m.room.join_rules', ''],
      ['m.room.member', userId],
    ],
    { type: 'm.room.member', state_key: userId, content: { membership: 'join' } },
  )

/** A message of somebody of the peer's homeserver, fit for the room; it follows another event, or the last one seen. */
export const forgeMessage = (
  forging: Forging,
  userId: string,
  body: string,
  parent?: Forged,
): Forged =>
  forgeIn(
    forging,
    userId,
    [
      ['m.room.power_levels', ''],
      ['m.room.member', userId],
    ],
    {
      type: 'm.room.message',
      content: { msgtype: 'm.text', body },
      ...(parent === undefined ? {} : { prev_events: [parent.id], depth: 1001 }),
    },
  )
