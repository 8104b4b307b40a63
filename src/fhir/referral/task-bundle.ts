import type { Bundle, Task } from '@medplum/fhirtypes'
import { creationOf } from '../record/write-bundle.ts'
import { eventIdentifier, eventIdentifiers } from '../value/identifiers.ts'
import { partyReference } from '../value/references.ts'
import type { NewTask, TaskChange } from './task-draft.ts'
import { taskMoves } from './task-status.ts'

/** The words by which a request to call back is known (Task.code). */
const callbackCode = 'terugbelverzoek'

const toTask = (draft: NewTask, promptId: string): Task => ({
  resourceType: 'Task',
  identifier: [...eventIdentifiers(promptId, 1).identifiers],
  status: 'requested',
  intent: 'order',
  priority: draft.priority,
  ...(draft.kind === 'callback' ? { code: { text: callbackCode } } : {}),
  description: draft.text,
  for: partyReference(draft.patient),
  authoredOn: draft.authoredOn,
  lastModified: draft.authoredOn,
  requester: partyReference(draft.requester),
  ...(draft.owner === undefined ? {} : { owner: partyReference(draft.owner.ref) }),
  ...(draft.performerType === undefined ? {} : { performerType: [{ text: draft.performerType }] }),
  ...(draft.due === undefined ? {} : { restriction: { period: { end: draft.due } } }),
})

/** The identifier by which a confirmed task is found again. */
export const taskIdentifiers = (promptId: string): readonly string[] => [
  eventIdentifier(promptId, 1),
]

/** One transaction with the new task. The same at every try. */
export const taskBundle = (draft: NewTask, promptId: string): Bundle =>
  creationOf(promptId, [toTask(draft, promptId)])

/** The task after a confirmed step: its new status, why or what came of it, and who took it up. Done again it changes nothing. */
export const taskAfter =
  ({ step, text, at, claims, by }: TaskChange) =>
  (now: Task): Task => {
    const { to } = taskMoves[step]
    const isResult = step === 'complete'
    const { statusReason: _earlier, ...rest } = now
    const result = { type: { text: 'Resultaat' }, valueString: text ?? '' }
    const known = (now.output ?? []).some(({ valueString }) => valueString === text)
    return {
      ...rest,
      status: to,
      lastModified: at,
      ...(text === undefined || isResult ? {} : { statusReason: { text } }),
      ...(claims ? { owner: partyReference(by) } : {}),
      ...(isResult && text !== undefined && !known
        ? { output: [...(now.output ?? []), result] }
        : {}),
    }
  }
