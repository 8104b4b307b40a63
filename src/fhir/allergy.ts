import { allergyFact } from './allergy-fact.ts'
import { type AllergyOverview, allergyOverview } from './allergy-overview.ts'
import { type FhirClient, type FhirCode, FhirError, type Sourced } from './fhir.ts'
import { resourceRef } from './references.ts'
import { keepPatient } from './same-patient.ts'

/** Reads the allergies and intolerances of one patient. */
export interface AllergyReader {
  overview(patient: string, signal: AbortSignal): Promise<Sourced<AllergyOverview>>
}

type Ports = Pick<FhirClient, 'search'>

const ask = async (client: Ports, patient: string, signal: AbortSignal) =>
  client.search(
    'AllergyIntolerance',
    {
      patient,
      _include: 'AllergyIntolerance:recorder',
      '_include:iterate': 'PractitionerRole:organization',
      _count: '100',
    },
    { signal },
  )

const nothing = (label: string, code: FhirCode): Sourced<AllergyOverview> => ({
  value: allergyOverview([]),
  sources: [{ label, failed: [{ part: 'AllergyIntolerance', code }] }],
  foreign: [],
  refs: [],
})

/** A reader of allergies; `label` is the name of the source that clinicians know. Statuses are judged here, not by the server. */
export const createAllergyReader = (
  client: Ports,
  { label }: { readonly label: string },
): AllergyReader => ({
  async overview(patient, signal) {
    try {
      const found = await ask(client, patient, signal)
      const { kept, foreign } = keepPatient(found.matches, patient)
      return {
        value: allergyOverview(kept.map((record) => allergyFact(record, found.included))),
        sources: [
          {
            label,
            failed: found.complete ? [] : [{ part: 'AllergyIntolerance', code: 'incomplete' }],
          },
        ],
        foreign,
        refs: kept.flatMap((record) => resourceRef(record) ?? []),
      }
    } catch (error) {
      if (error instanceof FhirError) return nothing(label, error.code)
      throw error
    }
  },
})
