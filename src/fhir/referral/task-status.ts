import type { Task } from '@medplum/fhirtypes'

/** FHIR R4, value set task-status: what somebody still has to do something about. */
export const openTaskStatuses = [
  'requested',
  'received',
  'accepted',
  'ready',
  'in-progress',
  'on-hold',
] as const

/** What somebody can do with a task by command. */
export type TaskStep = 'accept' | 'start' | 'complete' | 'reject' | 'fail' | 'cancel'

type Move = {
  readonly to: NonNullable<Task['status']>
  readonly from: readonly string[]
  /** The owner does the work; only who asked may take the question back. */
  readonly by: 'owner' | 'requester'
  readonly needsReason: boolean
}

/**
 * The moves of the FHIR R4 task state machine (§12.1.3) that a person makes here. Nothing leads out of a final status,
 * and what was accepted is not refused any more: then it failed.
 */
export const taskMoves: Readonly<Record<TaskStep, Move>> = {
  accept: { to: 'accepted', from: ['requested', 'received'], by: 'owner', needsReason: false },
  start: {
    to: 'in-progress',
    from: ['requested', 'received', 'accepted', 'ready', 'on-hold'],
    by: 'owner',
    needsReason: false,
  },
  complete: { to: 'completed', from: openTaskStatuses, by: 'owner', needsReason: false },
  reject: { to: 'rejected', from: ['requested', 'received'], by: 'owner', needsReason: true },
  fail: {
    to: 'failed',
    from: ['accepted', 'ready', 'in-progress', 'on-hold'],
    by: 'owner',
    needsReason: true,
  },
  cancel: { to: 'cancelled', from: openTaskStatuses, by: 'requester', needsReason: false },
}

/** Whether nobody can change it any more. */
export const isFinalStatus = (status: string): boolean =>
  ['rejected', 'cancelled', 'failed', 'completed', 'entered-in-error'].includes(status)

/** Whether nobody said yet that it will be done. */
export const awaitsAnswer = (status: string): boolean =>
  status === 'requested' || status === 'received'
