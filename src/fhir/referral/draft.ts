import { isObject } from '../server/outcome.ts'
import { type ReferralTexts, referralParts } from './parts.ts'
import { isPriority } from './priority.ts'
import { isTargetRef } from './target.ts'
import type { TaskPriority } from './task-draft.ts'

/** A referral as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type ReferralDraft = {
  /** `Patient/123`. */
  readonly patient: string
  readonly requester: string
  /** URA number of the requester's organization. */
  readonly ura?: string
  /** The kind of care, in Dutch. */
  readonly discipline?: string
  /** Absent when the address book has nobody: then the referral has no addressee. */
  readonly target?: {
    readonly name: string
    readonly performers: readonly string[]
    readonly owner: string
    /** Only of a colleague of the care team. */
    readonly person?: { readonly name: string; readonly userIds: readonly string[] }
  }
  readonly question: string
  readonly priority?: TaskPriority
  /** In the place of a priority in drafts of before there were four of them. */
  readonly urgent?: boolean
  /** What was said beside the question. */
  readonly parts?: ReferralTexts
  /** Records of this patient that belong to it: `Observation/900`. */
  readonly supporting?: readonly string[]
  readonly intent: 'order' | 'proposal'
  /** With the zone's offset. */
  readonly authoredOn: string
  /** Only when there is a hurry: before when an answer is asked. */
  readonly respondBy?: string
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTextOrAbsent = (value: unknown) => value === undefined || isText(value)
const isRef = (value: unknown) => typeof value === 'string' && isTargetRef(value)
const isDateTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(value)

const isPerson = (value: unknown) =>
  isObject(value) &&
  isText(value['name']) &&
  Array.isArray(value['userIds']) &&
  value['userIds'].every(isText)

const isTarget = (value: unknown) =>
  isObject(value) &&
  isText(value['name']) &&
  isRef(value['owner']) &&
  Array.isArray(value['performers']) &&
  value['performers'].every(isRef) &&
  (value['person'] === undefined || isPerson(value['person']))

const hasUrgency = ({ priority, urgent }: Readonly<Record<string, unknown>>): boolean =>
  priority === undefined
    ? typeof urgent === 'boolean'
    : isPriority(priority) && urgent === undefined

const isParts = (value: unknown) =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, text]) => referralParts.some((each) => each === name) && isText(text),
  )

const isRecordRef = (value: unknown) =>
  typeof value === 'string' && /^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}$/u.test(value)

/** How urgent it is. */
export const priorityOfDraft = ({ priority, urgent }: ReferralDraft): TaskPriority =>
  priority ?? (urgent === true ? 'urgent' : 'routine')

/** Whether what came back from the store is a referral that can be carried out. */
export const isReferralDraft = (value: unknown): value is ReferralDraft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  isRef(value['requester']) &&
  isTextOrAbsent(value['ura']) &&
  isTextOrAbsent(value['discipline']) &&
  (value['target'] === undefined || isTarget(value['target'])) &&
  isText(value['question']) &&
  hasUrgency(value) &&
  (value['parts'] === undefined || isParts(value['parts'])) &&
  (value['supporting'] === undefined ||
    (Array.isArray(value['supporting']) && value['supporting'].every(isRecordRef))) &&
  (value['intent'] === 'order' || value['intent'] === 'proposal') &&
  isDateTime(value['authoredOn']) &&
  (value['respondBy'] === undefined || isDateTime(value['respondBy']))
