import type { Resource } from '@medplum/fhirtypes'
import {
  type FhirClient,
  FhirError,
  type SearchParams,
  type Sourced,
  type SourceState,
} from './fhir.ts'
import type { MedicationRecord } from './medication-fields.ts'
import { type MedicationOverview, medicationOverview } from './medication-overview.ts'
import { clockOf } from './medication-period.ts'
import { medicationFact } from './medication-statement.ts'
import { resourceRef } from './references.ts'
import { keepPatient } from './same-patient.ts'

/** Reads all medication of one patient. */
export interface MedicationReader {
  overview(patient: string, now: Date, signal: AbortSignal): Promise<Sourced<MedicationOverview>>
}

/** The name of the source as clinicians know it, and the zone in which dates without one are meant. */
export type MedicationReaderOptions = { readonly label: string; readonly timeZone?: string }

type Ports = Pick<FhirClient, 'search'>

type Failure = SourceState['failed'][number]

type Found = {
  readonly matches: readonly MedicationRecord[]
  readonly included: ReadonlyMap<string, Resource>
  readonly failed: readonly Failure[]
}

const INCLUDES = {
  MedicationRequest: ['MedicationRequest:medication', 'MedicationRequest:requester'],
  MedicationDispense: ['MedicationDispense:medication', 'MedicationDispense:performer'],
  MedicationStatement: ['MedicationStatement:medication'],
} as const

type MedicationType = keyof typeof INCLUDES

const ask = async (
  client: Ports,
  type: MedicationType,
  patient: string,
  signal: AbortSignal,
): Promise<Found> => {
  const params: SearchParams = {
    patient,
    _include: INCLUDES[type],
    '_include:iterate': ['PractitionerRole:organization'],
    _count: '100',
  }
  try {
    const found = await client.search(type, params, { signal })
    return {
      matches: found.matches,
      included: found.included,
      failed: found.complete ? [] : [{ part: type, code: 'incomplete' }],
    }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return { matches: [], included: new Map(), failed: [{ part: type, code: error.code }] }
  }
}

/**
 * A reader of medication that asks for everything: status says nothing about Dutch agreements (MP9 leaves it unknown),
 * so neither the server nor the reader filters on it. Each of the three searches may fail by itself.
 */
export const createMedicationReader = (
  client: Ports,
  { label, timeZone = 'Europe/Amsterdam' }: MedicationReaderOptions,
): MedicationReader => ({
  async overview(patient, now, signal) {
    const found = await Promise.all([
      ask(client, 'MedicationRequest', patient, signal),
      ask(client, 'MedicationDispense', patient, signal),
      ask(client, 'MedicationStatement', patient, signal),
    ])
    const included = new Map(found.flatMap((each) => [...each.included]))
    const { kept, foreign } = keepPatient(
      found.flatMap((each) => each.matches),
      patient,
    )
    const facts = kept.map((record) => medicationFact(record, included))
    return {
      value: medicationOverview(facts, clockOf(now, timeZone)),
      sources: [{ label, failed: found.flatMap((each) => each.failed) }],
      foreign,
      refs: kept.flatMap((record) => resourceRef(record) ?? []),
    }
  },
})
