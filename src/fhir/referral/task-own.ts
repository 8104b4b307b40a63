import type { CareTeam } from '@medplum/fhirtypes'
import type { FhirClient } from '../fhir.ts'
import { samePatient } from '../record/same-patient.ts'
import { teamOf } from '../team/members.ts'
import { teamsOfAccount } from '../team/teams-of-account.ts'
import type { Moment } from '../value/period.ts'
import { literalRef, referenceId } from '../value/references.ts'
import { byUrgency, type TaskFact, taskFact, taskIncludes } from './task.ts'
import { openTaskStatuses } from './task-status.ts'

/** A person's open task, and whose record it is about. */
export type OwnTaskFact = { readonly patient: string; readonly fact: TaskFact }

/** Reads the open tasks of one person over all patients this person cares for. Throws FhirError. */
export interface OwnTaskReader {
  tasksOf(
    userId: string,
    signal: AbortSignal,
  ): Promise<{ readonly tasks: readonly OwnTaskFact[]; readonly complete: boolean }>
}

const atOnce = 40

const batches = (refs: readonly string[]): readonly string[] =>
  Array.from({ length: Math.ceil(refs.length / atOnce) }, (_, at) =>
    refs.slice(at * atOnce, (at + 1) * atOnce).join(','),
  )

const byPatient = (teams: readonly CareTeam[]): ReadonlyMap<string, readonly CareTeam[]> =>
  Map.groupBy(
    teams.filter(({ subject }) => referenceId(subject, 'Patient') !== undefined),
    ({ subject }) => literalRef(subject) ?? '',
  )

/** A reader of a person's tasks; who somebody is comes from the care teams, as for everything else. */
export const createOwnTaskReader = (
  client: FhirClient,
  {
    label,
    timeZone,
    clock,
  }: { readonly label: string; readonly timeZone: string; readonly clock: () => number },
): OwnTaskReader => ({
  async tasksOf(userId, signal) {
    const moment: Moment = { now: new Date(clock()), timeZone }
    const { teams, included } = await teamsOfAccount(client, userId, moment, { signal })
    const own = [...byPatient(teams)].flatMap(([patient, theirs]) =>
      teamOf(patient, theirs, included, moment)
        .team.members.filter(
          ({ kind, current, userIds }) =>
            kind === 'professional' && current && userIds.includes(userId),
        )
        .map((member) => ({ patient, member })),
    )
    const patients = new Set(own.map(({ patient }) => patient))
    const refs = new Set(
      own
        .flatMap(({ member }) => [member.ref, member.practitioner])
        .filter((ref) => ref !== undefined),
    )
    const status = openTaskStatuses.join(',')
    const found = await Promise.all(
      batches([...refs]).map((owner) =>
        client.search('Task', { owner, status, _count: '100', ...taskIncludes }, { signal }),
      ),
    )
    const tasks = found.flatMap((result) =>
      result.matches.flatMap((task): readonly OwnTaskFact[] => {
        const patient = literalRef(task.for)
        if (patient === undefined || !patients.has(patient) || !samePatient(task, patient))
          return []
        const key = `Task/${task.id ?? ''}`
        const fact = taskFact({ resource: task, source: label, key, included: result.included })
        return fact.isOpen && refs.has(fact.owner?.ref ?? '') ? [{ patient, fact }] : []
      }),
    )
    return {
      tasks: tasks.toSorted((a, b) => byUrgency(a.fact, b.fact)),
      complete: found.every(({ complete }) => complete),
    }
  },
})
