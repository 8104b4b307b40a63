import { z } from 'zod'
import type { Messages } from '../i18n/messages.ts'
import type { AuditEntry, Store } from '../store/store.ts'
import type { ReadyLink } from './client-rooms.ts'
import { MatrixError, type MatrixGateway } from './gateway.ts'
import { adjustedUsers } from './power-levels.ts'
import { mayTakePart, syncServerAcl } from './server-acl.ts'

/** What bringing one room in step did; a person who cannot be invited does not keep the others out. */
export type MembershipPorts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly t: Messages
  readonly clock: () => number
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers?: readonly string[] | undefined
}

/** `team` was brought in step before; `coming` are those whose first invitation may not have been sent yet. */
const kept = z.object({ team: z.array(z.string()), coming: z.array(z.string()) })

type Kept = z.infer<typeof kept>

const levels = z.object({ users: z.record(z.string(), z.number()).optional() }).loose()

const key = (patient: string) => `team ${patient}`

const earlier = async (store: Store, patient: string): Promise<Kept> => {
  const text = await store.setting(key(patient))
  return text === undefined ? { team: [], coming: [] } : kept.parse(JSON.parse(text))
}

/** Whether these are others than the rooms were last brought in step with. */
export const isNews = async (
  store: Store,
  patient: string,
  professionals: readonly string[],
): Promise<boolean> => {
  const { team, coming } = await earlier(store, patient)
  const known = new Set(team)
  const isSame = known.size === professionals.length && professionals.every((id) => known.has(id))
  return coming.length > 0 || !isSame
}

/**
 * Brings the members of a patient's space and room in step with the care team: professionals are invited, those who
 * were in the team before and are not any more are removed. Somebody who declined or left is not asked again.
 * Throws the first error that may pass, after everybody was tried.
 */
export const syncMembers = async (
  { gateway, store, t, clock, servers }: MembershipPorts,
  link: ReadyLink,
  professionals: readonly string[],
): Promise<void> => {
  const save = (state: Kept) => store.saveSetting(key(link.patient), JSON.stringify(state))
  const { team: before, coming } = await earlier(store, link.patient)
  const left = [...before, ...coming].filter((userId) => !professionals.includes(userId))
  const expected = professionals.filter((userId) => !before.includes(userId))
  if (expected.some((userId) => !coming.includes(userId)))
    await save({ team: before, coming: [...new Set([...coming, ...expected])] })
  const failures: MatrixError[] = []

  const audited = async (action: 'invite' | 'remove', userId: string, roomId: string) => {
    const entry: AuditEntry = {
      at: clock(),
      who: 'system',
      role: undefined,
      action,
      what: userId,
      patient: link.patient,
      roomId,
      eventId: undefined,
      outcome: 'ok',
    }
    await store.audit([entry])
  }

  const attempt = async (task: () => Promise<void>): Promise<boolean> => {
    try {
      await task()
      return true
    } catch (error) {
      if (!(error instanceof MatrixError)) throw error
      failures.push(error)
      return false
    }
  }
  const stuck = new Set<string>()

  for (const roomId of [link.spaceId, link.roomId]) {
    if (servers !== undefined) await attempt(() => syncServerAcl(gateway, roomId, servers))
    const members = new Map((await gateway.members(roomId)).map((one) => [one.userId, one]))
    for (const userId of professionals) {
      const { membership, by } = members.get(userId) ?? {}
      const asked = membership === 'join' || membership === 'invite' || membership === 'ban'
      const declined = membership === 'leave' && by === userId && before.includes(userId)
      if (asked || declined || !mayTakePart(userId, servers)) continue
      await attempt(async () => {
        await gateway.invite(roomId, userId)
        await audited('invite', userId, roomId)
      })
    }
    for (const userId of left) {
      const membership = members.get(userId)?.membership
      if (membership !== 'join' && membership !== 'invite') continue
      const removed = await attempt(async () => {
        await gateway.kick(roomId, userId, t.bot.removedReason)
        await audited('remove', userId, roomId)
      })
      if (!removed) stuck.add(userId)
    }
    await attempt(() => syncLevels(gateway, roomId, professionals, left))
  }
  const passing = failures.find((error) => error.retryable)
  if (passing !== undefined) throw passing
  // Who could not be removed stays known, so that the next comparison tries again.
  await save({ team: [...professionals, ...stuck], coming: [] })
}

const syncLevels = async (
  gateway: MatrixGateway,
  roomId: string,
  professionals: readonly string[],
  left: readonly string[],
): Promise<void> => {
  const state = await gateway.state(roomId, 'm.room.power_levels', '')
  const parsed = levels.safeParse(state)
  if (!parsed.success) return
  const users = adjustedUsers(parsed.data.users ?? {}, professionals, left)
  if (users !== undefined)
    await gateway.setState(roomId, 'm.room.power_levels', '', { ...parsed.data, users })
}
