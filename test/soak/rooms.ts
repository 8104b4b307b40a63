import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../scripts/client.ts'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import type { RoomLink } from '../../src/store/store.ts'

/** The links the bot has made so far, read beside it. */
const linksIn = async (database: string): Promise<readonly RoomLink[]> => {
  const store = await createSqliteStore({ file: database, beside: true })
  try {
    return await store.links()
  } finally {
    await store.close()
  }
}

/** The room of each patient, once there are this many. */
export const roomsOf = async (
  database: string,
  patients: number,
  timeoutMs: number,
): Promise<ReadonlyMap<string, string>> => {
  const until = Date.now() + timeoutMs
  while (Date.now() < until) {
    const rooms = new Map<string, string>()
    for (const { patient, roomId } of await linksIn(database).catch(() => []))
      if (roomId !== undefined) rooms.set(patient, roomId)
    if (rooms.size === patients) return rooms
    await wait(50)
  }
  throw new Error(`no rooms for ${patients} patients within ${timeoutMs} ms`)
}

/** Whether the bot has read the record once, so that what changes from now on is news. */
export const hasReadRecord = async (database: string): Promise<boolean> => {
  const store = await createSqliteStore({ file: database, beside: true })
  try {
    return (await store.cursor('Observation')) !== undefined
  } finally {
    await store.close()
  }
}

/** Accepts the invitation to this room, when it has come. */
export const enterRoom = async (person: Client, roomId: string, timeoutMs = 30_000) => {
  await person.waitForInvite((event) => event.room_id === roomId, timeoutMs)
  await person.join(roomId)
}
