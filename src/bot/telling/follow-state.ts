import { isFinalStatus } from '../../fhir/referral/task-status.ts'
import type { Follow, Store } from '../../store/store.ts'

/** The timer that reminds who asked. */
export const dueTimer = (ref: string): string => `due:${ref}`

/**
 * After so long a referral without a deadline that nobody took on is brought to mind, once. Three days: longer than a
 * weekend, and at the hour of the day at which it was sent.
 */
export const quietMs = 3 * 24 * 60 * 60_000

/** The timer that calls who is asked. */
export const callTimer = (ref: string): string => `call:${ref}`

/** What is replied to when something is told of a request: the answer that said it was sent, or the message that had it sent. */
export const chainOf = ({ answerId, askedBy }: Pick<Follow, 'answerId' | 'askedBy'>) =>
  answerId ?? (askedBy.startsWith('$') ? askedBy : undefined)

type Told = Pick<Follow, 'status' | 'versionId'> & Partial<Pick<Follow, 'owner' | 'dueAt'>>

/** A request from now on: what was just told of it, and whether that was the end. */
export const saveTold = (
  store: Pick<Store, 'saveFollowState'>,
  follow: Follow,
  told: Told,
  now: number,
): Promise<void> => {
  const { status, versionId } = told
  return store.saveFollowState(follow.ref, {
    status,
    versionId: versionId ?? follow.versionId,
    owner: told.owner ?? follow.owner,
    dueAt: told.dueAt ?? follow.dueAt,
    endedAt: isFinalStatus(status) ? now : undefined,
  })
}

/** Who was called about it is called once more, and after that the next person, unless somebody answers. */
export const callAgain = async (
  store: Pick<Store, 'follow' | 'saveCall' | 'setTimer'>,
  { ref, roomId }: Pick<Follow, 'ref' | 'roomId'>,
  dueAt: number,
): Promise<void> => {
  const call = (await store.follow(ref))?.call
  if (call === undefined) return
  await store.saveCall(ref, { ...call, stage: 'called', isOpen: true })
  const body = JSON.stringify({ kind: 'task-call-again', ref })
  await store.setTimer({ id: callTimer(ref), dueAt, lane: roomId, body })
}

/** Nobody is called about it any more. */
export const hush = async (
  store: Pick<Store, 'follow' | 'saveCall' | 'dropTimer'>,
  ref: string,
): Promise<void> => {
  await store.dropTimer(callTimer(ref))
  const call = (await store.follow(ref))?.call
  if (call?.isOpen === true) await store.saveCall(ref, { ...call, isOpen: false })
}
