import { z } from 'zod'
import { FhirError } from '../../fhir/fhir.ts'
import type { TaskFact, TaskParty } from '../../fhir/referral/task.ts'
import type { TaskReader } from '../../fhir/referral/task-reader.ts'
import { awaitsAnswer } from '../../fhir/referral/task-status.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Follow, Store } from '../../store/store.ts'
import type { Teams } from '../access/access.ts'
import type { Work } from '../inbox/work.ts'
import { callTimer } from './follow-state.ts'

/** What beginning to follow a request needs. */
export type FollowNewParts = {
  readonly store: Pick<Store, 'follow' | 'addFollow' | 'setTimer'>
  readonly tasks: TaskReader
  readonly teams: Pick<Teams, 'recent'>
  readonly clock: () => number
}

const about = z.object({ ref: z.string(), patient: z.string() })

const againMs = 30_000

const isMember =
  (party: TaskParty | undefined) =>
  ({ kind, current, ref, practitioner }: TeamMember): boolean =>
    kind === 'professional' &&
    current &&
    party?.ref !== undefined &&
    [ref, practitioner].includes(party.ref)

const followOf = (
  fact: TaskFact,
  { patient, roomId }: Pick<Follow, 'patient' | 'roomId'>,
  owner: TeamMember,
  requester: TeamMember | undefined,
): Follow => ({
  ref: fact.ref,
  patient,
  roomId,
  // No message had it sent: it came by the record.
  askedBy: `record ${fact.ref}`,
  answerId: undefined,
  kind: fact.kind,
  requester: requester?.userIds[0] ?? '',
  requesterName: requester?.name ?? fact.requester?.words[0] ?? '',
  owner: fact.owner?.ref,
  ownerName: owner.name ?? fact.owner?.words[0],
  ownerIds: owner.userIds,
  status: fact.status,
  versionId: fact.versionId,
  dueAt: undefined,
  call: undefined,
})

/** An urgent task that another system put in the record for somebody of the team: that person is called too. */
export const createFollowNew = ({ store, tasks, teams, clock }: FollowNewParts): Work => {
  const follow = async (
    { ref, patient }: z.infer<typeof about>,
    roomId: string,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const kept = await store.follow(ref)
    if (kept !== undefined) return kept.call === undefined && !kept.askedBy.startsWith('$')
    const fact = await tasks.task(patient, ref, signal)
    if (fact?.isUrgent !== true || !awaitsAnswer(fact.status)) return false
    const { team } = await teams.recent(patient, 60_000, signal)
    const owner = team.members.find(isMember(fact.owner))
    if (owner === undefined || owner.userIds.length === 0) return false
    const requester = team.members.find(isMember(fact.requester))
    await store.addFollow(followOf(fact, { patient, roomId }, owner, requester))
    return true
  }

  return async (item, body, signal) => {
    const asked = about.parse(body)
    const timer = (id: string, kind: string, dueAt: number) =>
      store.setTimer({ id, dueAt, lane: item.lane, body: JSON.stringify({ ...asked, kind }) })
    try {
      if (await follow(asked, item.lane, signal))
        await timer(callTimer(asked.ref), 'task-call', clock())
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      await timer(`new:${asked.ref}`, 'task-new', clock() + againMs)
    }
  }
}
