import { randomBytes } from 'node:crypto'
import type { Messages } from '../../i18n/messages.ts'
import type { RoomLink, Store } from '../../store/store.ts'
import type { MatrixGateway } from '../gateway.ts'
import { createRoomMaker } from './client-rooms-maker.ts'
import { roomPowerLevels, spacePowerLevels } from './power-levels.ts'
import { randomRoomWords } from './room-names.ts'

/** A patient's link with both rooms there. */
export type ReadyLink = RoomLink & { readonly spaceId: string; readonly roomId: string }

export type ClientRooms = {
  /** The patient's space and room, made when they are not there yet; never twice, also after a crash at any point. */
  ensure(patient: string, professionals: readonly string[]): Promise<ReadyLink>
}

export type ClientRoomsParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly t: Messages
  /** Alias namespace of the original bridge, in the place of `careteam/` and `communicationrequest/`. */
  readonly aliasPrefix: string | undefined
  readonly roomVersion: string | undefined
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers?: readonly string[] | undefined
  readonly newNonce?: () => string
}

/** Makes and finds the rooms of patients. The alias is the lock, the marker in the create event the second one. */
export const createClientRooms = (parts: ClientRoomsParts): ClientRooms => {
  const { store, t } = parts
  const maker = createRoomMaker(parts)
  const newNonce = parts.newNonce ?? (() => randomBytes(12).toString('hex'))
  const spaceAlias = (nonce: string) => `${parts.aliasPrefix ?? 'careteam/'}${nonce}`
  const roomAlias = (nonce: string) =>
    parts.aliasPrefix === undefined
      ? `communicationrequest/${nonce}`
      : `${parts.aliasPrefix}${nonce}_1`

  const freeName = async (): Promise<string> => {
    for (let tries = 0; ; tries += 1) {
      const name = t.bot.roomName(randomRoomWords(tries > 3))
      if (!(await store.nameTaken(name))) return name
    }
  }

  const base = (link: RoomLink) => ({
    name: link.name,
    roomVersion: parts.roomVersion,
    topic: t.bot.roomTopic,
  })

  return {
    async ensure(patient, professionals) {
      const before = await store.linkOfPatient(patient)
      const link = before ?? (await store.openLink(patient, newNonce(), await freeName()))
      if (link.spaceId !== undefined && link.roomId !== undefined)
        return { ...link, spaceId: link.spaceId, roomId: link.roomId }
      const resumed = before !== undefined
      const spaceId =
        link.spaceId ??
        (await maker.ensureRoom(
          {
            ...base(link),
            aliasLocalpart: spaceAlias(link.nonce),
            space: true,
            marker: `${link.nonce}/space`,
            powerLevels: spacePowerLevels(professionals),
          },
          { resumed },
        ))
      await store.saveSpace(patient, spaceId)
      const roomId = await maker.ensureRoom(
        {
          ...base(link),
          aliasLocalpart: roomAlias(link.nonce),
          space: false,
          marker: `${link.nonce}/room`,
          powerLevels: roomPowerLevels(professionals),
        },
        { resumed, spaceId },
      )
      await maker.place(spaceId, roomId, '01')
      await store.saveRoom(patient, roomId)
      return { ...link, spaceId, roomId }
    },
  }
}
