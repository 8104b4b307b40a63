import type { Resource, ResourceType } from '@medplum/fhirtypes'
import {
  FhirError,
  type ResourceOf,
  type SearchParams,
  type Sourced,
  type SourceState,
} from '../fhir.ts'
import { partsOfKey, type Source } from '../server/source.ts'
import { createMemory } from '../server/strict-memory.ts'
import { askSource, type Got, memoryPrefix, withheld } from './ask.ts'
import { samePatient } from './same-patient.ts'

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

/** Whether a source is read for somebody; `direct-only` when it is not where others see what is made of it. */
export type Readable = boolean | 'direct-only'

/** Makes the reader of one person, whose session with the sources it is. */
export type RecordReaders = {
  /** Of a source this person may not know of nothing is read; that it was left out is said. */
  readonly for: (asker: string, mayRead?: (source: Source) => Readable) => RecordReader
  /** The next question of this person about this patient is asked of every source anew. */
  readonly refresh: (patient: string, asker: string) => void
}

/** The name of the source of a record, when it is another than the own one: a line made from it says so (S6). */
export const foreignSource = ({ key }: Pick<Found, 'key'>): string | undefined =>
  partsOfKey(key).label

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

/** One state for each source: everything that failed there, and how old the oldest of its answers is. */
const merged = (states: readonly SourceState[]): readonly SourceState[] =>
  [...Map.groupBy(states, ({ label }) => label)].map(([label, each]) => {
    const failed = each.flatMap((state) => state.failed)
    const times = each.flatMap(({ fetchedAt }) => fetchedAt?.getTime() ?? [])
    return {
      label,
      failed: [...new Map(failed.map((one) => [`${one.part} ${one.code}`, one])).values()],
      ...(times.length === 0 ? {} : { fetchedAt: new Date(Math.min(...times)) }),
    }
  })

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

const look = async (
  sources: readonly Source[],
  patient: string,
  key: string,
  signal: AbortSignal,
): Promise<Found | undefined> => {
  const { ref, label } = partsOfKey(key)
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
}

/** Readers over all sources, the own record first; what a person was told by a source with an agreement is kept for a while. */
export const createRecordReaders = (
  sources: readonly Source[],
  clock: () => number = Date.now,
): RecordReaders => {
  const memory = createMemory<Got>(clock)
  return {
    for: (asker, mayRead = () => true) => ({
      async ask(patient, questions, signal) {
        const session = { asker, memory }
        const got = await Promise.all(
          sources.map((source) => {
            const readable = mayRead(source)
            if (readable === true) return askSource(source, patient, questions, signal, session)
            const left = withheld(source.label, readable === false ? 'withheld' : readable)
            return Promise.resolve([left])
          }),
        )
        return toSourced(got.flat())
      },
      look: (patient, key, signal) =>
        look(
          sources.filter((source) => mayRead(source) === true),
          patient,
          key,
          signal,
        ),
    }),
    refresh(patient, asker) {
      memory.forget(memoryPrefix(patient, asker))
      for (const source of sources) source.forget?.(patient)
    },
  }
}

/** A reader over all sources for one person. */
export const createRecordReader = (sources: readonly Source[], asker = ''): RecordReader =>
  createRecordReaders(sources).for(asker)
