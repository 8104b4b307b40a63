import type { Bundle, Identifier, ServiceRequest, Task } from '@medplum/fhirtypes'
import { eventIdentifier, eventIdentifiers, systems } from '../value/identifiers.ts'
import { partyReference } from '../value/references.ts'
import { priorityOfDraft, type ReferralDraft } from './draft.ts'
import { noteLabels, noteParts } from './parts.ts'

const assigned = (identifier: Identifier, ura: string | undefined): Identifier =>
  ura === undefined
    ? identifier
    : { ...identifier, assigner: { identifier: { system: systems.ura, value: ura } } }

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

// What is asked: one line is its name; more lines stand in the note, whole.
const questionOf = ({ question, parts = {} }: ReferralDraft) => {
  const [first = question, ...rest] = question.split('\n')
  const labelled = noteParts.flatMap((part) => {
    const text = parts[part]
    return text === undefined ? [] : [{ text: `${noteLabels[part]}: ${text}` }]
  })
  const note = [...(rest.length === 0 ? [] : [{ text: question }]), ...labelled]
  const { reason } = parts
  return {
    code: { text: first.trim() },
    ...(reason === undefined ? {} : { reasonCode: [{ text: reason }] }),
    ...(note.length === 0 ? {} : { note }),
  }
}

const toServiceRequest = (draft: ReferralDraft, promptId: string): ServiceRequest => {
  const [uuid, event] = eventIdentifiers(promptId, 1).identifiers
  const { discipline, target, supporting = [] } = draft
  return {
    resourceType: 'ServiceRequest',
    meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-request'] },
    identifier: [event, assigned(uuid, draft.ura)],
    status: 'active',
    intent: draft.intent,
    category: [
      {
        coding: [
          {
            system: 'http://snomed.info/sct',
            code: '3457005',
            display: 'verwijzen van patiënt',
          },
        ],
      },
    ],
    priority: priorityOfDraft(draft),
    ...questionOf(draft),
    subject: partyReference(draft.patient),
    authoredOn: draft.authoredOn,
    requester: partyReference(draft.requester),
    ...(discipline === undefined ? {} : { performerType: { text: sentence(discipline) } }),
    ...(target === undefined ? {} : { performer: target.performers.map(partyReference) }),
    ...(supporting.length === 0 ? {} : { supportingInfo: supporting.map(partyReference) }),
  }
}

const toTask = (draft: ReferralDraft, promptId: string, focus: string): Task => ({
  resourceType: 'Task',
  identifier: [eventIdentifiers(promptId, 2).identifiers[0]],
  status: 'requested',
  intent: draft.intent,
  priority: priorityOfDraft(draft),
  code: {
    coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }],
  },
  focus: { reference: focus, type: 'ServiceRequest' },
  for: partyReference(draft.patient),
  authoredOn: draft.authoredOn,
  requester: partyReference(draft.requester),
  ...(draft.target === undefined ? {} : { owner: partyReference(draft.target.owner) }),
  ...(draft.respondBy === undefined ? {} : { restriction: { period: { end: draft.respondBy } } }),
})

// Not the identifiers themselves: a server may replace a full URL wherever it meets it in the Bundle.
const fullUrl = (promptId: string, n: 3 | 4): string => eventIdentifier(promptId, n)

/** The identifiers of the ServiceRequest and the Task of a confirmed referral. */
export const referralIdentifiers = (promptId: string): readonly [string, string] => [
  eventIdentifier(promptId, 1),
  eventIdentifier(promptId, 2),
]

/** One transaction: what is asked (ServiceRequest), and for whom in what state (Task). The same at every try. */
export const referralBundle = (draft: ReferralDraft, promptId: string): Bundle => {
  const asked = fullUrl(promptId, 3)
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: asked,
        resource: toServiceRequest(draft, promptId),
        request: {
          method: 'POST',
          url: 'ServiceRequest',
          ifNoneExist: eventIdentifiers(promptId, 1).ifNoneExist,
        },
      },
      {
        fullUrl: fullUrl(promptId, 4),
        resource: toTask(draft, promptId, asked),
        request: {
          method: 'POST',
          url: 'Task',
          ifNoneExist: eventIdentifiers(promptId, 2).ifNoneExist,
        },
      },
    ],
  }
}
