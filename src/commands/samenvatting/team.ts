import { type FailureCode, FhirError, type Sourced } from '../../fhir/fhir.ts'
import type { CareTeamReader, Team } from '../../fhir/team/care-team.ts'
import type { Context } from '../command.ts'
import { absenceLines, type Presence, personLine } from '../wie/line.ts'
import { peopleOf } from '../wie/people.ts'
import type { Part } from './parts.ts'
import { inTime } from './time.ts'

/** What the care team of a summary needs. */
export type TeamPorts = {
  readonly careTeams: Pick<CareTeamReader, 'patientLine' | 'team'>
  readonly presence: (roomId: string) => Promise<Presence>
}

/** Beside the rest, which tells the name of the own record. */
const failedTeam = (patient: string, code: FailureCode): Sourced<Team> => ({
  value: { patient, teams: [], active: true, members: [] },
  sources: [{ label: '', failed: [{ part: 'CareTeam', code }] }],
  foreign: [],
  refs: [],
})

/** The care team; nobody, and why, when it cannot be read or is late. */
export const teamFor = async (
  { careTeams, patient, signal }: Context<TeamPorts>,
  rest: Promise<unknown>,
): Promise<Sourced<Team>> => {
  try {
    const team = await inTime((until) => careTeams.team(patient, until), rest, signal)
    return team ?? failedTeam(patient, 'timeout')
  } catch (error) {
    if (error instanceof FhirError) return failedTeam(patient, error.code)
    throw error
  }
}

/** Who cares for the patient, and who of them is away. */
export const teamPart = (team: Team, presence: Presence, context: Context): Part => {
  const people = peopleOf(team, []).filter((each) => each.current)
  return {
    name: 'team',
    types: ['CareTeam'],
    command: '!wie',
    facts: people.map((each) => ({
      line: personLine(each, presence, context),
      about: each.about,
    })),
    critical: 0,
    notes: absenceLines(people, { later: false, reasons: true }, context).map(({ line }) => line),
  }
}
