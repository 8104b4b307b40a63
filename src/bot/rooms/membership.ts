import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import type { AuditEntry, Conversation, Store } from '../../store/store.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import type { ReadyLink } from './client-rooms.ts'
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

/** How one room is to be: who is asked in, who goes, and whose level is a professional's. */
type Wanted = {
  readonly roomId: string
  readonly patient: string
  readonly invited: readonly string[]
  readonly left: readonly string[]
  readonly professionals: readonly string[]
  /** Whether somebody who left by themselves is asked again. */
  readonly isAskedAgain: (userId: string) => boolean
}

/** What could not be done, and who is still in although they should not be. */
type Synced = { readonly failures: readonly MatrixError[]; readonly stuck: readonly string[] }

const syncRoom = async (
  { gateway, store, t, clock, servers }: MembershipPorts,
  { roomId, patient, invited, left, professionals, isAskedAgain }: Wanted,
): Promise<Synced> => {
  const failures: MatrixError[] = []
  const stuck: string[] = []

  const audited = async (action: 'invite' | 'remove', userId: string) => {
    const entry: AuditEntry = {
      at: clock(),
      who: 'system',
      role: undefined,
      action,
      what: userId,
      patient,
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

  if (servers !== undefined) await attempt(() => syncServerAcl(gateway, roomId, servers))
  const members = new Map((await gateway.members(roomId)).map((one) => [one.userId, one]))
  for (const userId of invited) {
    const { membership, by } = members.get(userId) ?? {}
    const asked = membership === 'join' || membership === 'invite' || membership === 'ban'
    const declined = membership === 'leave' && by === userId && !isAskedAgain(userId)
    if (asked || declined || !mayTakePart(userId, servers)) continue
    await attempt(async () => {
      await gateway.invite(roomId, userId)
      await audited('invite', userId)
    })
  }
  for (const userId of left) {
    const membership = members.get(userId)?.membership
    if (membership !== 'join' && membership !== 'invite') continue
    const removed = await attempt(async () => {
      await gateway.kick(roomId, userId, t.bot.removedReason)
      await audited('remove', userId)
    })
    if (!removed) stuck.push(userId)
  }
  await attempt(() => syncLevels(gateway, roomId, professionals, left))
  return { failures, stuck }
}

/** What may pass is tried again. */
const throwPassing = (all: readonly Synced[]): void => {
  const passing = all.flatMap(({ failures }) => failures).find((error) => error.retryable)
  if (passing !== undefined) throw passing
}

/** Who of the team is asked into a conversation: those it was opened for; nobody once it is archived. */
const conversationRoom = (
  { roomId, patient, people, archived }: Conversation & { readonly roomId: string },
  professionals: readonly string[],
  left: readonly string[],
): Wanted => ({
  roomId,
  patient,
  invited: archived ? [] : people.filter((userId) => professionals.includes(userId)),
  left,
  professionals,
  isAskedAgain: () => false,
})

/** Brings the members of one conversation in step with the care team; whoever is no more of the team goes with `syncMembers`. */
export const syncConversation = async (
  ports: MembershipPorts,
  conversation: Conversation & { readonly roomId: string },
  professionals: readonly string[],
): Promise<void> =>
  throwPassing([await syncRoom(ports, conversationRoom(conversation, professionals, []))])

/**
 * Brings the members of a patient's space and rooms in step with the care team: professionals are invited, to a
 * conversation those it was opened for; who was in the team before and is not any more is removed from all of them.
 * Somebody who declined or left is not asked again. Throws the first error that may pass, after everybody was tried.
 */
export const syncMembers = async (
  ports: MembershipPorts,
  link: ReadyLink,
  professionals: readonly string[],
): Promise<void> => {
  const { store } = ports
  const { patient } = link
  const save = (state: Kept) => store.saveSetting(key(patient), JSON.stringify(state))
  const { team: before, coming } = await earlier(store, patient)
  const left = [...before, ...coming].filter((userId) => !professionals.includes(userId))
  const expected = professionals.filter((userId) => !before.includes(userId))
  if (expected.some((userId) => !coming.includes(userId)))
    await save({ team: before, coming: [...new Set([...coming, ...expected])] })
  const isAskedAgain = (userId: string) => !before.includes(userId)
  const common = { patient, invited: professionals, left, professionals, isAskedAgain }
  const rooms: Wanted[] = [link.spaceId, link.roomId].map((roomId) => ({ ...common, roomId }))
  for (const { roomId, ...conversation } of await store.conversationsOf(patient))
    if (roomId !== undefined)
      rooms.push(conversationRoom({ ...conversation, roomId }, professionals, left))
  const all: Synced[] = []
  for (const room of rooms) all.push(await syncRoom(ports, room))
  throwPassing(all)
  // Who could not be removed stays known, so that the next comparison tries again.
  const stuck = new Set(all.flatMap((one) => one.stuck))
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
