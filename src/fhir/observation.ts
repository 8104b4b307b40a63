import type { Observation, Resource } from '@medplum/fhirtypes'
import {
  type FhirClient,
  FhirError,
  type SearchParams,
  type Sourced,
  type SourceState,
} from './fhir.ts'
import { categoriesFor, codesFor, type VitalKind } from './observation-kinds.ts'
import { readVitals, type Vitals } from './observation-vitals.ts'
import { referenceId, resourceRef } from './references.ts'
import { keepPatient } from './same-patient.ts'

/** Reads what was measured on a patient. */
export interface ObservationReader {
  /** Measurements of these kinds newest first; every vital sign and score when no kind is named. */
  vitals(
    patient: string,
    kinds: readonly VitalKind[],
    signal: AbortSignal,
  ): Promise<Sourced<Vitals>>
}

type Ports = Pick<FhirClient, 'search' | 'supports'>

type Failure = SourceState['failed'][number]

type Found = {
  readonly matches: readonly Observation[]
  readonly included: ReadonlyMap<string, Resource>
  readonly failed: readonly Failure[]
}

const INCLUDES: SearchParams = {
  _include: ['Observation:has-member', 'Observation:performer'],
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
}

/** By code and by category: some measures carry no category, others have a local code only. */
const questions = (kinds: readonly VitalKind[], client: Ports): readonly SearchParams[] => {
  const category = categoriesFor(kinds)
  if (!client.supports('Observation', 'code')) return [{}]
  if (category === undefined) return [{ code: codesFor(kinds) }]
  if (!client.supports('Observation', 'category')) return [{}]
  return [{ category }, { code: codesFor(kinds) }]
}

const ask = async (
  client: Ports,
  patient: string,
  question: SearchParams,
  signal: AbortSignal,
): Promise<Found> => {
  try {
    const id = referenceId({ reference: patient }, 'Patient')
    if (id === undefined) throw new FhirError('invalid', ['value'])
    const params = { patient: id, ...question, _sort: '-date', _count: '50', ...INCLUDES }
    const found = await client.search('Observation', params, { signal })
    const failed: readonly Failure[] = found.complete
      ? []
      : [{ part: 'Observation', code: 'incomplete' }]
    return { matches: found.matches, included: found.included, failed }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return { matches: [], included: new Map(), failed: [{ part: 'Observation', code: error.code }] }
  }
}

const isObservation = (resource: Resource): resource is Observation =>
  resource.resourceType === 'Observation'

const once = <T>(items: readonly T[], key: (item: T) => string): readonly T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
]

/** A reader of measurements; `label` is the name of the source that clinicians know. */
export const createObservationReader = (
  client: Ports,
  { label }: { readonly label: string },
): ObservationReader => ({
  async vitals(patient, kinds, signal) {
    const found = await Promise.all(
      questions(kinds, client).map((question) => ask(client, patient, question, signal)),
    )
    const included = new Map(found.flatMap((each) => [...each.included]))
    const all = [
      ...found.flatMap((each) => each.matches),
      ...[...included.values()].filter(isObservation),
    ]
    const { kept, foreign } = keepPatient(
      once(all, (each) => each.id ?? JSON.stringify(each)),
      patient,
    )
    return {
      value: readVitals(kept, kinds, included),
      sources: [
        {
          label,
          failed: once(
            found.flatMap((each) => each.failed),
            (each) => each.code,
          ),
        },
      ],
      foreign,
      refs: kept.flatMap((each) => resourceRef(each) ?? []),
    }
  },
})
