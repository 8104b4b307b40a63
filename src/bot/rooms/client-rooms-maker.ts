import type { Store } from '../../store/store.ts'
import { type Content, MatrixError, type MatrixGateway, type RoomSpec } from '../gateway.ts'
import { fitPowerLevels } from '../homeserver/room-version.ts'
import { isMarked } from './places.ts'
import { serverAcl, serverAclType } from './server-acl.ts'

/** Makes rooms that are made once, however often it is tried. */
export type RoomMaker = {
  /** The room of this alias and marker, whole. */
  ensureRoom(spec: BareSpec, how: How): Promise<string>
  /** Room and space point at each other; `order` sorts the room there. */
  place(spaceId: string, roomId: string, order: string): Promise<void>
}

type BareSpec = Omit<RoomSpec, 'initialState'>
/** `resumed`: an earlier try may have made the room without its id being kept. `spaceId`: where the room is to be. */
type How = { readonly resumed: boolean; readonly spaceId?: string }

/** What making a room needs. */
export type RoomMakerParts = {
  readonly gateway: MatrixGateway
  readonly store: Pick<Store, 'linkOfRoom' | 'conversationOfRoom'>
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers?: readonly string[] | undefined
}

const closedRoom = [
  { type: 'm.room.join_rules', stateKey: '', content: { join_rule: 'invite' } },
  { type: 'm.room.guest_access', stateKey: '', content: { guest_access: 'forbidden' } },
  // A person sees what is written after the invitation, so that a later member reads no earlier words.
  { type: 'm.room.history_visibility', stateKey: '', content: { history_visibility: 'invited' } },
] as const

/** The alias is the lock against a second room, the marker in the create event the second one. */
export const createRoomMaker = ({ gateway, store, servers }: RoomMakerParts): RoomMaker => {
  const initialState =
    servers === undefined
      ? closedRoom
      : [...closedRoom, { type: serverAclType, stateKey: '', content: serverAcl(servers) }]

  const isKnown = async (roomId: string): Promise<boolean> =>
    (await store.linkOfRoom(roomId)) !== undefined ||
    (await store.conversationOfRoom(roomId)) !== undefined

  /** A room that an earlier try made, but whose id was not kept: found by its marker among the joined rooms. */
  const orphan = async (marker: string): Promise<string | undefined> => {
    for (const roomId of await gateway.joinedRooms()) {
      if (await isKnown(roomId)) continue
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

  const ensureState = async (roomId: string, type: string, key: string, content: Content) => {
    const current = await gateway.state(roomId, type, key)
    if (current === undefined || current['via'] === undefined)
      await gateway.setState(roomId, type, key, content)
  }

  const parentOf = () => ({ via: [gateway.serverName], canonical: true })

  return {
    async ensureRoom(bare, { resumed, spaceId }) {
      const parents =
        spaceId === undefined
          ? []
          : [{ type: 'm.space.parent', stateKey: spaceId, content: parentOf() }]
      const spec = { ...bare, initialState: [...initialState, ...parents] }
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
    },
    async place(spaceId, roomId, order) {
      const { via, canonical } = parentOf()
      await ensureState(roomId, 'm.space.parent', spaceId, { via, canonical })
      await ensureState(spaceId, 'm.space.child', roomId, { via, order, suggested: true })
    },
  }
}
