import type { FhirError } from '../../src/fhir/fhir.ts'
import type { CareTeamReader, Team, TeamMember } from '../../src/fhir/team/care-team.ts'

/** The patient of these tests. */
export const patient = 'Patient/p1'

/** A current professional with one account. */
export const professional = (userId: string, more: Partial<TeamMember> = {}): TeamMember => ({
  kind: 'professional',
  ref: `PractitionerRole/${localpart(userId)}`,
  practitioner: `Practitioner/${localpart(userId)}`,
  userIds: [userId],
  name: `Naam ${localpart(userId)}`,
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: true,
  ...more,
})

const localpart = (userId: string): string => userId.slice(1).split(':')[0] ?? ''

/** An active team of these professionals. */
export const teamOf = (...userIds: readonly string[]): Team => ({
  patient,
  teams: ['CareTeam/t1'],
  active: true,
  members: userIds.map((userId) => professional(userId)),
})

/** A reader whose teams are changed by the test; `failure` is thrown in the place of an answer. */
export class FakeTeams implements CareTeamReader {
  readonly teams = new Map<string, Team>()
  failure: FhirError | undefined
  reads = 0

  constructor(...teams: readonly Team[]) {
    for (const team of teams) this.set(team)
  }

  set(team: Team): void {
    this.teams.set(team.patient, team)
  }

  async patients() {
    this.#fail()
    return [...this.teams.values()].filter(({ active }) => active).map((team) => team.patient)
  }

  async team(asked: string) {
    this.#fail()
    this.reads += 1
    const none = { patient: asked, teams: [], active: false, members: [] }
    return { value: this.teams.get(asked) ?? none, sources: [], foreign: [], refs: [] }
  }

  async patientLine() {
    this.#fail()
    return { name: 'J. Jansen', gender: 'female', birthDate: '1948-03-12' }
  }

  async patientsOf(userId: string) {
    this.#fail()
    return [...this.teams.values()]
      .filter(({ members }) => members.some((one) => one.current && one.userIds.includes(userId)))
      .map((team) => team.patient)
  }

  #fail(): void {
    if (this.failure !== undefined) throw this.failure
  }
}

/** The client's own entry, or a relative's, with an account. */
export const layPerson = (userId: string, kind: 'patient' | 'related' = 'related'): TeamMember =>
  professional(userId, {
    kind,
    ref: `${kind === 'patient' ? 'Patient' : 'RelatedPerson'}/${localpart(userId)}`,
    practitioner: undefined,
  })
