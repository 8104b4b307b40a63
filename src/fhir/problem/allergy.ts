import type { Sourced } from '../fhir.ts'
import type { Question, RecordReader } from '../record/record.ts'
import { allergyFact } from './allergy-fact.ts'
import { type AllergyOverview, allergyOverview } from './allergy-overview.ts'

/** Reads the allergies and intolerances of one patient. */
export interface AllergyReader {
  overview(patient: string, signal: AbortSignal): Promise<Sourced<AllergyOverview>>
}

/** Everything about allergies; statuses are judged here, not by the server. */
export const allergyQuestions: readonly Question[] = [
  {
    type: 'AllergyIntolerance',
    params: {
      _include: 'AllergyIntolerance:recorder',
      '_include:iterate': 'PractitionerRole:organization',
    },
  },
]

/** A reader of allergies over all sources. */
export const createAllergyReader = (record: Pick<RecordReader, 'ask'>): AllergyReader => ({
  async overview(patient, signal) {
    const { value, ...sourced } = await record.ask(patient, allergyQuestions, signal)
    return { ...sourced, value: allergyOverview(value.of('AllergyIntolerance').map(allergyFact)) }
  },
})
