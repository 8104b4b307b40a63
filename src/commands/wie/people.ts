import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { Related } from '../../fhir/team/related-person.ts'

/** Somebody around the patient, from the care team, from the record's relatives, or from both. */
export type Person = Pick<
  TeamMember,
  | 'kind'
  | 'name'
  | 'functions'
  | 'organization'
  | 'phones'
  | 'mail'
  | 'isOrganization'
  | 'userIds'
  | 'responsible'
  | 'absences'
  | 'current'
> & {
  /** Order within the answer: the lower, the earlier. */
  readonly rank: number
  /** Keys of the records this person was found in. */
  readonly about: readonly string[]
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
}

const UZI_ROLE = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'
const AGB_SPECIALISM = 'urn:oid:2.16.840.1.113883.2.4.6.7'

type Group = { readonly role: RegExp; readonly agb: RegExp; readonly words: RegExp }

/** General practitioner, nursing at home, pharmacy, medical specialist. */
const GROUPS: readonly Group[] = [
  { role: /^01\.(015|004)/u, agb: /^01/u, words: /huisarts/iu },
  {
    role: /^(30|86)\./u,
    agb: /^91/u,
    words: /verpleegkund|verzorgend|wijkzorg|thuiszorg/iu,
  },
  { role: /^(17|83)\./u, agb: /^02/u, words: /apothe/iu },
  {
    role: /^01\./u,
    agb: /^03/u,
    words: /medisch specialist|oloog|geriat|internist|psychiater|chirurg/iu,
  },
]

const byCode = ({ roleCodes }: TeamMember) =>
  GROUPS.findIndex(({ role, agb }) =>
    roleCodes.some(
      ({ system, code }) =>
        (system === UZI_ROLE && role.test(code)) || (system === AGB_SPECIALISM && agb.test(code)),
    ),
  )

const byWords = (texts: readonly string[]) =>
  GROUPS.findIndex(({ words }) => texts.some((text) => words.test(text)))

const groupOf = (member: TeamMember): number => {
  const found = [
    byCode(member),
    byWords(member.functions),
    byWords([member.organization?.name ?? '']),
  ].find((index) => index >= 0)
  return found ?? GROUPS.length
}

const UNKNOWN = 20
const FAMILY = 30
const CLIENT = 40

const rankOf = (member: TeamMember): number => {
  if (member.isOrganization === true) return 1 + groupOf(member)
  switch (member.kind) {
    case 'professional':
      return member.responsible ? 0 : 1 + groupOf(member)
    case 'unknown':
      return UNKNOWN
    case 'related':
      return FAMILY + 3
    case 'patient':
      return CLIENT
    default:
      return member.kind satisfies never
  }
}

const relatedRank = ({ firstContact, representative }: Related) =>
  FAMILY + (firstContact ? 0 : representative ? 1 : 2)

const unique = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())]

const toPerson = (
  member: TeamMember,
  teams: readonly string[],
  related: Related | undefined,
): Person => {
  const known = { ...member, about: [...(member.records ?? []), ...teams], source: undefined }
  if (related === undefined) return { ...known, rank: rankOf(member) }
  return {
    ...known,
    about: [related.key, ...teams],
    name: related.name ?? member.name,
    functions: unique(related.relations, member.functions),
    phones: unique(related.phones, member.phones),
    rank: relatedRank(related),
  }
}

const fromRelated = (related: Related): Person => ({
  kind: 'related',
  name: related.name,
  functions: related.relations,
  organization: undefined,
  phones: related.phones,
  userIds: related.userIds,
  responsible: false,
  absences: [],
  current: related.current,
  rank: relatedRank(related),
  about: [related.key],
  source: related.source,
})

/**
 * Everybody once, in the order people look for them: lead practitioner, general practitioner, home care, pharmacy,
 * specialist, others, what could not be followed, then family with the first contact in front, then the client.
 */
export const peopleOf = (
  { members, teams }: Pick<Team, 'members' | 'teams'>,
  related: readonly Related[],
): readonly Person[] => {
  const byRef = new Map(related.map((each) => [each.key, each]))
  const listed = new Set(members.map((each) => each.ref))
  const people = [
    ...members.map((each) =>
      toPerson(each, teams, each.ref === undefined ? undefined : byRef.get(each.ref)),
    ),
    ...related.filter((each) => !listed.has(each.key)).map(fromRelated),
  ]
  return people.toSorted((one, other) => one.rank - other.rank)
}
