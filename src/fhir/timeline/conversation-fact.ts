import type { CommunicationRequest } from '@medplum/fhirtypes'
import { type Found, foreignSource } from '../record/record.ts'
import { conceptWords, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { literalRef } from '../value/references.ts'

/** How many characters (code points) the subject of a conversation may have. */
export const subjectLimit = 50

/** How a conversation stands, by the status of its request. */
export type ConversationState = 'open' | 'archived' | 'on-hold' | 'draft' | 'revoked' | 'unknown'

/** A conversation as the record holds it: a CommunicationRequest about the patient. */
export type ConversationFact = {
  readonly key: string
  readonly source: string | undefined
  readonly ref: string
  readonly versionId: string | undefined
  readonly subject: string | undefined
  readonly state: ConversationState
  /** References of those it is meant for, as far as they are literal. */
  readonly recipients: readonly string[]
  readonly authoredOn: string | undefined
  readonly unknownModifier: boolean
}

const STATES: Readonly<Record<string, ConversationState>> = {
  active: 'open',
  completed: 'archived',
  'on-hold': 'on-hold',
  draft: 'draft',
  revoked: 'revoked',
}

const shortened = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const points = Array.from(text)
  return points.length <= subjectLimit ? text : `${points.slice(0, subjectLimit).join('')}…`
}

/** What a conversation is about: R4 has no field for it, so reason, category and the first words are tried in turn. */
export const subjectOf = (request: CommunicationRequest): string | undefined =>
  list(request.reasonCode).map(conceptWords).find(Boolean) ??
  list(request.category).map(conceptWords).find(Boolean) ??
  shortened(
    list(request.payload)
      .map(({ contentString }) => textOf(contentString))
      .find(Boolean),
  )

/** Reads one request. */
export const conversationFact = (found: Found<CommunicationRequest>): ConversationFact => {
  const { resource: request, key } = found
  const status = textOf(request.status) ?? ''
  return {
    key,
    source: foreignSource(found),
    ref: `CommunicationRequest/${request.id ?? ''}`,
    versionId: request.meta?.versionId,
    subject: subjectOf(request),
    state: Object.hasOwn(STATES, status) ? (STATES[status] ?? 'unknown') : 'unknown',
    recipients: list(request.recipient).flatMap((one) => literalRef(one) ?? []),
    authoredOn: textOf(request.authoredOn),
    unknownModifier: hasUnknownModifier(request),
  }
}

/** The conversations of a patient, and how many were entered in error (S1): open ones first, then the newest. */
export type ConversationOverview = {
  readonly conversations: readonly ConversationFact[]
  readonly inError: number
}

const ORDER: readonly ConversationState[] = [
  'open',
  'on-hold',
  'unknown',
  'draft',
  'archived',
  'revoked',
]

/** Judges what was found. */
export const conversationOverview = (
  found: readonly Found<CommunicationRequest>[],
): ConversationOverview => {
  const valid = found.filter(({ resource }) => resource.status !== 'entered-in-error')
  return {
    conversations: valid
      .map(conversationFact)
      .toSorted(
        (one, other) =>
          ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
          (other.authoredOn ?? '').localeCompare(one.authoredOn ?? ''),
      ),
    inError: found.length - valid.length,
  }
}
