import type { FhirCode } from '../../fhir/fhir.ts'
import { isTargetRef } from '../../fhir/referral/target.ts'
import type { CareTeamReader, Team, TeamMember } from '../../fhir/team/care-team.ts'
import { type Discipline, disciplineOf, fold, isOfDiscipline } from '../../fhir/team/disciplines.ts'
import { isFamilyName, isSpelledOut, namedAmong } from '../../fhir/team/named.ts'
import type { Args, Context } from '../command.ts'
import { orCode } from '../typed/or-code.ts'

/** What finding a colleague needs. */
export type PeoplePorts = { readonly careTeams: Pick<CareTeamReader, 'team'> }

/** Who is named at the start of a task, and the words that follow. */
export type Named =
  | { readonly kind: 'people'; readonly members: readonly TeamMember[]; readonly rest: string }
  | {
      readonly kind: 'function'
      readonly discipline: Discipline
      readonly members: readonly TeamMember[]
      /** Whoever has the function, no one person. */
      readonly anyone: boolean
      readonly rest: string
    }
  /** Nobody was named: all of it may be the text. */
  | { readonly kind: 'nobody'; readonly rest: string }
  /** Somebody was named who is not in this team. */
  | { readonly kind: 'unknown'; readonly typed: string }

const USER_ID = /^@[!-9;-~]+:[A-Za-z0-9.\-[\]:]+$/u
const MARKDOWN = /^@?\[[^\]]*\]\(<?https:\/\/matrix\.to\/#\/([^\s)>]+)>?\)[:,]?\s*(.*)$/su
const PERMALINK = /^https:\/\/matrix\.to\/#\/([^\s?,]+)\S*\s*(.*)$/su
const ROLE = /^@?(?:rol|role|functie):\s*(.*)$/isu
const SELF: ReadonlySet<string> = new Set([
  'mij',
  'mijzelf',
  'mezelf',
  'me',
  'mijn',
  'ik',
  'ikzelf',
  'myself',
])

/** Everybody of a team who can be asked something: current, professional, and in the record under a reference. */
export const colleagues = ({ members }: Team): readonly TeamMember[] =>
  members.filter(({ kind, current, ref }) => kind === 'professional' && current && isTargetRef(ref))

/** The team, or the code of why it is not known; half a team counts as not known. */
export const teamNow = async ({
  careTeams,
  patient,
  signal,
}: Context<PeoplePorts>): Promise<Team | FhirCode> => {
  const read = await orCode(careTeams.team(patient, signal))
  if ('code' in read) return read.code
  const { value, sources } = read.value
  return sources.some(({ failed }) => failed.length > 0) ? 'unavailable' : value
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const byAccount = (members: readonly TeamMember[], userId: string) =>
  members.filter(({ userIds }) =>
    userIds.some((each) => each.toLowerCase() === userId.toLowerCase()),
  )

const hasLocalpart = ({ userIds }: TeamMember, typed: string): boolean =>
  userIds.some((userId) => userId.slice(1).split(':')[0] === typed)

const ofFunction = (members: readonly TeamMember[], discipline: Discipline) =>
  members.filter(({ roleCodes, functions }) =>
    isOfDiscipline(discipline, { codes: roleCodes, texts: functions }),
  )

const bare = (word: string) => word.replace(/[,:;.]+$/u, '')

const people = (members: readonly TeamMember[], rest: string, typed: string): Named =>
  members.length === 0 ? { kind: 'unknown', typed } : { kind: 'people', members, rest }

const functionIn = (
  words: readonly string[],
  members: readonly TeamMember[],
  anyone: boolean,
): Named | undefined => {
  for (const count of [2, 1]) {
    const discipline = disciplineOf(words.slice(0, count).map(bare).join(' ').replace(/^@/u, ''))
    if (discipline === undefined || words.length < count) continue
    const rest = words.slice(count).join(' ')
    return { kind: 'function', discipline, members: ofFunction(members, discipline), anyone, rest }
  }
  return undefined
}

/** The first words of a text that name somebody: marked, the first may be the beginning of a part of the name. */
const isNamedBy = (
  words: readonly string[],
  name: string | undefined,
  isMeant: boolean,
): boolean => {
  const [last = ''] = words.slice(-1)
  if (words.length > 1)
    return isSpelledOut(name, last) && isSpelledOut(name, words.slice(isMeant ? 1 : 0).join(' '))
  // A first name alone may be the patient's or a word of the text, unless it was marked as a person.
  return isMeant || isFamilyName(name, last)
}

// The longest name first: "Jan de Vries" is not "Jan".
const namedIn = (words: readonly string[], members: readonly TeamMember[], isMeant: boolean) => {
  for (const count of [4, 3, 2, 1]) {
    if (words.length < count) continue
    const head = words.slice(0, count).map((word) => bare(word).replace(/^@/u, ''))
    const typed = head.join(' ')
    const named = namedAmong(members, typed)
    const isSure = named.some(({ name }) => isNamedBy(head, name, isMeant))
    const local = members.filter((member) => !named.includes(member) && hasLocalpart(member, typed))
    const found = [...(isSure ? named : []), ...(isSure || isMeant ? local : [])]
    if (found.length > 0)
      return { kind: 'people' as const, members: found, rest: words.slice(count).join(' ') }
  }
  return undefined
}

const mentionedIn = (said: string, { mentions = [] }: Args, members: readonly TeamMember[]) => {
  for (const { userId, text } of mentions) {
    const start = [`@${text}`, text].find((each) =>
      said.toLowerCase().startsWith(each.toLowerCase()),
    )
    if (start === undefined || text === '') continue
    const rest = said.slice(start.length).replace(/^[\s,:]+/u, '')
    return people(byAccount(members, userId), rest, text)
  }
  return undefined
}

const linkedIn = (said: string, members: readonly TeamMember[]): Named | undefined => {
  const [, address, rest = ''] = MARKDOWN.exec(said) ?? PERMALINK.exec(said) ?? []
  if (address === undefined) return undefined
  const userId = decoded(address)
  return people(byAccount(members, userId), rest.trim(), userId)
}

/** Who is meant at the start of what was typed after the command: a pill, an account, a role, a name, a reference. */
export const namedPerson = (args: Args, team: Team, asker: TeamMember): Named => {
  const members = colleagues(team)
  const words = args.words.filter((word) => word.trim() !== '')
  const said = words.join(' ').trim()
  const [head, ...others] = words
  const first = head ?? ''
  const after = others.join(' ')
  const linked = mentionedIn(said, args, members) ?? linkedIn(said, members)
  if (linked !== undefined) return linked
  if (isTargetRef(head))
    return people(
      members.filter(({ ref }) => ref === head),
      after,
      head,
    )
  const role = ROLE.exec(said)?.[1]
  if (role !== undefined)
    return functionIn(role.split(/\s+/u), members, true) ?? { kind: 'unknown', typed: role }
  const account = bare(first)
  if (USER_ID.test(account)) return people(byAccount(members, account), after, account)
  if (SELF.has(fold(bare(first).replace(/^@/u, ''))))
    return people(
      members.filter(({ ref }) => ref === asker.ref),
      after,
      first,
    )
  const isMeant = first.startsWith('@')
  const found = functionIn(words, members, false) ?? namedIn(words, members, isMeant)
  if (found !== undefined) return found
  return isMeant ? { kind: 'unknown', typed: first } : { kind: 'nobody', rest: said }
}
