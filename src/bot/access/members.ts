import type { MatrixGateway, Member, Membership, RoomEvent } from '../gateway.ts'

/** Who is in a room, as the homeserver says it, or as it was last told and has been seen to change since. */
export type Members = {
  /** Asked of the homeserver now. */
  now(roomId: string): Promise<readonly Member[]>
  /** From memory where that is known; never the last word on who may see something. */
  recent(
    roomId: string,
  ): Promise<{ readonly members: readonly Member[]; readonly isAsked: boolean }>
  /** A change of a member was seen. */
  note(event: RoomEvent): void
}

const memberships: readonly Membership[] = ['join', 'invite', 'knock', 'leave', 'ban']

/** Remembers at most `capacity` rooms. */
export const createMembers = (
  gateway: Pick<MatrixGateway, 'members'>,
  capacity = 2000,
): Members => {
  const known = new Map<string, ReadonlyMap<string, Member>>()

  const now: Members['now'] = async (roomId) => {
    const members = await gateway.members(roomId)
    known.delete(roomId)
    known.set(roomId, new Map(members.map((member) => [member.userId, member])))
    const oldest = known.keys().next()
    if (known.size > capacity && oldest.done !== true) known.delete(oldest.value)
    return members
  }

  return {
    now,
    async recent(roomId) {
      const kept = known.get(roomId)
      return kept === undefined
        ? { members: await now(roomId), isAsked: true }
        : { members: [...kept.values()], isAsked: false }
    },
    note({ type, roomId, stateKey, sender, content }) {
      const kept = known.get(roomId)
      if (type !== 'm.room.member' || stateKey === undefined || kept === undefined) return
      const membership = memberships.find((one) => one === content['membership'])
      if (membership === undefined) known.delete(roomId)
      else
        known.set(
          roomId,
          new Map([...kept, [stateKey, { userId: stateKey, membership, by: sender }]]),
        )
    },
  }
}
