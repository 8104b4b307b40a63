import type { CareTeamReader, Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { Links } from '../../store/store.ts'
import type { MatrixGateway } from '../gateway.ts'
import { type Deed, teamRead } from './audit-lines.ts'

/** Each entry of now under which this team names an account; none when two people claim it. */
const claimsOf = (team: Team, userId: string): readonly TeamMember[] => {
  const claims = team.members.filter((member) => member.userIds.includes(userId))
  const same = claims.every((member) => person(member) === person(claims[0]))
  return same ? claims.filter(({ kind, current }) => current && kind !== 'unknown') : []
}

/**
 * Whoever of this team an account belongs to now: a professional, the client or a relative. Who stands there in two
 * roles has the codes of both. An account claimed by two people belongs to nobody.
 */
export const personOf = (team: Team, userId: string): TeamMember | undefined => {
  const claims = claimsOf(team, userId)
  const [first] = claims
  if (first === undefined || claims.length === 1) return first
  const codes = claims.flatMap(({ roleCodes }) => roleCodes)
  return {
    ...first,
    roleCodes: [...new Map(codes.map((each) => [`${each.system} ${each.code}`, each])).values()],
  }
}

/** The same person in the role that gives the right, for who asks in the name of one role. */
export const inRole = (
  team: Team,
  userId: string,
  gives: (claim: TeamMember) => boolean,
): TeamMember | undefined => {
  const found = personOf(team, userId)
  const claim = claimsOf(team, userId).find(gives)
  return found && claim ? { ...claim, roleCodes: found.roleCodes } : found
}

/** The professional of this team that an account belongs to, now. */
export const professionalOf = (team: Team, userId: string): TeamMember | undefined => {
  const found = personOf(team, userId)
  return found?.kind === 'professional' ? found : undefined
}

const person = (member: TeamMember | undefined) => member?.practitioner ?? member?.ref

/** Somebody of whom no team knows anything. */
export const stranger = (userId: string): TeamMember => ({
  kind: 'unknown',
  ref: undefined,
  practitioner: undefined,
  userIds: [userId],
  name: undefined,
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: false,
})

/** Accounts of the team's current professionals. */
export const professionals = (team: Team): readonly string[] => [
  ...new Set(
    team.members
      .flatMap((member) => member.userIds)
      .filter((userId) => professionalOf(team, userId) !== undefined),
  ),
]

/** A team, and what the audit trail is to say of it: nothing when it was kept from before. */
export type SeenTeam = { readonly team: Team; readonly deeds: readonly Deed[] }

/** Teams as they were read a short while ago, for answers that show nothing of the record. */
export type Teams = {
  /** Read now; throws `FhirError`. */
  fresh(patient: string, signal: AbortSignal): Promise<SeenTeam>
  /** At most `maxAgeMs` old; read when there is none. */
  recent(patient: string, maxAgeMs: number, signal: AbortSignal): Promise<SeenTeam>
  /** As it was last read, if that was at most `maxAgeMs` ago; never read for this. */
  kept(patient: string, maxAgeMs: number): Team | undefined
}

/** Keeps at most `capacity` teams in memory. */
export const createTeams = (
  reader: Pick<CareTeamReader, 'team'>,
  clock: () => number = Date.now,
  capacity = 2000,
): Teams => {
  const known = new Map<string, { readonly team: Team; readonly at: number }>()
  const fresh: Teams['fresh'] = async (patient, signal) => {
    const sourced = await reader.team(patient, signal)
    const team = sourced.value
    known.delete(patient)
    known.set(patient, { team, at: clock() })
    const oldest = known.keys().next()
    if (known.size > capacity && oldest.done !== true) known.delete(oldest.value)
    return { team, deeds: teamRead(sourced) }
  }
  const kept: Teams['kept'] = (patient, maxAgeMs) => {
    const found = known.get(patient)
    return found !== undefined && clock() - found.at <= maxAgeMs ? found.team : undefined
  }
  return {
    fresh,
    kept,
    async recent(patient, maxAgeMs, signal) {
      const team = kept(patient, maxAgeMs)
      return team === undefined ? fresh(patient, signal) : { team, deeds: [] }
    },
  }
}

/** Whether a room is encrypted. Everything but a plain "there is no such state" counts as encrypted. */
export type Encryption = {
  /** `maxAgeMs` 0 asks the homeserver now. */
  isEncrypted(roomId: string, maxAgeMs: number): Promise<boolean>
  /** An encryption event was seen in this room. */
  note(roomId: string): Promise<void>
  /** Rooms the bot cannot answer in, those of before a restart too. */
  rooms(): Promise<readonly string[]>
}

export type EncryptionParts = {
  readonly gateway: Pick<MatrixGateway, 'state'>
  readonly store: Pick<Links, 'setting' | 'saveSetting'>
  readonly onFirst: (roomId: string) => void
  readonly clock: () => number
}

const encryptedRooms = 'encrypted rooms'

/** Remembers rooms that turned out to be encrypted for ever: encryption cannot be switched off. */
export const createEncryption = (parts: EncryptionParts): Encryption => {
  const { gateway, store, onFirst, clock } = parts
  let encrypted: Set<string> | undefined
  const plain = new Map<string, number>()

  const known = async (): Promise<Set<string>> => {
    if (encrypted !== undefined) return encrypted
    const kept: unknown = JSON.parse((await store.setting(encryptedRooms)) ?? '[]')
    const rooms = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
    encrypted ??= new Set(rooms)
    return encrypted
  }

  const note: Encryption['note'] = async (roomId) => {
    plain.delete(roomId)
    const rooms = await known()
    if (rooms.has(roomId)) return
    rooms.add(roomId)
    onFirst(roomId)
    await store.saveSetting(encryptedRooms, JSON.stringify([...rooms]))
  }

  return {
    note,
    rooms: async () => [...(await known())],
    async isEncrypted(roomId, maxAgeMs) {
      if ((await known()).has(roomId)) return true
      const seen = plain.get(roomId)
      if (seen !== undefined && clock() - seen < maxAgeMs) return false
      const state = await gateway.state(roomId, 'm.room.encryption', '')
      if (state !== undefined) await note(roomId)
      else {
        if (plain.size > 20_000) plain.clear()
        plain.set(roomId, clock())
      }
      return state !== undefined
    },
  }
}
