import type { PowerLevels } from '../gateway.ts'

/** Level of a care professional in the rooms of a client (netwerkcommunicatie, power levels). */
const professionalLevel = 75

const users = (professionals: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(professionals.map((userId) => [userId, professionalLevel]))

/** What only the bot may change, in space and room: the specification's template leaves these at 75. */
const guarded = {
  'm.room.power_levels': 100,
  'm.room.history_visibility': 100,
  'm.room.join_rules': 100,
  'm.room.tombstone': 100,
  'm.room.server_acl': 100,
  'm.room.encryption': 100,
  'm.room.canonical_alias': 100,
} as const

/** Power levels of a client's space: the specification's template, mended where it cannot work. */
export const spacePowerLevels = (professionals: readonly string[]): PowerLevels => ({
  events: {
    ...guarded,
    'm.room.name': 100,
    'm.room.topic': 100,
    'm.room.member': 75,
    'm.space.child': 50,
  },
  events_default: 100,
  invite: 75,
  kick: 100,
  ban: 100,
  redact: 100,
  state_default: 100,
  users_default: 25,
  notifications: { room: 75 },
  users: users(professionals),
})

/** Power levels of a client's room: people may write, answer and take back their own words. */
export const roomPowerLevels = (professionals: readonly string[]): PowerLevels => ({
  events: {
    ...guarded,
    'm.room.message': 25,
    'm.room.encrypted': 25,
    'm.reaction': 25,
    'm.room.redaction': 25,
    'm.room.name': 75,
    'm.room.topic': 75,
    'm.room.member': 50,
  },
  events_default: 75,
  invite: 50,
  kick: 75,
  ban: 100,
  redact: 75,
  state_default: 75,
  users_default: 25,
  notifications: { room: 50 },
  users: users(professionals),
})

/**
 * The `users` map after the team changed: professionals of the team get their level, those who left lose it, everybody
 * else (the bot among them) stays. Undefined when nothing changes.
 */
export const adjustedUsers = (
  current: Readonly<Record<string, number>>,
  professionals: readonly string[],
  left: readonly string[],
): Readonly<Record<string, number>> | undefined => {
  const kept = Object.entries(current).filter(([userId]) => !left.includes(userId))
  const next = { ...Object.fromEntries(kept), ...missingLevels(current, professionals) }
  const same =
    Object.keys(next).length === Object.keys(current).length &&
    Object.entries(next).every(([userId, level]) => current[userId] === level)
  return same ? undefined : next
}

const missingLevels = (
  current: Readonly<Record<string, number>>,
  professionals: readonly string[],
): Readonly<Record<string, number>> =>
  users(professionals.filter((userId) => (current[userId] ?? 0) < professionalLevel))
