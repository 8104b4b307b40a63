import type { Appointment, AppointmentParticipant, Encounter } from '@medplum/fhirtypes'
import { type FactOrigin, originOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { allWords, hasUnknownModifier, list, referredType, textOf } from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

/** Somebody, or something, an appointment is with. */
export type Attendee = { readonly agent: Agent; readonly declined: boolean }

/** An appointment as the record has it, or a planned contact. */
export type AppointmentFact = FactOrigin & {
  /** Code of the status; undefined when the record gives none that R4 knows. */
  readonly status: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  /** Asked for, when no time has been set. */
  readonly requested: readonly {
    readonly start: string | undefined
    readonly end: string | undefined
  }[]
  readonly what: readonly string[]
  readonly reasons: readonly string[]
  readonly notes: readonly string[]
  readonly with: readonly Attendee[]
  readonly places: readonly string[]
  /** The client has said not to come. */
  readonly patientDeclined: boolean
  readonly cancelReason: string | undefined
  readonly unknownModifier: boolean
}

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()
const OPEN: ReadonlySet<string> = new Set([
  'proposed',
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'waitlist',
])
/** Statuses of what has taken place, or did not. */
export const DONE: ReadonlySet<string> = new Set(['fulfilled', 'noshow'])

const typeOf = (
  actor: AppointmentParticipant['actor'],
  { resource, included }: Found<Appointment>,
) => resolveReference(actor, resource, included)?.resourceType ?? referredType(actor)

const placeOf = (
  { actor }: AppointmentParticipant,
  { resource, included }: Found<Appointment>,
): readonly string[] => {
  const place = resolveReference(actor, resource, included)
  const name = place?.resourceType === 'Location' ? textOf(place.name) : undefined
  const address =
    place?.resourceType === 'Location'
      ? (textOf(place.address?.text) ??
        textOf([...list(place.address?.line), place.address?.city].filter(Boolean).join(', ')))
      : undefined
  const words = [name ?? textOf(actor?.display), address].filter((each) => each !== undefined)
  return words.length === 0 ? [] : [words.join(', ')]
}

const serviceOf = (
  actor: AppointmentParticipant['actor'],
  { resource, included }: Found<Appointment>,
): Agent | undefined => {
  const found = resolveReference(actor, resource, included)
  const name = found?.resourceType === 'HealthcareService' ? textOf(found.name) : undefined
  return name === undefined ? undefined : { kind: 'organization', words: [name] }
}

/** Of whom nothing is known, the part they take. */
const personOf = (
  named: Agent | undefined,
  type: AppointmentParticipant['type'],
): Agent | undefined => {
  const roles = named === undefined || named.kind === 'unknown' ? allWords(type) : []
  return roles.length > 0 ? { kind: 'professional', words: roles } : named
}

const attendeeOf = (each: AppointmentParticipant, found: Found<Appointment>): Attendee => {
  const { actor, type, status } = each
  const named = serviceOf(actor, found) ?? agentOf(actor, found.resource, found.included)
  const agent = personOf(named, type) ?? { kind: 'unknown', words: [] }
  return { agent, declined: status === 'declined' }
}

/** Reads one appointment. */
export const appointmentFact = (found: Found<Appointment>): AppointmentFact => {
  const { resource } = found
  const people = list(resource.participant)
  const of = (type: string) => people.filter(({ actor }) => typeOf(actor, found) === type)
  const [patients, places] = [of('Patient'), of('Location')]
  const others = people.filter((each) => !patients.includes(each) && !places.includes(each))
  const status = textOf(resource.status)
  const patientNote = textOf(resource.patientInstruction)
  const remarks = [textOf(resource.comment), patientNote].filter((each) => each !== undefined)
  const what = [textOf(resource.description), ...allWords(resource.serviceType)]
  return {
    ...originOf(found),
    status:
      status !== undefined && (OPEN.has(status) || DONE.has(status) || status === 'cancelled')
        ? status
        : undefined,
    start: textOf(resource.start),
    end: textOf(resource.end),
    requested: list(resource.requestedPeriod).map(({ start, end }) => ({
      start: textOf(start),
      end: textOf(end),
    })),
    what: [...new Set(what.filter((each) => each !== undefined))],
    reasons: allWords(resource.reasonCode),
    notes: remarks,
    with: others.map((each) => attendeeOf(each, found)),
    places: places.flatMap((each) => placeOf(each, found)),
    patientDeclined: patients.some((each) => each.status === 'declined'),
    cancelReason: allWords(resource.cancelationReason)[0],
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

/** Reads one planned contact as an appointment. */
export const plannedFact = (found: Found<Encounter>): AppointmentFact => {
  const { resource, included } = found
  // Only an organization can be the provider (HL7 FHIR R4 Encounter), so a name alone may be told.
  const provider =
    resource.serviceProvider &&
    agentOf({ type: 'Organization', ...resource.serviceProvider }, resource, included)
  const people = list(resource.participant).flatMap(
    ({ individual, type }) => personOf(agentOf(individual, resource, included), type) ?? [],
  )
  const places = list(resource.location).flatMap(({ location }) => {
    const place = resolveReference(location, resource, included)
    const name = place?.resourceType === 'Location' ? textOf(place.name) : undefined
    return name ?? textOf(location?.display) ?? []
  })
  const kinds = [...allWords(resource.type), ...allWords(resource.serviceType)]
  return {
    ...originOf(found),
    status: 'planned',
    start: textOf(resource.period?.start),
    end: textOf(resource.period?.end),
    requested: [],
    what: kinds,
    reasons: allWords(resource.reasonCode),
    notes: [],
    with: [...people, ...(provider === undefined ? [] : [provider])].map((agent) => ({
      agent,
      declined: false,
    })),
    places,
    patientDeclined: false,
    cancelReason: undefined,
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}
