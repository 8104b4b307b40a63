import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { ResourceOf, SearchParams, Sourced, SourceState } from '../fhir.ts'
import { laterOf } from '../server/later-version.ts'
import { partsOfKey, type Source } from '../server/source.ts'
import { createMemory } from '../server/strict-memory.ts'
import { askSource, type Got, type Gotten, memoryPrefix, refTo, withheld } from './ask.ts'
import { type Looked, look } from './look.ts'

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
  /** The resource a key names, if it is still there and this patient's: as it is now, or as it was at its `fetchedAt`. Throws FhirError. */
  look(patient: string, key: string, signal: AbortSignal): Promise<Looked | undefined>
}

/** Whether a source is read for somebody; `direct-only` when it is not where others see what is made of it. */
export type Readable = boolean | 'direct-only'

/** Makes the reader of one person, whose session with the sources it is. */
export type RecordReaders = {
  /** Of a source this person may not know of nothing is read; that it was left out is said. */
  readonly for: (asker: string, mayRead?: (source: Source) => Readable) => RecordReader
  /** The next question of this person about this patient is asked of every source anew. */
  readonly refresh: (patient: string, asker: string) => void
  /** Something was written about this patient: what anybody asks of the own record is asked anew. */
  readonly changed: (patient: string) => void
}

/** The name of the source of a record, when it is another than the own one: a line made from it says so (S6). */
export const foreignSource = ({ key }: Pick<Found, 'key'>): string | undefined =>
  partsOfKey(key).label

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

/** Each record once, in the latest version that any question gave; `unsure` tells where that could not be told. */
const latest = (
  all: readonly Gotten[],
): { readonly unique: readonly Gotten[]; readonly unsure: readonly SourceState[] } => {
  const unique = new Map<string, Gotten>()
  const unsure: SourceState[] = []
  for (const each of all) {
    const known = unique.get(each.key)
    const { later, isSure } = laterOf(known?.resource ?? each.resource, each.resource)
    if (later === each.resource) unique.set(each.key, each)
    if (isSure) continue
    const failed = [{ part: each.resource.resourceType, code: 'incomplete' as const }]
    unsure.push({ label: each.source, failed })
  }
  return { unique: [...unique.values()], unsure }
}

const toSourced = (got: readonly Got[]): Sourced<Records> => {
  const { unique, unsure } = latest(got.flatMap(({ found }) => found))
  const refs = unique.flatMap(({ resource, source, key }) =>
    refTo(resource, { label: source, own: partsOfKey(key).label === undefined }),
  )
  return {
    value: { of: (type) => unique.filter(isType(type)) },
    sources: merged([...got.map(({ state }) => state), ...unsure]),
    foreign: [...new Set(got.flatMap((each) => each.foreign))],
    refs,
  }
}

/** Readers over all sources, the own record first; what a person was told by a source with an agreement is kept for a while. */
export const createRecordReaders = (
  sources: readonly Source[],
  clock: () => number = Date.now,
): RecordReaders => {
  const memory = createMemory<Got>(clock)
  const ofOwn = createMemory<Got>(clock)
  const session = (asker: string, { own }: Source) => ({ asker, memory: own ? ofOwn : memory })
  return {
    for: (asker, mayRead = () => true) => ({
      async ask(patient, questions, signal) {
        const got = await Promise.all(
          sources.map((source) => {
            const readable = mayRead(source)
            if (readable === true)
              return askSource(source, patient, questions, signal, session(asker, source))
            const left = withheld(source.label, readable === false ? 'withheld' : readable)
            return Promise.resolve([left])
          }),
        )
        return toSourced(got.flat())
      },
      async look(patient, key, signal) {
        const { label } = partsOfKey(key)
        const source = sources.find(
          (one) => mayRead(one) === true && (label === undefined ? one.own : one.label === label),
        )
        if (source === undefined) return undefined
        return look(source, patient, key, signal, session(asker, source))
      },
    }),
    refresh(patient, asker) {
      for (const each of [ofOwn, memory]) each.forget(memoryPrefix(patient, asker))
      for (const source of sources) source.forget?.(patient)
    },
    changed: (patient) => ofOwn.forget(memoryPrefix(patient)),
  }
}

/** A reader over all sources for one person. */
export const createRecordReader = (sources: readonly Source[], asker = ''): RecordReader =>
  createRecordReaders(sources).for(asker)
