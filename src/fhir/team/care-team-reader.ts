import type { CareTeam } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type FhirOptions, type Sourced } from '../fhir.ts'
import { keepPatient } from '../record/same-patient.ts'
import { humanName } from '../value/human-name.ts'
import type { Moment } from '../value/period.ts'
import { referenceId, resourceRef } from '../value/references.ts'
import type { CareTeamReader, Team } from './care-team.ts'
import { readMissing } from './includes.ts'
import { teamOf } from './members.ts'
import { activeOnly, searchTeams, searchWhole } from './search.ts'
import { teamsOfAccount } from './teams-of-account.ts'

/** `label` is the source's name for people; dates without a zone are meant in `timeZone`. */
export type CareTeamOptions = {
  readonly label: string
  readonly clock?: () => number
  readonly timeZone?: string
}

const patientId = (patient: string): string => {
  const id = referenceId({ reference: patient }, 'Patient')
  if (id === undefined) throw new FhirError('invalid', ['value'])
  return id
}

const byPatient = (teams: readonly CareTeam[]): ReadonlyMap<string, readonly CareTeam[]> => {
  const found = new Map<string, CareTeam[]>()
  for (const team of teams) {
    const id = referenceId(team.subject, 'Patient')
    if (id === undefined) continue
    const patient = `Patient/${id}`
    found.set(patient, [...(found.get(patient) ?? []), team])
  }
  return found
}

/** Reads care teams so that nobody gets access by what is half known: an incomplete answer is an error. */
export const createCareTeamReader = (
  client: FhirClient,
  { label, clock = Date.now, timeZone = 'Europe/Amsterdam' }: CareTeamOptions,
): CareTeamReader => {
  const moment = (): Moment => ({ now: new Date(clock()), timeZone })

  const patients: CareTeamReader['patients'] = async (signal) => {
    const params = { status: 'active', _count: '250' }
    const { matches } = await searchWhole(client, 'CareTeam', params, { signal })
    return [...byPatient(activeOnly(matches)).keys()]
  }

  const teamsFor = async (patient: string, options: FhirOptions) => {
    const params = { patient: patientId(patient) }
    const current = await searchTeams(client, { ...params, status: 'active' }, options)
    const own = keepPatient(current.teams, patient)
    const active = activeOnly(own.kept)
    if (active.length > 0) return { ...current, teams: active, foreign: own.foreign }
    // Former teams are told, so that people can see who was there; none of their members is current.
    const former = await searchTeams(client, params, options)
    const known = keepPatient(former.teams, patient)
    const teams = known.kept.filter(({ status }) => status !== 'entered-in-error')
    return { ...former, teams, foreign: [...new Set([...own.foreign, ...known.foreign])] }
  }

  const team = async (patient: string, signal?: AbortSignal): Promise<Sourced<Team>> => {
    const options = { signal }
    const found = await teamsFor(patient, options)
    const { teams } = found
    const only = new Set([patient])
    const { included, failed } = await readMissing(client, teams, found.included, only, options)
    const merged = teamOf(patient, teams, included, moment())
    const dropped = [...found.foreign, ...merged.foreign]
    const used = [...teams, ...included.values()]
      .map(resourceRef)
      .filter((each) => each !== undefined)
    return {
      value: merged.team,
      sources: [{ label, failed }],
      foreign: dropped,
      refs: used.filter(({ ref }) => !dropped.includes(ref)),
    }
  }

  const patientLine: CareTeamReader['patientLine'] = async (patient, signal) => {
    const { name, gender, birthDate } = await client.read('Patient', patientId(patient), { signal })
    return { name: humanName(name), gender, birthDate }
  }

  const patientsOf: CareTeamReader['patientsOf'] = async (userId, signal) => {
    const now = moment()
    const { teams, included } = await teamsOfAccount(client, userId, now, { signal })
    return [...byPatient(teams)]
      .filter(([patient, own]) =>
        teamOf(patient, own, included, now).team.members.some(
          ({ kind, current, userIds }) =>
            kind === 'professional' && current && userIds.includes(userId),
        ),
      )
      .map(([patient]) => patient)
  }

  return { patients, team, patientLine, patientsOf }
}
