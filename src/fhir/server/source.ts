import type { ResourceType } from '@medplum/fhirtypes'
import type { FhirClient, SearchParams } from '../fhir.ts'

/** How answers that hold records of a source are posted: to stay, to vanish, or in the direct message only. */
export type Posting = 'persist' | 'ephemeral' | 'dm'

/** One FHIR server that is asked about patients. */
export type Source = {
  /** The name clinicians know it by. */
  readonly label: string
  /** The organization's own record: rooms, care teams and everything that is written belong to it. */
  readonly own: boolean
  readonly client: Pick<FhirClient, 'search' | 'read' | 'supports' | 'serves'> & {
    /** A question about a patient as it may be asked there; undefined when it may not. Without this everything may. */
    agreed?(type: ResourceType, params: SearchParams): SearchParams | undefined
    /** Whether one record of this type may be read by its id. Without this every one may. */
    reads?(type: ResourceType): boolean
  }
  /** The patient's reference there, for the reference in the own record; undefined when nobody is known there. Throws FhirError. */
  patientOf(patient: string, signal: AbortSignal): Promise<string | undefined>
  /** The patient is looked up anew at the next question. */
  readonly forget?: (patient: string) => void
  /** `persist` for the own record and `ephemeral` for another one, when not said. */
  readonly posting?: Posting
  /** After this nothing of one question is waited for. */
  readonly deadlineMs?: number
  /** What it answered is kept in memory for a while, because it may not be asked the same again so soon. */
  readonly remembered?: boolean
}

/** The own record as a source: its patients are the rooms' patients. */
export const ownSource = (
  label: string,
  client: Source['client'],
  more: Pick<Source, 'deadlineMs' | 'remembered'> = {},
): Source => ({
  label,
  own: true,
  client,
  posting: 'persist',
  patientOf: async (patient) => patient,
  ...more,
})

const separator = ' @'

/** The key of a resource of a source: `Type/id`, followed by ` @` and the source when it is not of the own record. */
export const keyOf = (ref: string, source: Pick<Source, 'label' | 'own'>): string =>
  source.own ? ref : `${ref}${separator}${source.label}`

/** The key of a reference in the source of that name; in the own record when there is none. */
export const keyIn = (ref: string, source: string | undefined): string =>
  keyOf(ref, { label: source ?? '', own: source === undefined })

/** What a key names: the reference, and the source's name unless it is the own record. */
export const partsOfKey = (
  key: string,
): { readonly ref: string; readonly label: string | undefined } => {
  const at = key.indexOf(separator)
  if (at === -1) return { ref: key, label: undefined }
  return { ref: key.slice(0, at), label: key.slice(at + separator.length) }
}

const strictness: readonly Posting[] = ['persist', 'ephemeral', 'dm']

/** How an answer is posted that rests on these references: as the most careful of their sources wants it. */
export const postingOf = (
  sources: readonly Pick<Source, 'label' | 'own' | 'posting'>[],
  refs: readonly { readonly source?: string }[],
): Posting => {
  const modes = refs.map(({ source }): Posting => {
    if (source === undefined) return 'persist'
    return sources.find(({ label, own }) => !own && label === source)?.posting ?? 'ephemeral'
  })
  return strictness.findLast((mode) => modes.includes(mode)) ?? 'persist'
}
