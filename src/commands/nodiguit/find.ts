import type { Team } from '../../fhir/team/care-team.ts'
import type { FoundPeople } from '../../fhir/team/directory-people.ts'
import type { ListedPerson } from '../../fhir/team/directory-person.ts'
import { isNamed } from '../../fhir/team/named.ts'
import { paragraph } from '../../reply/document.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { orCode } from '../typed/or-code.ts'
import { misused, notWritten } from '../writing/writing.ts'
import { fewestLetters } from '../zoek/request.ts'
import type { NodiguitPorts } from './ports.ts'
import type { InvitationAsked } from './request.ts'

type Ctx = Context<NodiguitPorts>

/** The one who is meant and the team as it is now, or what is said instead. */
export type FoundPerson =
  | { readonly kind: 'person'; readonly person: ListedPerson; readonly team: Team }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }

const MOST = 9
const READS = ['CareTeam', 'directory'] as const

const said = (outcome: Outcome): FoundPerson => ({ kind: 'outcome', outcome })

/** Somebody as a list of choices names one. */
export const listedWords = (
  { name, functions, organization, place, userIds }: ListedPerson,
  { t }: Pick<Context, 't'>,
): string => {
  const where = place === undefined ? organization : `${organization ?? ''} (${place})`.trim()
  const reach = userIds.length === 0 ? t.zoek.unreachable : undefined
  return [name ?? t.nodiguit.nameless, functions[0], where, reach]
    .filter((word) => word !== undefined)
    .join(', ')
}

/** The same request about one of those who were found. */
export const argsOf = ({ role, team }: InvitationAsked, ref: string, chosen = team): Args => ({
  words: [ref],
  options: {
    ...(role === undefined ? {} : { als: role }),
    ...(chosen === undefined ? {} : { team: chosen }),
  },
  text: '',
})

const which = (asked: InvitationAsked, found: FoundPeople, context: Ctx): Outcome => {
  const { nodiguit } = context.t
  return choiceOf({
    title: nodiguit.which(asked.query),
    among: found.people.map((person) => ({
      words: listedWords(person, context),
      args: argsOf(asked, person.ref),
    })),
    most: MOST,
    more: nodiguit.more,
    notes: found.complete ? [] : [nodiguit.incomplete],
    how: (shown) => paragraph(nodiguit.number(shown)),
    reads: READS,
  })
}

const search = async (
  { kind, query }: InvitationAsked,
  { people, signal }: Ctx,
): Promise<FoundPeople> => {
  switch (kind) {
    case 'ref': {
      const person = await people.byRef(query, signal)
      return { people: person === undefined ? [] : [person], complete: true }
    }
    case 'account':
      return people.byAccount(query, signal)
    case 'uzi':
      return people.byUzi(query, signal)
    case 'name':
      return people.byName(query.split(/\s+/u), signal)
    default:
      return kind satisfies never
  }
}

const isRelative = ({ members }: Team, { kind, query }: InvitationAsked): boolean =>
  members.some(
    (member) =>
      (member.kind === 'related' || member.kind === 'patient') &&
      (kind === 'account' ? member.userIds.includes(query) : isNamed(member.name, query)),
  )

const nobody = (team: Team, asked: InvitationAsked, complete: boolean, { t }: Ctx): Outcome => {
  const { nodiguit } = t
  if (isRelative(team, asked)) return misused(nodiguit.relative)
  if (!complete) return notWritten(nodiguit.notComplete, READS)
  if (asked.kind === 'account') return misused(nodiguit.unknownAccount)
  return misused(asked.kind === 'uzi' ? nodiguit.unknownUzi : nodiguit.unknownName)
}

const isTooShort = ({ kind, query }: InvitationAsked) =>
  kind === 'name' && !query.split(/\s+/u).some(({ length }) => length >= fewestLetters)

/** Finds who is meant in the address book: one person, a numbered choice, or why there is nobody. */
export const findPerson = async (context: Ctx, asked: InvitationAsked): Promise<FoundPerson> => {
  const { t, careTeams, patient, signal } = context
  if (isTooShort(asked)) return said(misused(t.nodiguit.tooShort(fewestLetters)))
  const [read, found] = await Promise.all([
    orCode(careTeams.team(patient, signal)),
    orCode(search(asked, context)),
  ])
  if ('code' in read)
    return said(notWritten(t.writing.readDown(t.clinical.failures[read.code]), READS))
  if ('code' in found)
    return said(notWritten(t.nodiguit.directoryDown(t.clinical.failures[found.code]), READS))
  const { value: team } = read.value
  const { people, complete } = found.value
  const [person, second] = people
  if (person === undefined) return said(nobody(team, asked, complete, context))
  // Half an address book may hold somebody else of this name.
  const isSure = asked.kind !== 'name' || complete
  return second === undefined && isSure
    ? { kind: 'person', person, team }
    : said(which(asked, found.value, context))
}
