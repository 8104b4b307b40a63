import { randomBytes } from 'node:crypto'
import type { Messages } from '../i18n/messages.ts'
import type { RoomLink, Store } from '../store/store.ts'
import { type Content, MatrixError, type MatrixGateway, type RoomSpec } from './gateway.ts'
import { isMarked } from './places.ts'
import { roomPowerLevels, spacePowerLevels } from './power-levels.ts'
import { randomRoomWords } from './room-names.ts'
import { fitPowerLevels } from './room-version.ts'
import { serverAcl, serverAclType } from './server-acl.ts'

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

const closedRoom = [
  { type: 'm.room.join_rules', stateKey: '', content: { join_rule: 'invite' } },
  { type: 'm.room.guest_access', stateKey: '', content: { guest_access: 'forbidden' } },
  // A person sees what is written after the invitation, so that a later member reads no earlier words.
  { type: 'm.room.history_visibility', stateKey: '', content: { history_visibility: 'invited' } },
] as const

/** Makes and finds the rooms of patients. The alias is the lock, the marker in the create event the second one. */
export const createClientRooms = (parts: ClientRoomsParts): ClientRooms => {
  const { gateway, store, t } = parts
  const initialState =
    parts.servers === undefined
      ? closedRoom
      : [...closedRoom, { type: serverAclType, stateKey: '', content: serverAcl(parts.servers) }]
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

  /** A room that an earlier try made, but whose id was not kept: found by its marker among the joined rooms. */
  const orphan = async (marker: string): Promise<string | undefined> => {
    for (const roomId of await gateway.joinedRooms()) {
      if ((await store.linkOfRoom(roomId)) !== undefined) continue
      if (isMarked(await gateway.state(roomId, 'm.room.create', ''), marker)) return roomId
    }
    return undefined
  }

  /** A room whose making the homeserver broke off lacks what comes after its first events, the power levels first. */
  const complete = async (roomId: string, spec: RoomSpec): Promise<string> => {
    const version = (await gateway.state(roomId, 'm.room.create', ''))?.['room_version']
    const levels = fitPowerLevels(
      spec.powerLevels,
      typeof version === 'string' ? version : '1',
      gateway.userId,
    )
    const wanted = [
      { type: 'm.room.power_levels', stateKey: '', content: levels },
      ...spec.initialState,
      { type: 'm.room.name', stateKey: '', content: { name: spec.name } },
      ...(spec.topic === undefined
        ? []
        : [{ type: 'm.room.topic', stateKey: '', content: { topic: spec.topic } }]),
    ]
    for (const { type, stateKey, content } of wanted)
      if ((await gateway.state(roomId, type, stateKey)) === undefined)
        await gateway.setState(roomId, type, stateKey, content)
    return roomId
  }

  const ensureOne = async (spec: RoomSpec, resumed: boolean): Promise<string> => {
    const there =
      (await gateway.roomOfAlias(spec.aliasLocalpart)) ??
      (resumed ? await orphan(spec.marker) : undefined)
    if (there !== undefined) {
      try {
        return await complete(there, spec)
      } catch (error) {
        if (!(error instanceof MatrixError) || error.status !== 403) throw error
        // The homeserver stopped before it let the bot into the room it was making: nobody ever comes in there again.
        await gateway.removeAlias(spec.aliasLocalpart)
      }
    }
    try {
      return await gateway.createRoom(spec)
    } catch (error) {
      const taken = error instanceof MatrixError && error.code === 'M_ROOM_IN_USE'
      const made = taken ? await gateway.roomOfAlias(spec.aliasLocalpart) : undefined
      if (made === undefined) throw error
      return complete(made, spec)
    }
  }

  const ensureState = async (roomId: string, type: string, key: string, content: Content) => {
    const current = await gateway.state(roomId, type, key)
    if (current === undefined || current['via'] === undefined)
      await gateway.setState(roomId, type, key, content)
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
      const via = [gateway.serverName]
      const resumed = before !== undefined
      const spaceId =
        link.spaceId ??
        (await ensureOne(
          {
            ...base(link),
            aliasLocalpart: spaceAlias(link.nonce),
            space: true,
            marker: `${link.nonce}/space`,
            initialState,
            powerLevels: spacePowerLevels(professionals),
          },
          resumed,
        ))
      await store.saveSpace(patient, spaceId)
      const parent = { via, canonical: true }
      const roomId = await ensureOne(
        {
          ...base(link),
          aliasLocalpart: roomAlias(link.nonce),
          space: false,
          marker: `${link.nonce}/room`,
          initialState: [
            ...initialState,
            { type: 'm.space.parent', stateKey: spaceId, content: parent },
          ],
          powerLevels: roomPowerLevels(professionals),
        },
        resumed,
      )
      await ensureState(roomId, 'm.space.parent', spaceId, parent)
      await ensureState(spaceId, 'm.space.child', roomId, { via, order: '01', suggested: true })
      await store.saveRoom(patient, roomId)
      return { ...link, spaceId, roomId }
    },
  }
}
