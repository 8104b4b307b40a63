import type { Client } from '../../scripts/client.ts'
import type { World } from './world.ts'

/** A patient's two rooms. */
export type CareRooms = { readonly spaceId: string; readonly roomId: string }

/** Joins the next two rooms the bot invites to, which must be one patient's space and room. */
export const enterBoth = async (world: World, client: Client): Promise<CareRooms> => {
  const found: { spaceId?: string; roomId?: string } = {}
  const seen = new Set<string>()
  while (found.spaceId === undefined || found.roomId === undefined) {
    const roomId = await client.waitForInvite(
      (event) => event.sender === world.botUserId && !seen.has(event.room_id),
    )
    seen.add(roomId)
    await client.join(roomId)
    const create = await client.state(roomId, 'm.room.create')
    if (create['type'] === 'm.space') found.spaceId = roomId
    else found.roomId = roomId
  }
  return { spaceId: found.spaceId, roomId: found.roomId }
}

/** Joins the rooms of a patient another person is in already. */
export const follow = async (client: Client, { spaceId, roomId }: CareRooms): Promise<void> => {
  for (const id of [spaceId, roomId]) {
    await client.waitForInvite((event) => event.room_id === id)
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
