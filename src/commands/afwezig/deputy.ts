import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { type Named, namedPerson } from '../taak/people.ts'
import { choiceOf } from '../typed/choice.ts'
import { misused } from '../writing/writing.ts'

const MOST_CHOICES = 12

/** Whoever is named after "waarnemer" is meant as a person, also without the mark before the name. */
const marked = (words: string) => (/^\p{L}[^/]*$/u.test(words) ? `@${words}` : words)

/** The same absence with the reference of a colleague in the place of the name. */
const withDeputy = (said: string, named: string, ref: string): Args => ({
  words: [`${said.slice(0, said.lastIndexOf(named))}${ref}`],
  options: {},
  text: '',
})

const askWhich = (
  members: readonly TeamMember[],
  { said, typed }: { readonly said: string; readonly typed: string },
  context: Context,
): Outcome => {
  const { afwezig } = context.t
  return choiceOf({
    title: afwezig.deputySeveral(cutText(typed, context)),
    among: members.map((member) => ({
      words: personWords(member, member.ref ?? ''),
      args: withDeputy(said, typed, member.ref ?? ''),
    })),
    most: MOST_CHOICES,
    more: afwezig.moreDeputies,
    how: (shown) => paragraph(afwezig.whichHow(shown)),
    reads: ['CareTeam'],
  })
}

const isSame = (one: TeamMember, other: TeamMember): boolean =>
  one.ref === other.ref ||
  (one.practitioner !== undefined && one.practitioner === other.practitioner)

/** Those who may be meant, by name or by kind of care; whoever is away deputizes only for others. */
const meantBy = (named: Named, self: TeamMember): readonly TeamMember[] => {
  if (named.kind !== 'people' && named.kind !== 'function') return []
  const others = named.members.filter((member) => !isSame(member, self))
  return others.length > 0 ? others : named.members
}

/** The colleague who is named as the deputy, a numbered choice when several may be meant, or why there is nobody. */
export const deputyIn = (
  words: string,
  { args, said }: { readonly args: Args; readonly said: string },
  team: Team,
  context: Context,
): TeamMember | Outcome => {
  const { t, asker } = context
  const named = namedPerson({ ...args, words: marked(words).split(/\s+/u) }, team, asker.member)
  const [only, ...others] = meantBy(named, asker.member)
  const typed = cutText(words, context)
  if (only === undefined) return misused(t.afwezig.deputyUnknown(typed))
  const rest = named.kind === 'unknown' ? '' : named.rest
  if (rest !== '') return misused(t.afwezig.strange(cutText(rest, context)))
  if (others.length > 0) return askWhich([only, ...others], { said, typed: words }, context)
  return isSame(only, asker.member) ? misused(t.afwezig.deputySelf) : only
}
