import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { disciplineOf, fold, isOfDiscipline } from '../../fhir/team/disciplines.ts'
import { namedAmong } from '../../fhir/team/named.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Mentioned } from '../command.ts'

/** Who is meant by what was typed. */
export type MeantPeople =
  | { readonly kind: 'people'; readonly members: readonly TeamMember[] }
  | { readonly kind: 'unknown'; readonly phrases: readonly string[] }
  | {
      readonly kind: 'several'
      readonly phrase: string
      readonly members: readonly TeamMember[]
      /** What the others are named by. */
      readonly others: readonly string[]
    }
  | { readonly kind: 'relative'; readonly phrase: string }

const FILLER = /^(?:de|het|een|the|a|onze|our)\s+/iu
const PERSON = /^(?:PractitionerRole|Practitioner)\/[A-Za-z0-9\-.]{1,64}$/u
const ACCOUNT = /^@[^\s:]+:\S+$/u

/** The professionals of the team that can be written to by reference, now. */
export const colleagues = (team: Team): readonly (TeamMember & { readonly ref: string })[] =>
  team.members.flatMap((member) =>
    member.kind === 'professional' && member.current && PERSON.test(member.ref ?? '')
      ? [{ ...member, ref: member.ref ?? '' }]
      : [],
  )

const matching = (members: readonly TeamMember[], phrase: string): readonly TeamMember[] => {
  if (PERSON.test(phrase)) return members.filter(({ ref }) => ref === phrase)
  if (ACCOUNT.test(phrase)) return members.filter(({ userIds }) => userIds.includes(phrase))
  const typed = phrase.replace(/^@/u, '')
  const named = namedAmong(members, typed)
  if (named.length > 0) return named
  const discipline = disciplineOf(typed)
  const ofKind =
    discipline === undefined
      ? []
      : members.filter(({ roleCodes, functions }) =>
          isOfDiscipline(discipline, { codes: roleCodes, texts: functions }),
        )
  if (ofKind.length > 0) return ofKind
  const word = fold(typed)
  return word.length < 3
    ? []
    : members.filter(({ functions }) => functions.some((each) => fold(each).includes(word)))
}

/** The text with the accounts of those who were mentioned in the place of their names. */
export const withAccounts = (text: string, mentions: readonly Mentioned[] = []): string =>
  mentions.reduce(
    (all, mention) =>
      mention.text === '' ? all : all.replace(mention.text, () => ` ${mention.userId} `),
    text,
  )

/** The phrases people are named by: accounts one by one, the rest between commas and "en". */
export const phrasesOf = (typed: string): readonly string[] =>
  stripInvisible(typed)
    .replaceAll(/(?<=^|\s)(@[^\s,:]+:[^\s,]+)/gu, ',$1,')
    .split(/[,;&\n]|\s(?:en|and|of|or)\s/u)
    .map((phrase) =>
      phrase
        .trim()
        .replace(FILLER, '')
        .replace(/[.!?]+$/u, ''),
    )
    .filter((phrase) => phrase !== '')

/** `huisarts apotheker` names two people when it names nobody as a whole. */
const splitWhole = (all: readonly TeamMember[], phrase: string): readonly string[] => {
  if (matching(all, phrase).length > 0) return [phrase]
  const words = phrase.split(/\s+/u)
  return words.every((word) => matching(all, word).length > 0) ? words : [phrase]
}

/** Who of the team is meant; the one who asks is left out. Nobody is guessed: two who fit are told. */
export const peopleMeant = (
  team: Team,
  phrases: readonly string[],
  asker: TeamMember,
): MeantPeople => {
  const professionals = colleagues(team)
  const others = team.members.filter(({ kind }) => kind === 'related' || kind === 'patient')
  const known: readonly TeamMember[] = [...professionals, ...others]
  const members: TeamMember[] = []
  const unknown: string[] = []
  const all = phrases.flatMap((one) => splitWhole(known, one))
  for (const phrase of all) {
    const found = matching(professionals, phrase)
    const [first, second] = found
    if (first === undefined) {
      if (matching(others, phrase).length > 0) return { kind: 'relative', phrase }
      unknown.push(phrase)
    } else if (second === undefined) members.push(first)
    else {
      const rest = found.filter(({ ref }) => ref !== asker.ref)
      const [only, more] = rest
      if (only === undefined || more !== undefined)
        return {
          kind: 'several',
          phrase,
          members: found,
          others: all.filter((one) => one !== phrase),
        }
      members.push(only)
    }
  }
  if (unknown.length > 0) return { kind: 'unknown', phrases: unknown }
  const byRef = new Map(members.map((member) => [member.ref, member]))
  byRef.delete(asker.ref)
  return { kind: 'people', members: [...byRef.values()] }
}

/** A colleague in a list: name and function. */
export const colleagueWords = ({ name, functions, userIds, ref }: TeamMember): string => {
  const who = name ?? userIds[0] ?? ref ?? ''
  return functions[0] === undefined ? who : `${who}, ${functions[0]}`
}
