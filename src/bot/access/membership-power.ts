import { z } from 'zod'
import type { Store } from '../../store/store.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'

const levels = z
  .object({
    users: z.record(z.string(), z.number()).default({}),
    users_default: z.number().default(0),
    invite: z.number().default(0),
  })
  .loose()

/** Whether somebody has the power to invite to a patient's space and room (Client-Server API, m.room.power_levels). */
export const createMayInvite =
  (store: Pick<Store, 'linkOfPatient'>, gateway: Pick<MatrixGateway, 'state'>) =>
  async (userId: string, patient: string): Promise<boolean | undefined> => {
    const link = await store.linkOfPatient(patient)
    if (link?.spaceId === undefined || link.roomId === undefined) return undefined
    try {
      const all = await Promise.all(
        [link.spaceId, link.roomId].map((roomId) =>
          gateway.state(roomId, 'm.room.power_levels', ''),
        ),
      )
      const read = all.map((state) => levels.safeParse(state).data)
      if (read.includes(undefined)) return undefined
      return read.every(
        (each) => each !== undefined && (each.users[userId] ?? each.users_default) >= each.invite,
      )
    } catch (error) {
      if (error instanceof MatrixError) return undefined
      throw error
    }
  }
