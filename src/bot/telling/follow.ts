import type { BroughtIn, FollowPlace, FollowPorts } from '../../commands/taak/follow.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { awaitsAnswer, isFinalStatus } from '../../fhir/referral/task-status.ts'
import type { Team } from '../../fhir/team/care-team.ts'
import type { Follow, Store } from '../../store/store.ts'
import { professionalOf, type Teams } from '../access/access.ts'
import { systemLine } from '../access/audit-lines.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { mayTakePart } from '../rooms/server-acl.ts'
import { callAgain, callTimer, dueTimer, hush, quietMs, saveTold } from './follow-state.ts'

/** What having requests followed needs. */
export type FollowParts = {
  readonly gateway: Pick<MatrixGateway, 'members' | 'invite'>
  readonly store: Pick<
    Store,
    | 'addFollow'
    | 'follow'
    | 'saveFollowState'
    | 'saveCall'
    | 'setTimer'
    | 'dropTimer'
    | 'linkOfPatient'
    | 'audit'
  >
  readonly teams: Pick<Teams, 'recent'>
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers: readonly string[] | undefined
  readonly pingMinutes: number
  readonly clock: () => number
}

const teamKnownMs = 60_000
const readMs = 10_000

/** What commands need to have their requests followed. All of it is safe to repeat. */
export const createFollow = (parts: FollowParts): FollowPorts['follow'] => {
  const { gateway, store, teams, servers, clock } = parts

  const audited = (userId: string, { patient }: FollowPlace, roomId: string) =>
    store.audit([
      systemLine(clock(), { action: 'invite', what: userId, outcome: 'ok' }, { patient, roomId }),
    ])

  /** The team as it was read to let in who confirms. */
  const teamNow = async ({ patient, roomId }: FollowPlace): Promise<Team> => {
    const { team, deeds } = await teams.recent(patient, teamKnownMs, AbortSignal.timeout(readMs))
    if (deeds.length > 0)
      await store.audit(deeds.map((deed) => systemLine(clock(), deed, { patient, roomId })))
    return team
  }

  const invite = async (
    place: FollowPlace,
    roomId: string,
    userId: string,
  ): Promise<'here' | 'invited'> => {
    const members = await gateway.members(roomId)
    const membership = members.find((one) => one.userId === userId)?.membership
    if (membership === 'join') return 'here'
    if (membership === 'invite') return 'invited'
    await gateway.invite(roomId, userId)
    await audited(userId, place, roomId)
    return 'invited'
  }

  const bringIn = async (place: FollowPlace, userIds: readonly string[]): Promise<BroughtIn> => {
    const [first] = userIds
    if (first === undefined) return 'no-account'
    try {
      const members = await gateway.members(place.roomId)
      const has = (membership: string) =>
        members.some((one) => userIds.includes(one.userId) && one.membership === membership)
      if (has('join')) return 'here'
      if (has('invite')) return 'invited'
      // Who left the team since the preview was shown is not asked in again.
      const team = await teamNow(place)
      const wanted = userIds.find(
        (userId) => mayTakePart(userId, servers) && professionalOf(team, userId) !== undefined,
      )
      if (wanted === undefined) return 'failed'
      const link = await store.linkOfPatient(place.patient)
      // The space first: in some rooms only who is in it can join.
      if (link?.spaceId !== undefined) await invite(place, link.spaceId, wanted)
      return await invite(place, place.roomId, wanted)
    } catch (error) {
      if (error instanceof MatrixError || error instanceof FhirError) return 'failed'
      throw error
    }
  }

  /** It goes on after it had ended: who asked is reminded again, unless that time is over. */
  const remindAgain = async ({ ref, roomId, kind, dueAt }: Follow): Promise<void> => {
    const next = dueAt ?? (kind === 'referral' ? clock() + quietMs : undefined)
    if (next === undefined || next <= clock()) return
    const body = JSON.stringify({ kind: 'task-due', ref })
    await store.setTimer({ id: dueTimer(ref), dueAt: next, lane: roomId, body })
  }

  return {
    pingMinutes: parts.pingMinutes,
    bringIn,
    async add(task, place) {
      const { ref, owner, dueAt, at } = task
      await store.addFollow({
        ref,
        patient: place.patient,
        roomId: place.roomId,
        askedBy: place.eventId,
        answerId: undefined,
        kind: task.kind,
        requester: place.userId,
        requesterName: task.requesterName,
        owner: owner?.ref,
        ownerName: owner?.name,
        ownerIds: owner?.userIds ?? [],
        status: 'requested',
        versionId: task.versionId,
        dueAt,
        call: undefined,
      })
      const timer = (id: string, kind: string, when: number) =>
        store.setTimer({ id, dueAt: when, lane: place.roomId, body: JSON.stringify({ kind, ref }) })
      const remindAt = dueAt ?? (task.kind === 'referral' ? at + quietMs : undefined)
      if (remindAt !== undefined) await timer(dueTimer(ref), 'task-due', remindAt)
      const calls = owner?.userIds.some((userId) => userId !== place.userId) === true
      // A moment that is the same at every try: the item it becomes is known then, and nobody is called twice.
      if (task.isUrgent && calls) await timer(callTimer(ref), 'task-call', at)
    },
    async told(ref, status, versionId) {
      const follow = await store.follow(ref)
      if (follow === undefined) return
      await saveTold(store, follow, { status, versionId }, clock())
      await hush(store, ref)
      if (isFinalStatus(status)) return store.dropTimer(dueTimer(ref))
      if (isFinalStatus(follow.status)) await remindAgain(follow)
      // A step was taken back: who is asked has to answer again, and is called again when it is urgent.
      const isBack = !awaitsAnswer(follow.status) && awaitsAnswer(status)
      if (isBack) await callAgain(store, follow, clock() + parts.pingMinutes * 60_000)
    },
  }
}
