import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Store } from '../../store/store.ts'
import type { Encryption, Teams } from '../access/access.ts'
import { createMembers } from '../access/members.ts'
import type { MatrixGateway, RoomEvent } from '../gateway.ts'
import { createDirectAnswers } from './direct-answers.ts'
import { createDirectLook, createDirectRooms } from './direct-rooms.ts'
import { createPlaceholders } from './placeholder.ts'
import { createRepeats } from './repeats.ts'
import { createReply } from './reply.ts'
import { createShowing } from './showing.ts'
import { createVanishing } from './vanishing.ts'
import type { Voices } from './voices.ts'

/** What everything that is said in rooms rests on. */
export type SpeechParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly teams: Teams
  readonly careTeams: Pick<CareTeamReader, 'patientLine'>
  readonly encryption: Encryption
  readonly voices: Voices
  readonly clock: () => number
  readonly timeOf: (at: number) => string
  /** After so long an answer that may not stay is taken away. */
  readonly vanishAfterMs: number
  /** Within this time the very same answer is not given again in full. */
  readonly repeatWithinMs: number
}

/** Everything that is said: to whom, where, and what becomes of it. */
export const createSpeech = (parts: SpeechParts) => {
  const { gateway, store, encryption, voices, clock } = parts
  const t = voices.rooms
  const members = createMembers(gateway)
  const showing = createShowing({ ...parts, members, t })
  const directRooms = createDirectRooms({ gateway, store, encryption })
  const look = createDirectLook({ gateway, encryption })
  const vanishing = createVanishing({ ...parts, afterMs: parts.vanishAfterMs })
  const repeats = createRepeats(clock, parts.repeatWithinMs)
  const reply = createReply({
    ...parts,
    showing,
    isDirectStill: async (roomId, userId) => (await look(roomId, userId)) === 'fits',
    directly: createDirectAnswers({ ...parts, directRooms, showing }),
    placeholders: createPlaceholders(gateway, store),
    repeats,
    vanishing,
    t,
  })
  return {
    reply,
    members,
    directRooms,
    /** The work of a timer that takes an answer away. */
    vanish: vanishing.work,
    /** To be told of every event of a room, in order. */
    seen: (event: RoomEvent): void => {
      members.note(event)
      if (event.type === 'm.room.redaction') repeats.forget(event.roomId)
    },
  }
}
