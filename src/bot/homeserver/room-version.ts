import type { Content, PowerLevels, RoomSpec } from '../gateway.ts'
import { markerKey } from '../rooms/places.ts'

/**
 * Whether a room version gives its creator unlimited power and forbids naming the creator in `users` of the power
 * levels (room version 12 and later, MSC4289). Unknown unstable versions are named after the stable one they extend.
 */
export const creatorIsPrivileged = (version: string): boolean => {
  if (version.startsWith('org.matrix.hydra')) return true
  const number = /(\d+)$/.exec(version)?.[1]
  return number === undefined || Number(number) >= 12
}

/** The power levels for a room version: before 12 the creator must stand in `users`, from 12 on it must not. */
export const fitPowerLevels = (
  levels: PowerLevels,
  version: string,
  creator: string,
): PowerLevels => {
  const { [creator]: _, ...users } = levels.users
  return {
    ...levels,
    users: creatorIsPrivileged(version) ? users : { [creator]: 100, ...users },
  }
}

/** The body of `POST /createRoom`. A wrong one leaves an orphan room behind a 400, so it is built to fit at once. */
export const createRoomBody = (spec: RoomSpec, version: string, creator: string): Content => ({
  room_version: version,
  visibility: 'private',
  preset: 'private_chat',
  name: spec.name,
  ...(spec.topic === undefined ? {} : { topic: spec.topic }),
  room_alias_name: spec.aliasLocalpart,
  creation_content: {
    ...(spec.space ? { type: 'm.space' } : {}),
    [markerKey]: spec.marker,
  },
  initial_state: spec.initialState.map(({ type, stateKey, content }) => ({
    type,
    state_key: stateKey,
    content,
  })),
  power_level_content_override: fitPowerLevels(spec.powerLevels, version, creator),
})
