import type { TeamMember } from '../../fhir/team/care-team.ts'
import { paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { namedPerson, type PeoplePorts, teamNow } from '../taak/people.ts'
import { choiceOf } from '../typed/choice.ts'
import { notWritten } from '../writing/writing.ts'

const PERSON = /^(?:@|\[|https:\/\/matrix\.to\/#\/)/u

/** Whether the first words are a person and no kind of care: a pill, an account, a name after @. */
const isPerson = ({ words, mentions = [] }: Args): boolean => {
  const said = words.join(' ').trim()
  return PERSON.test(said) || mentions.some(({ text }) => text !== '' && said.startsWith(text))
}

const MOST_CHOICES = 9

/** The same request with the reference of a colleague in the place of the name. */
const withPerson = ({ options, text }: Args, ref: string, rest: string): Args => ({
  words: [ref, ...rest.split(' ')].filter((word) => word !== ''),
  options,
  text,
})

const askWhich = (
  members: readonly TeamMember[],
  rest: string,
  args: Args,
  context: Context,
): Outcome => {
  const { verwijs } = context.t
  const said = args.words.join(' ').trim()
  const typed = said.endsWith(rest) ? said.slice(0, said.length - rest.length).trim() : said
  return choiceOf({
    title: verwijs.personSeveral(cutText(typed, context)),
    among: members.map((member) => ({
      words: personWords(member, member.ref ?? ''),
      args: withPerson(args, member.ref ?? '', rest),
    })),
    most: MOST_CHOICES,
    more: verwijs.personMore,
    how: (shown) => paragraph(verwijs.personHow(shown)),
    reads: ['CareTeam'],
  })
}

/** The same words with the reference of the colleague who is named in front; a numbered choice of several, or why nobody is. */
export const meantPerson = async (
  context: Context<PeoplePorts>,
  args: Args,
): Promise<Args | Outcome> => {
  if (!isPerson(args)) return args
  const { t, asker } = context
  const team = await teamNow(context)
  if (typeof team === 'string')
    return notWritten(t.taak.teamDown(t.clinical.failures[team]), ['CareTeam'])
  const named = namedPerson(args, team, asker.member)
  switch (named.kind) {
    case 'people': {
      const others = named.members.filter(({ ref }) => ref !== asker.member.ref)
      const members = others.length > 0 ? others : named.members
      const [only, second] = members
      if (second !== undefined) return askWhich(members, named.rest, args, context)
      return withPerson(args, only?.ref ?? '', named.rest)
    }
    case 'function':
      return { ...args, words: [named.discipline.word, ...named.rest.split(' ')] }
    case 'unknown':
      return {
        kind: 'misused',
        document: [paragraph(t.taak.unknownPerson(cutText(named.typed, context)))],
        reads: ['CareTeam'],
      }
    case 'nobody':
      return args
    default:
      return named satisfies never
  }
}
