import type { CareTeamReader, PatientLine } from '../../fhir/team/care-team.ts'

const keptMs = 60_000

type Kept = { readonly line: PatientLine; readonly until: number }

/** The same reader, which keeps who a patient is for a minute: every answer says it. */
export const keepingPatientLines = (
  reader: CareTeamReader,
  clock: () => number,
): CareTeamReader => {
  const kept = new Map<string, Kept>()
  return {
    patients: (signal) => reader.patients(signal),
    team: (patient, signal) => reader.team(patient, signal),
    patientsOf: (userId, signal) => reader.patientsOf(userId, signal),
    async patientLine(patient, signal) {
      const now = clock()
      for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
      const known = kept.get(patient)
      if (known !== undefined) return known.line
      const line = await reader.patientLine(patient, signal)
      kept.set(patient, { line, until: now + keptMs })
      return line
    },
  }
}
