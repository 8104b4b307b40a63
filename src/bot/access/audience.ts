import type { Reading } from '../../commands/command.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { MatrixGateway, Member } from '../gateway.ts'
import { personOf } from './access.ts'

/**
 * For whom an answer in a room would be (D.8): for professionals alone, with a client or relative among the readers, or
 * for nobody, because somebody there is unknown or could read it later.
 */
export type Audience = Reading | 'nobody' | 'later-readers'

/** A person of the client's own side. */
export const isLay = ({ kind }: Pick<TeamMember, 'kind'>): boolean =>
  kind === 'patient' || kind === 'related'

/** What the people who are in a room or invited to it make of it; whoever is nobody of the team makes it unsafe. */
export const readersOf = (
  members: readonly Member[],
  team: Team,
  botUserId: string,
): Reading | 'nobody' => {
  const present = members.filter(
    ({ userId, membership }) =>
      (membership === 'join' || membership === 'invite') && userId !== botUserId,
  )
  const people = present.map(({ userId }) => personOf(team, userId))
  if (people.some((person) => person === undefined)) return 'nobody'
  return people.some((person) => person !== undefined && isLay(person)) ? 'lay' : 'professional'
}

/** Whether nobody but this person and the bot is in a room or invited to it. */
export const isAloneIn = (members: readonly Member[], userId: string, botUserId: string): boolean =>
  members.every(
    (member) =>
      member.userId === userId ||
      member.userId === botUserId ||
      (member.membership !== 'join' && member.membership !== 'invite'),
  )

/** Whether who comes later can read what was written before, or anybody at all without ever coming in. */
const historyOf = async (
  gateway: Pick<MatrixGateway, 'state'>,
  roomId: string,
): Promise<'closed' | 'later-readers' | 'anybody'> => {
  const state = await gateway.state(roomId, 'm.room.history_visibility', '')
  const visibility = state?.['history_visibility']
  if (visibility === 'world_readable') return 'anybody'
  // Without the state a room's history is shared (Client-Server API, "Room History Visibility").
  return visibility === 'invited' || visibility === 'joined' ? 'closed' : 'later-readers'
}

/**
 * The readers with what the room's history makes of them: a client never reads along where later readers could, and
 * where anybody can read nobody is shown anything (D.8, 6).
 */
export const audienceWith = async (
  gateway: Pick<MatrixGateway, 'state'>,
  roomId: string,
  readers: Reading | 'nobody',
): Promise<Audience> => {
  if (readers === 'nobody') return readers
  const history = await historyOf(gateway, roomId)
  const isOpen = history === 'anybody' || (readers === 'lay' && history === 'later-readers')
  return isOpen ? 'later-readers' : readers
}

/** Who could read what is for one person alone. */
export const readersBeside = async (
  gateway: Pick<MatrixGateway, 'state' | 'userId'>,
  { roomId, members, userId }: Present,
): Promise<'nobody' | 'others' | 'later-readers'> => {
  if (!isAloneIn(members, userId, gateway.userId)) return 'others'
  return (await historyOf(gateway, roomId)) === 'anybody' ? 'later-readers' : 'nobody'
}

type Present = {
  readonly roomId: string
  readonly members: readonly Member[]
  readonly userId: string
}
