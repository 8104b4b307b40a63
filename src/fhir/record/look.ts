import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { type FailureCode, FhirError } from '../fhir.ts'
import { partsOfKey, type Source } from '../server/source.ts'
import { askSource, type Gotten, memoryPrefix, type Session } from './ask.ts'
import { samePatient } from './same-patient.ts'

/** Types a kept list can name. */
const nameable = [
  ...(['AllergyIntolerance', 'Appointment', 'CarePlan', 'CareTeam', 'Communication'] as const),
  ...([
    'CommunicationRequest',
    'Composition',
    'Condition',
    'Consent',
    'DeviceUseStatement',
  ] as const),
  ...([
    'DiagnosticReport',
    'DocumentReference',
    'Encounter',
    'EpisodeOfCare',
    'Flag',
    'Goal',
  ] as const),
  ...(['Immunization', 'MedicationDispense', 'MedicationRequest', 'MedicationStatement'] as const),
  ...(['Observation', 'Patient', 'Procedure', 'RelatedPerson', 'ServiceRequest', 'Task'] as const),
  ...(['Organization', 'Practitioner', 'PractitionerRole'] as const),
] satisfies readonly ResourceType[]

/** Who gives care is no patient's: a line about them names their record. */
const ofNobody: ReadonlySet<ResourceType> = new Set([
  'Organization',
  'Practitioner',
  'PractitionerRole',
])

const isNothing = (error: unknown): boolean =>
  error instanceof FhirError && (error.code === 'not-found' || error.code === 'gone')

/** A record as it was, and when, if that was for an earlier question. */
export type Looked = Gotten & { readonly fetchedAt?: Date }

type Sought = {
  readonly source: Source
  /** The patient as the rooms know them, and as the source does. */
  readonly patient: string
  readonly there: string
  readonly key: string
}

const isTheirs = (resource: Resource, there: string): boolean =>
  ofNobody.has(resource.resourceType) || samePatient(resource, there)

/** Of the answers this person had lately, the latest that holds the record, by itself or beside others. */
const recalled = (
  { source, patient, there, key }: Sought,
  { asker, memory }: Session,
): Looked | undefined => {
  const { ref } = partsOfKey(key)
  return memory
    .recallAll(memoryPrefix(patient, asker, source.label))
    .map(({ value, at }): Looked | undefined => {
      const found = value.found.find((each) => each.key === key)
      if (found !== undefined) return { ...found, fetchedAt: new Date(at) }
      const around = value.found.find(({ included }) => included.has(ref))?.included
      const resource = around?.get(ref)
      if (around === undefined || resource === undefined) return undefined
      if (!isTheirs(resource, there)) return undefined
      return { resource, key, source: source.label, included: around, fetchedAt: new Date(at) }
    })
    .find((each) => each !== undefined)
}

const failureOf = (codes: readonly FailureCode[]): FhirError | undefined => {
  const [code] = codes
  if (code === undefined || code === 'unknown-patient') return undefined
  return new FhirError(
    code === 'incomplete' || code === 'withheld' || code === 'direct-only' ? 'unavailable' : code,
  )
}

/** A record of a source that is asked only what is agreed: remembered, else among what may be asked of its type. */
const byAgreement = async (
  sought: Sought,
  type: ResourceType,
  signal: AbortSignal,
  session: Session,
): Promise<Looked | undefined> => {
  const known = recalled(sought, session)
  if (known !== undefined) return known
  const { source, patient, key } = sought
  const got = await askSource(source, patient, [{ type }], signal, session)
  const found = got.flatMap((each) => each.found).find((each) => each.key === key)
  if (found !== undefined) return found
  const failure = failureOf(got.flatMap(({ state }) => state.failed.map(({ code }) => code)))
  if (failure !== undefined) throw failure
  return undefined
}

/** The resource a key names, if it is still there and this patient's. Throws FhirError. */
export const look = async (
  source: Source,
  patient: string,
  key: string,
  signal: AbortSignal,
  session: Session,
): Promise<Looked | undefined> => {
  const { ref } = partsOfKey(key)
  const there = await source.patientOf(patient, signal)
  const [named, id] = ref.split('/')
  const type = nameable.find((one) => one === named)
  if (there === undefined || type === undefined || id === undefined) return undefined
  if (source.client.reads?.(type) === false)
    return byAgreement({ source, patient, there, key }, type, signal, session)
  try {
    const resource = await source.client.read(type, id, { signal })
    if (!isTheirs(resource, there)) return undefined
    return { resource, source: source.label, key, included: new Map() }
  } catch (error) {
    if (isNothing(error)) return undefined
    throw error
  }
}
