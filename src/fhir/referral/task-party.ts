import type { TeamMember } from '../team/care-team.ts'
import type { TaskFact, TaskParty } from './task.ts'

type Person = Pick<TeamMember, 'ref' | 'practitioner' | 'organization'>

const isPerson = (party: TaskParty | undefined, { ref, practitioner }: Person): boolean => {
  const own = [ref, practitioner].filter((each) => each !== undefined)
  return [party?.ref, party?.behind].some((each) => each !== undefined && own.includes(each))
}

const isOrganizationOf = (party: TaskParty | undefined, { organization }: Person): boolean => {
  const own = organization?.ref
  return own !== undefined && [party?.ref, party?.behind].includes(own)
}

/** Whether somebody is the one a task is for: by role, by person, or as one of the organization that is asked. */
export const isOwnerOf = ({ owner }: Pick<TaskFact, 'owner'>, person: Person): boolean =>
  isPerson(owner, person) || isOrganizationOf(owner, person)

/** Whether somebody asked for it, in this role or another. */
export const isRequesterOf = ({ requester }: Pick<TaskFact, 'requester'>, person: Person) =>
  isPerson(requester, person)
