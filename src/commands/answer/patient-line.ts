import { FhirError } from '../../fhir/fhir.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Context } from '../command.ts'
import { patientWords } from './person-words.ts'

/** What every answer about a patient needs to say who it is about. */
export type PatientLinePorts = { readonly careTeams: Pick<CareTeamReader, 'patientLine'> }

/** The patient in one line under the title, as previews show one; nothing when that is not known now. */
export const patientLineOf = async ({
  careTeams,
  patient,
  signal,
  t,
}: Context<PatientLinePorts>): Promise<{ readonly patientLine?: string }> => {
  try {
    const line = await careTeams.patientLine(patient, signal)
    const known = line.name ?? line.birthDate
    return known === undefined ? {} : { patientLine: patientWords(line, t) }
  } catch (error) {
    if (error instanceof FhirError) return {}
    throw error
  }
}
