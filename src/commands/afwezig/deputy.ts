import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { namedPerson } from '../taak/people.ts'
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

/** The colleague who is named as the deputy, a numbered choice when several may be meant, or why there is nobody. */
export const deputyIn = (
  words: string,
  { args, said }: { readonly args: Args; readonly said: string },
  team: Team,
  context: Context,
): TeamMember | Outcome => {
  const { t, asker } = context
  const named = namedPerson({ ...args, words: marked(words).split(/\s+/u) }, team, asker.member)
  const [only, ...others] = named.kind === 'people' ? named.members : []
  const typed = cutText(words, context)
  if (only === undefined) return misused(t.afwezig.deputyUnknown(typed))
  if (named.kind === 'people' && named.rest !== '')
    return misused(t.afwezig.strange(cutText(named.rest, context)))
  if (others.length > 0) return askWhich([only, ...others], { said, typed: words }, context)
  const isSelf =
    only.ref === asker.member.ref ||
    (only.practitioner !== undefined && only.practitioner === asker.member.practitioner)
  return isSelf ? misused(t.afwezig.deputySelf) : only
}
