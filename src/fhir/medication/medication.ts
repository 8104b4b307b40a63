import type { Sourced } from '../fhir.ts'
import type { Question, RecordReader, Records } from '../record/record.ts'
import { type MedicationOverview, medicationOverview } from './overview.ts'
import { clockOf } from './period.ts'
import { medicationFact } from './statement.ts'

/** Reads all medication of one patient. */
export interface MedicationReader {
  overview(patient: string, now: Date, signal: AbortSignal): Promise<Sourced<MedicationOverview>>
}

/** The zone in which dates without one are meant. */
export type MedicationReaderOptions = { readonly timeZone?: string }

const iterate = { '_include:iterate': ['PractitionerRole:organization'] }

/**
 * Everything about medicines: status says nothing about Dutch agreements (MP9 leaves it unknown), so neither the server
 * nor the reader filters on it.
 */
export const medicationQuestions: readonly Question[] = [
  {
    type: 'MedicationRequest',
    params: {
      _include: ['MedicationRequest:medication', 'MedicationRequest:requester'],
      ...iterate,
    },
  },
  {
    type: 'MedicationDispense',
    params: {
      _include: ['MedicationDispense:medication', 'MedicationDispense:performer'],
      ...iterate,
    },
  },
  {
    type: 'MedicationStatement',
    params: { _include: ['MedicationStatement:medication'], ...iterate },
  },
]

/** All medication among records, as it is at one moment. */
export const medicationIn = (
  records: Records,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): MedicationOverview => {
  const found = [
    ...records.of('MedicationRequest'),
    ...records.of('MedicationDispense'),
    ...records.of('MedicationStatement'),
  ]
  return medicationOverview(found.map(medicationFact), clockOf(now, timeZone))
}

/** A reader of medication over all sources; each of the three searches at each of them may fail by itself. */
export const createMedicationReader = (
  record: Pick<RecordReader, 'ask'>,
  { timeZone = 'Europe/Amsterdam' }: MedicationReaderOptions = {},
): MedicationReader => ({
  async overview(patient, now, signal) {
    const { value, ...sourced } = await record.ask(patient, medicationQuestions, signal)
    return { ...sourced, value: medicationIn(value, { now, timeZone }) }
  },
})
