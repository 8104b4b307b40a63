import type { Bundle, Task } from '@medplum/fhirtypes'
import { eventIdentifiers } from './identifiers.ts'
import type { NewTask, TaskChange } from './task-draft.ts'
import { taskMoves } from './task-status.ts'

const TYPES = [
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
] as const

const reference = (ref: string) => {
  const type = TYPES.find((each) => ref.startsWith(`${each}/`))
  return type === undefined ? { reference: ref } : { reference: ref, type }
}

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
  for: reference(draft.patient),
  authoredOn: draft.authoredOn,
  lastModified: draft.authoredOn,
  requester: reference(draft.requester),
  ...(draft.owner === undefined ? {} : { owner: reference(draft.owner.ref) }),
  ...(draft.performerType === undefined ? {} : { performerType: [{ text: draft.performerType }] }),
  ...(draft.due === undefined ? {} : { restriction: { period: { end: draft.due } } }),
})

/** The identifier by which a confirmed task is found again. */
export const taskIdentifiers = (promptId: string): readonly string[] => [
  eventIdentifiers(promptId, 1).identifiers[0].value ?? '',
]

/** One transaction with the new task. The same at every try. */
export const taskBundle = (draft: NewTask, promptId: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: eventIdentifiers(promptId, 2).identifiers[0].value ?? '',
      resource: toTask(draft, promptId),
      request: {
        method: 'POST',
        url: 'Task',
        ifNoneExist: eventIdentifiers(promptId, 1).ifNoneExist,
      },
    },
  ],
})

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
      ...(claims ? { owner: reference(by) } : {}),
      ...(isResult && text !== undefined && !known
        ? { output: [...(now.output ?? []), result] }
        : {}),
    }
  }
