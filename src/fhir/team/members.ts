import type { CareTeam, CareTeamParticipant, Resource } from '@medplum/fhirtypes'
import { samePatient } from '../record/same-patient.ts'
import { list } from '../value/codes.ts'
import type { Moment } from '../value/period.ts'
import { literalRef, refOf, resolveReference } from '../value/references.ts'
import type { Team } from './care-team.ts'
import { memberOf } from './member.ts'
import { mergeMembers, withoutSharedAccounts } from './merge.ts'

const isForeign = (
  participant: CareTeamParticipant,
  team: CareTeam,
  included: ReadonlyMap<string, Resource>,
  patient: string,
): boolean => {
  const named = literalRef(participant.member)
  if (named?.startsWith('Patient/') === true) return named !== patient
  const found = resolveReference(participant.member, team, included)
  const personal = found?.resourceType === 'RelatedPerson' || found?.resourceType === 'Patient'
  return personal && !samePatient(found, patient)
}

/**
 * The care teams of one patient as one team; `foreign` are participants that belong to another patient. Only an active
 * team's members are ever current, and an account that two people claim is nobody's.
 */
export const teamOf = (
  patient: string,
  teams: readonly CareTeam[],
  included: ReadonlyMap<string, Resource>,
  moment: Moment,
): { readonly team: Team; readonly foreign: readonly string[] } => {
  const listed = teams.flatMap((team) =>
    list(team.participant).map((participant) => ({ team, participant })),
  )
  const strange = new Set(
    listed.filter(({ team, participant }) => isForeign(participant, team, included, patient)),
  )
  const members = listed
    .filter((each) => !strange.has(each))
    .map((each) => memberOf({ ...each, included, moment }))
  return {
    team: {
      patient,
      teams: teams.map(refOf).filter((ref) => ref !== undefined),
      active: teams.some(({ status }) => status === 'active'),
      members: withoutSharedAccounts(mergeMembers(members)),
    },
    foreign: [...strange].map(({ participant }) => literalRef(participant.member) ?? 'unknown'),
  }
}
