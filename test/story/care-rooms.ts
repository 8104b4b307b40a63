import { asList, readEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

/** A patient's two rooms. */
export type CareRooms = { readonly spaceId: string; readonly roomId: string }

// A busy machine makes rooms slowly.
const patienceMs = 30_000

/** The space a room names as its own. */
const parentOf = async (client: Client, roomId: string): Promise<string> => {
  const { state_key: spaceId = '' } = await client.waitFor(
    (event) => event.room_id === roomId && event.type === 'm.space.parent',
    patienceMs,
  )
  return spaceId
}

/** Joins a patient's room and its space: the first the bot invites to, of those that are not known yet. */
export const enterBoth = async (
  world: World,
  client: Client,
  known: readonly CareRooms[] = [],
): Promise<CareRooms> => {
  const seen = new Set(known.flatMap(({ spaceId, roomId }) => [spaceId, roomId]))
  for (;;) {
    const roomId = await client.waitForInvite(
      (event) => event.sender === world.botUserId && !seen.has(event.room_id),
      patienceMs,
    )
    seen.add(roomId)
    await client.join(roomId)
    const create = await client.state(roomId, 'm.room.create')
    if (create['type'] === 'm.space') continue
    const spaceId = await parentOf(client, roomId)
    await client.join(spaceId)
    return { spaceId, roomId }
  }
}

/** Joins the rooms of a patient another person is in already. */
const follow = async (client: Client, { spaceId, roomId }: CareRooms): Promise<void> => {
  for (const id of [spaceId, roomId]) {
    await client.waitForInvite((event) => event.room_id === id, patienceMs)
    await client.join(id)
  }
}

/** The rooms of the demonstration's first client, with the whole team in them: the pharmacist is on that team alone. */
export const enterFirstClient = async (world: World) => {
  const [pharmacist, nurse, doctor] = await Promise.all([
    world.person('apotheker'),
    world.person('wijkverpleegkundige'),
    world.person('huisarts'),
  ])
  const rooms = await enterBoth(world, pharmacist)
  await Promise.all([follow(nurse, rooms), follow(doctor, rooms)])
  return { ...rooms, pharmacist, nurse, doctor }
}

/** How everybody stands who ever was in this room or invited to it. */
export const membershipsOf = async (
  client: Client,
  roomId: string,
): Promise<ReadonlyMap<string, string>> => {
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/members`
  const answer = await client.request('GET', path)
  return new Map(
    asList(answer['chunk']).map((value): readonly [string, string] => {
      const event = readEvent(roomId, value)
      return [event.state_key ?? '', String(event.content['membership'])]
    }),
  )
}

/** Waits until somebody stands so in both rooms of a patient. */
export const untilMember = async (
  client: Client,
  { spaceId, roomId }: CareRooms,
  userId: string,
  membership: string,
): Promise<void> => {
  for (const id of [spaceId, roomId])
    await until(`${userId} to be ${membership}`, async () =>
      (await membershipsOf(client, id)).get(userId) === membership ? true : undefined,
    )
}
