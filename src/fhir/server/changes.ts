import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError } from '../fhir.ts'
import { replyOf } from '../medication/repeat-reply.ts'
import { literalReference } from '../value/local-references.ts'
import { isObject } from './outcome.ts'

/** Types whose changes are announced in a patient's room. */
export const announcedTypes = [
  'MedicationRequest',
  'MedicationDispense',
  'MedicationStatement',
  'AllergyIntolerance',
  'Observation',
  'Task',
  'Flag',
] as const

/** Types whose changes only those are told of who asked for all; a server need not have them. */
export const toldTypes = [
  'Condition',
  'DiagnosticReport',
  'Appointment',
  'CarePlan',
  'Consent',
] as const

/** Types in which answers to what the bot sent arrive; they are no news by themselves, and a server need not have them. */
export const answerTypes = ['Communication'] as const

/** Types whose changes can alter who belongs to a care team. */
export const teamTypes = ['CareTeam', 'PractitionerRole', 'Practitioner'] as const

export type FollowedType =
  | (typeof announcedTypes)[number]
  | (typeof toldTypes)[number]
  | (typeof answerTypes)[number]
  | (typeof teamTypes)[number]

/** A changed resource, as far as a notice needs it: never its content. */
export type Changed = {
  readonly type: FollowedType
  readonly id: string
  readonly versionId: string
  readonly lastUpdated: string | undefined
  readonly patient: string | undefined
  readonly identifiers: readonly string[]
  /** A laboratory result, by the code of its category alone. */
  readonly isLaboratory?: true
  /** References of who asked for, made or recorded it, so that they need not be told of their own doing. */
  readonly by?: readonly string[]
  /** Names of the proposals for a repeat that it answers: references and identifiers. */
  readonly answers?: readonly string[]
  /** A task that is more than routine, by the code of its priority alone. */
  readonly isUrgent?: true
}

const URGENT: ReadonlySet<string> = new Set(['urgent', 'asap', 'stat'])

const isUrgentTask = (resource: Resource): boolean =>
  resource.resourceType === 'Task' && URGENT.has(resource.priority ?? '')

/** What changed, oldest first. When there is more than is read at once, the rest changed later than the last of these, or at that time. */
export type Changes = { readonly changes: readonly Changed[]; readonly isWhole: boolean }

export interface ChangeReader {
  /** What changed of a type since `since` (a FHIR instant), overlap included by the caller. Throws FhirError; an answer with a hole in it throws too. */
  since(type: FollowedType, since: string, signal: AbortSignal): Promise<Changes>
}

const patientOf = (resource: Resource): string | undefined => {
  const reference =
    ('subject' in resource ? literal(resource.subject) : undefined) ??
    ('patient' in resource ? literal(resource.patient) : undefined) ??
    ('for' in resource ? literal(resource.for) : undefined)
  return reference?.startsWith('Patient/') ? reference : undefined
}

const literal = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('reference' in value)) return undefined
  const { reference } = value
  // The client writes references of its own server as `Type/id`; any other address is another server's patient.
  return typeof reference === 'string' ? literalReference(reference, '') : undefined
}

const identifiersOf = (resource: Resource): readonly string[] => {
  const list = 'identifier' in resource ? resource.identifier : undefined
  const values = Array.isArray(list) ? list : []
  return values.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string'
      ? [one.value]
      : [],
  )
}

const fieldOf = (resource: Resource, name: string): unknown =>
  Object.entries(resource).find(([key]) => key === name)?.[1]

const LABORATORY: ReadonlySet<string> = new Set(['laboratory', 'LAB'])

const isLaboratory = (resource: Resource): boolean => {
  const categories: unknown = fieldOf(resource, 'category')
  const codings = (Array.isArray(categories) ? categories : [categories]).flatMap(
    (each: unknown): readonly unknown[] =>
      isObject(each) && Array.isArray(each['coding']) ? each['coding'] : [],
  )
  return codings.some(
    (coding) =>
      isObject(coding) && typeof coding['code'] === 'string' && LABORATORY.has(coding['code']),
  )
}

const makers = ['requester', 'performer', 'recorder', 'asserter', 'author', 'informationSource']

const by = (resource: Resource): readonly string[] =>
  makers
    .flatMap((name): readonly unknown[] => {
      const value = fieldOf(resource, name)
      return Array.isArray(value) ? value : [value]
    })
    .flatMap((value) => {
      const actor = isObject(value) && 'actor' in value ? value['actor'] : value
      return literal(actor) ?? []
    })

const answersOf = (resource: Resource): readonly string[] =>
  resource.resourceType === 'Communication' ? (replyOf(resource)?.answers ?? []) : []

const toChanged = (type: FollowedType, resource: Resource): readonly Changed[] =>
  resource.id === undefined
    ? []
    : [
        {
          type,
          id: resource.id,
          versionId: resource.meta?.versionId ?? resource.meta?.lastUpdated ?? '',
          lastUpdated: resource.meta?.lastUpdated,
          patient: patientOf(resource),
          identifiers: identifiersOf(resource),
          ...(isLaboratory(resource) ? { isLaboratory: true as const } : {}),
          ...(by(resource).length === 0 ? {} : { by: by(resource) }),
          ...(isUrgentTask(resource) ? { isUrgent: true as const } : {}),
          ...(answersOf(resource).length === 0 ? {} : { answers: answersOf(resource) }),
        },
      ]

const optional: ReadonlySet<string> = new Set([...toldTypes, ...answerTypes])

const needed: ReadonlySet<string> = new Set(teamTypes)

/** A migration may change a hundred thousand records: they are read a part at a time, not all into memory. */
const maxPages = 50

/** Whether the server kept to the order that was asked, without which nothing is known of what is left out. */
const isInOrder = (matches: readonly Resource[]): boolean => {
  const times = matches.map(({ meta }) => Date.parse(meta?.lastUpdated ?? ''))
  return times.every((at, index) => index === 0 || (times[index - 1] ?? Number.NaN) <= at)
}

/** Follows `_lastUpdated` (R4 search): the one change feed every server has. Sorted here, in case the server does not. */
export const createChangeReader = (client: FhirClient): ChangeReader => ({
  async since(type, since, signal) {
    // What a server says it does not have cannot change there. Care teams are asked for all the same: without them nobody
    // is let in, which must be an error and no silence.
    if (client.serves?.(type) === false && !needed.has(type)) return { changes: [], isWhole: true }
    const { matches, complete, cut } = await client
      .search(
        type satisfies ResourceType,
        { _lastUpdated: `ge${since}`, _sort: '_lastUpdated', _count: '100' },
        { signal, maxPages },
      )
      .catch((error: unknown) => {
        const isUnknown = error instanceof FhirError && error.code === 'not-found'
        // The server does not have this type at all.
        if (isUnknown && optional.has(type)) return { matches: [], complete: true, cut: undefined }
        throw error
      })
    const isBeginning = cut === true && isInOrder(matches)
    if (!complete && !isBeginning) throw new FhirError('unavailable')
    const changes = matches
      .flatMap((resource) => toChanged(type, resource))
      .toSorted((a, b) => Date.parse(a.lastUpdated ?? '') - Date.parse(b.lastUpdated ?? ''))
    return { changes, isWhole: complete }
  },
})
