import type { Bundle, Communication, Task } from '@medplum/fhirtypes'
import { creationOf, fullUrlOf } from '../record/write-bundle.ts'
import { isTargetRef } from '../referral/target.ts'
import { isObject } from '../server/outcome.ts'
import { eventIdentifier, eventIdentifiers } from '../value/identifiers.ts'
import { partyReference } from '../value/references.ts'

/** A handover as it was shown and confirmed, word for word. */
export type HandoverDraft = {
  readonly patient: string
  readonly requester: string
  readonly target: { readonly name: string; readonly owner: string }
  /** The title of the letter. */
  readonly title: string
  /** One text for each part: why, background, now, what is asked. */
  readonly parts: readonly string[]
  /** Records of the own source the sentences were made from. */
  readonly about: readonly string[]
  readonly authoredOn: string
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isRef = (value: unknown) => typeof value === 'string' && isTargetRef(value)
const LITERAL = /^[A-Za-z]{1,64}\/[A-Za-z0-9\-.]{1,64}$/u

/** Whether what came back from the store is a handover that can be sent. */
export const isHandoverDraft = (value: unknown): value is HandoverDraft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  isRef(value['requester']) &&
  isObject(value['target']) &&
  isText(value['target']['name']) &&
  isRef(value['target']['owner']) &&
  isText(value['title']) &&
  Array.isArray(value['parts']) &&
  value['parts'].length > 0 &&
  value['parts'].every(isText) &&
  Array.isArray(value['about']) &&
  value['about'].every((ref) => typeof ref === 'string' && LITERAL.test(ref)) &&
  typeof value['authoredOn'] === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(value['authoredOn'])

const toCommunication = (draft: HandoverDraft, promptId: string): Communication => ({
  resourceType: 'Communication',
  identifier: [...eventIdentifiers(promptId, 1).identifiers],
  status: 'completed',
  subject: partyReference(draft.patient),
  topic: { text: draft.title },
  ...(draft.about.length === 0 ? {} : { about: draft.about.map((ref) => ({ reference: ref })) }),
  sent: draft.authoredOn,
  sender: partyReference(draft.requester),
  recipient: [partyReference(draft.target.owner)],
  payload: draft.parts.map((contentString) => ({ contentString })),
})

const toTask = (draft: HandoverDraft, promptId: string, focus: string): Task => ({
  resourceType: 'Task',
  identifier: [eventIdentifiers(promptId, 2).identifiers[0]],
  status: 'requested',
  intent: 'order',
  priority: 'routine',
  code: { text: draft.title },
  focus: { reference: focus, type: 'Communication' },
  for: partyReference(draft.patient),
  authoredOn: draft.authoredOn,
  lastModified: draft.authoredOn,
  requester: partyReference(draft.requester),
  owner: partyReference(draft.target.owner),
})

/** The identifiers by which a confirmed handover is found again: the Communication's and the Task's. */
export const handoverIdentifiers = (promptId: string): readonly [string, string] => [
  eventIdentifier(promptId, 1),
  eventIdentifier(promptId, 2),
]

/** One transaction: the letter (Communication), and for whom in what state (Task, with the letter as its focus). */
export const handoverBundle = (draft: HandoverDraft, promptId: string): Bundle =>
  creationOf(promptId, [
    toCommunication(draft, promptId),
    toTask(draft, promptId, fullUrlOf(promptId, 1)),
  ])
