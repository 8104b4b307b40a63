import type { Bundle, CommunicationRequest } from '@medplum/fhirtypes'
import { creationOf } from '../record/write-bundle.ts'
import { isObject } from '../server/outcome.ts'
import { eventIdentifier, eventIdentifiers } from '../value/identifiers.ts'
import { partyReference } from '../value/references.ts'
import { subjectLimit } from './conversation-fact.ts'

/** A conversation as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type ConversationDraft = {
  /** `Patient/123`. */
  readonly patient: string
  readonly requester: string
  readonly subject: string
  /** PractitionerRole or Practitioner of each person it is meant for, the requester not among them. */
  readonly recipients: readonly string[]
  /** Matrix accounts that are asked in, the requester's among them. */
  readonly people: readonly string[]
  readonly authoredOn: string
}

const PERSON = /^(?:PractitionerRole|Practitioner)\/[A-Za-z0-9\-.]{1,64}$/u

const isPerson = (value: unknown): value is string =>
  typeof value === 'string' && PERSON.test(value)

/** Whether what came back from the store is a conversation that can be opened. */
export const isConversationDraft = (value: unknown): value is ConversationDraft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  isPerson(value['requester']) &&
  typeof value['subject'] === 'string' &&
  value['subject'] !== '' &&
  Array.from(value['subject']).length <= subjectLimit &&
  Array.isArray(value['recipients']) &&
  value['recipients'].every(isPerson) &&
  Array.isArray(value['people']) &&
  value['people'].every((one) => typeof one === 'string' && one.startsWith('@')) &&
  typeof value['authoredOn'] === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(value['authoredOn'])

/** What tells the request of a confirmed conversation. */
export const conversationIdentifier = (promptId: string): string => eventIdentifier(promptId, 1)

/** One conditional create: the subject stands in `reasonCode.text`, because R4 has no field for it, and in the payload. */
export const conversationBundle = (draft: ConversationDraft, promptId: string): Bundle => {
  const { identifiers } = eventIdentifiers(promptId, 1)
  const request: CommunicationRequest = {
    resourceType: 'CommunicationRequest',
    identifier: [...identifiers],
    status: 'active',
    subject: partyReference(draft.patient),
    authoredOn: draft.authoredOn,
    requester: partyReference(draft.requester),
    ...(draft.recipients.length === 0 ? {} : { recipient: draft.recipients.map(partyReference) }),
    reasonCode: [{ text: draft.subject }],
    payload: [{ contentString: draft.subject }],
  }
  return creationOf(promptId, [request])
}

/** The request with another status: `completed` archives a conversation, `active` opens it again, `revoked` takes it back. */
export const withStatus =
  (status: 'active' | 'completed' | 'revoked') =>
  (request: CommunicationRequest): CommunicationRequest => ({ ...request, status })
