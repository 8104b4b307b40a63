import type { Sourced } from '../fhir.ts'

/** A person of a care team whose account FHIR names, or who has none. */
export type TeamMember = {
  readonly kind: 'professional' | 'related' | 'patient' | 'unknown'
  /** Reference of the participant as the CareTeam names it, e.g. `PractitionerRole/789`. */
  readonly ref: string | undefined
  readonly practitioner: string | undefined
  /** Matrix user ids found in telecom of PractitionerRole, Practitioner, RelatedPerson or Patient (care-network.md A50). */
  readonly userIds: readonly string[]
  readonly name: string | undefined
  /** Function or relation in words of the source. */
  readonly functions: readonly string[]
  /** UZI role codes and SNOMED codes, for the role policy. */
  readonly roleCodes: readonly { readonly system: string | undefined; readonly code: string }[]
  readonly organization:
    | {
        readonly ref: string | undefined
        readonly name: string | undefined
        readonly ura: string | undefined
      }
    | undefined
  readonly phones: readonly string[]
  /** Addresses for secure post. */
  readonly mail?: readonly string[]
  /** An organization as such takes part: nobody who has an account or can be spoken with. */
  readonly isOrganization?: boolean
  /** The records of people and organizations all this was read from. */
  readonly records?: readonly string[]
  readonly responsible: boolean
  /** Absence that covers now or is still to come. */
  readonly absences: readonly {
    readonly start: string | undefined
    readonly end: string | undefined
    readonly text: string | undefined
    readonly now: boolean
  }[]
  /** Participation period covers now. */
  readonly current: boolean
}

/** All active care teams of one patient, merged: a person in two teams is listed once. */
export type Team = {
  readonly patient: string
  readonly teams: readonly string[]
  /** False when only former teams were found: then nobody is current. */
  readonly active: boolean
  readonly members: readonly TeamMember[]
}

/** A patient's identity in one line, for preview and answers: initials or name, gender, birth date. */
export type PatientLine = {
  readonly name: string | undefined
  readonly gender: string | undefined
  readonly birthDate: string | undefined
}

export interface CareTeamReader {
  /** Every patient that has an active CareTeam with a subject. Throws FhirError; an incomplete search throws `unavailable`, so nobody is removed on half a list. */
  patients(signal?: AbortSignal): Promise<readonly string[]>
  /** The team of one patient as it is now. */
  team(patient: string, signal?: AbortSignal): Promise<Sourced<Team>>
  patientLine(patient: string, signal?: AbortSignal): Promise<PatientLine>
  /** Every patient whose active care team has this Matrix account among its current professionals. */
  patientsOf(userId: string, signal?: AbortSignal): Promise<readonly string[]>
}
