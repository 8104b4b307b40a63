import type { TeamMember } from './care-team.ts'

const unique = <T>(...lists: readonly (readonly T[])[]): readonly T[] => {
  const byText = new Map(lists.flat().map((each) => [JSON.stringify(each), each]))
  return [...byText.values()]
}

const isBare = (member: TeamMember): boolean =>
  member.ref !== undefined && member.ref === member.practitioner

/** One person: the same reference, or one practitioner listed bare and in a role, or twice in one organization. */
const samePerson = (one: TeamMember, other: TeamMember): boolean => {
  if (one.ref !== undefined && one.ref === other.ref) return true
  if (one.practitioner === undefined || one.practitioner !== other.practitioner) return false
  const organization = one.organization?.ref
  return (
    isBare(one) ||
    isBare(other) ||
    (organization !== undefined && organization === other.organization?.ref)
  )
}

/** A listing that does not hold now lends nothing to one that does, its account least of all. */
const merged = (one: TeamMember, other: TeamMember): TeamMember => {
  if (one.current !== other.current) return one.current ? one : other
  const [main, more] = isBare(one) ? [other, one] : [one, other]
  return {
    ...main,
    name: main.name ?? more.name,
    userIds: unique(main.userIds, more.userIds),
    functions: unique(main.functions, more.functions),
    roleCodes:
      main.roleCodes.length > 0
        ? unique(main.roleCodes, isBare(more) ? [] : more.roleCodes)
        : more.roleCodes,
    organization: main.organization ?? more.organization,
    phones: unique(main.phones, more.phones),
    mail: unique(main.mail ?? [], more.mail ?? []),
    records: unique(main.records ?? [], more.records ?? []),
    responsible: main.responsible || more.responsible,
    absences: unique(main.absences, more.absences),
  }
}

/** The members of all teams together, each person once, in the order they were first listed. */
export const mergeMembers = (members: readonly TeamMember[]): readonly TeamMember[] => {
  const people: TeamMember[] = []
  for (const member of members) {
    const at = people.findIndex((each) => samePerson(each, member))
    const before = people[at]
    if (before === undefined) people.push(member)
    else people[at] = merged(before, member)
  }
  return people
}

/** Takes an account away from all who claim it when they are not one and the same person. */
export const withoutSharedAccounts = (members: readonly TeamMember[]): readonly TeamMember[] => {
  const claims = new Map<string, Set<string>>()
  for (const [at, { practitioner, ref, userIds }] of members.entries()) {
    for (const userId of userIds) {
      const people = claims.get(userId) ?? new Set()
      claims.set(userId, people.add(practitioner ?? ref ?? `#${at}`))
    }
  }
  const own = (userId: string) => claims.get(userId)?.size === 1
  return members.map((member) => ({ ...member, userIds: member.userIds.filter(own) }))
}
