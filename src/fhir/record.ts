import type { Resource, ResourceType } from '@medplum/fhirtypes'
import {
  type FhirClient,
  FhirError,
  type ResourceOf,
  type ResourceRef,
  type SearchParams,
  type Sourced,
  type SourceState,
} from './fhir.ts'
import { refOf, resourceRef } from './references.ts'
import { keepPatient, samePatient } from './same-patient.ts'

/** One FHIR server that is asked about patients. */
export type Source = {
  /** The name clinicians know it by. */
  readonly label: string
  /** The organization's own record: rooms, care teams and everything that is written belong to it. */
  readonly own: boolean
  readonly client: Pick<FhirClient, 'search' | 'read' | 'supports'>
  /** The patient's reference there, for the reference in the own record; undefined when nobody is known there. Throws FhirError. */
  patientOf(patient: string, signal: AbortSignal): Promise<string | undefined>
}

/** One search about a patient; the patient is added to the parameters. Statuses are judged by the reader, not by the server. */
export type Question = { readonly type: ResourceType; readonly params?: SearchParams }

/** A resource of the patient, and where it came from. */
export type Found<R extends Resource = Resource> = {
  readonly resource: R
  readonly source: string
  /** Names it in a kept list: `Type/id`, followed by ` @` and the source when it is not of the own record. */
  readonly key: string
  /** What its references can be resolved with. */
  readonly included: ReadonlyMap<string, Resource>
}

/** What was found of a type, each resource once, in the order of the sources. */
export type Records = {
  readonly of: <K extends ResourceType>(type: K) => readonly Found<ResourceOf<K>>[]
}

/** Everything about one patient, of all sources at once: what is missing is said beside it, what is another patient's is dropped (S5, S13). */
export interface RecordReader {
  ask(
    patient: string,
    questions: readonly Question[],
    signal: AbortSignal,
  ): Promise<Sourced<Records>>
  /** The resource a key names, as it is now, if it is still there and this patient's. Throws FhirError. */
  look(patient: string, key: string, signal: AbortSignal): Promise<Found | undefined>
}

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
] satisfies readonly ResourceType[]

const separator = ' @'

/** The key of a resource of a source. */
export const keyOf = (ref: string, source: Pick<Source, 'label' | 'own'>): string =>
  source.own ? ref : `${ref}${separator}${source.label}`

type Got = {
  readonly state: SourceState
  readonly found: readonly Found[]
  readonly foreign: readonly string[]
  readonly refs: readonly ResourceRef[]
}

const failedAll = (label: string, error: FhirError): Got => ({
  state: { label, failed: [{ part: '', code: error.code }] },
  found: [],
  foreign: [],
  refs: [],
})

const askOne = async (
  source: Source,
  patient: string,
  { type, params = {} }: Question,
  signal: AbortSignal,
): Promise<Got> => {
  const { label, client, own } = source
  try {
    const result = await client.search(type, { patient, _count: '100', ...params }, { signal })
    const { kept, foreign } = keepPatient<Resource>(result.matches, patient)
    const { included } = result
    const named = kept.flatMap((resource) => {
      const ref = refOf(resource)
      return ref === undefined ? [] : [{ resource, ref }]
    })
    return {
      state: { label, failed: result.complete ? [] : [{ part: type, code: 'incomplete' }] },
      found: named.map(({ resource, ref }) => ({
        resource,
        source: label,
        key: keyOf(ref, source),
        included,
      })),
      foreign: foreign.map((ref) => keyOf(ref, source)),
      refs: named.flatMap(({ resource }) => {
        const ref = resourceRef(resource)
        return ref === undefined ? [] : [own ? ref : { ...ref, source: label }]
      }),
    }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return {
      ...failedAll(label, error),
      state: { label, failed: [{ part: type, code: error.code }] },
    }
  }
}

const askSource = async (
  source: Source,
  patient: string,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<readonly Got[]> => {
  try {
    const there = await source.patientOf(patient, signal)
    if (there === undefined) {
      const failed = [{ part: '', code: 'unknown-patient' as const }]
      return [{ state: { label: source.label, failed }, found: [], foreign: [], refs: [] }]
    }
    return await Promise.all(questions.map((one) => askOne(source, there, one, signal)))
  } catch (error) {
    if (error instanceof FhirError) return [failedAll(source.label, error)]
    throw error
  }
}

/** One state for each source, with everything that failed there. */
const merged = (states: readonly SourceState[]): readonly SourceState[] =>
  [...Map.groupBy(states, ({ label }) => label)].map(([label, each]) => ({
    label,
    failed: each.flatMap(({ failed }) => failed),
  }))

const isType =
  <K extends ResourceType>(type: K) =>
  (found: Found): found is Found<ResourceOf<K>> =>
    found.resource.resourceType === type

const toSourced = (got: readonly Got[]): Sourced<Records> => {
  const unique = [
    ...new Map(got.flatMap(({ found }) => found).map((each) => [each.key, each])).values(),
  ]
  const refs = new Map(
    got.flatMap((each) => each.refs).map((each) => [`${each.ref} ${each.source ?? ''}`, each]),
  )
  return {
    value: { of: (type) => unique.filter(isType(type)) },
    sources: merged(got.map(({ state }) => state)),
    foreign: [...new Set(got.flatMap((each) => each.foreign))],
    refs: [...refs.values()],
  }
}

/** A reader over all sources, the own record first. */
export const createRecordReader = (sources: readonly Source[]): RecordReader => ({
  async ask(patient, questions, signal) {
    const got = await Promise.all(
      sources.map((source) => askSource(source, patient, questions, signal)),
    )
    return toSourced(got.flat())
  },
  async look(patient, key, signal) {
    const [ref = '', label] = key.split(separator)
    const source = sources.find((one) => (label === undefined ? one.own : one.label === label))
    const there = await source?.patientOf(patient, signal)
    const [named, id] = ref.split('/')
    const type = nameable.find((one) => one === named)
    if (source === undefined || there === undefined || type === undefined || id === undefined)
      return undefined
    try {
      const resource = await source.client.read(type, id, { signal })
      if (!samePatient(resource, there)) return undefined
      return { resource, source: source.label, key, included: new Map() }
    } catch (error) {
      if (error instanceof FhirError && (error.code === 'not-found' || error.code === 'gone'))
        return undefined
      throw error
    }
  },
})

/** The own record as a source: its patients are the rooms' patients. */
export const ownSource = (label: string, client: Source['client']): Source => ({
  label,
  own: true,
  client,
  patientOf: async (patient) => patient,
})
