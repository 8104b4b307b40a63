import { paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { namedPerson, type PeoplePorts, teamNow } from '../taak/people.ts'
import { misused, notWritten } from '../writing/writing.ts'

const PERSON = /^(?:@|\[|https:\/\/matrix\.to\/#\/)/u

/** Whether the first words are a person and no kind of care: a pill, an account, a name after @. */
const isPerson = ({ words, mentions = [] }: Args): boolean => {
  const said = words.join(' ').trim()
  return PERSON.test(said) || mentions.some(({ text }) => text !== '' && said.startsWith(text))
}

/** The same words with the reference of the colleague who is named in front; or why nobody is. */
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
  const typed = cutText(args.words.join(' '), context)
  switch (named.kind) {
    case 'people': {
      const [only, ...others] = named.members
      if (only?.ref === undefined || others.length > 0)
        return misused(t.verwijs.personSeveral(typed))
      return { words: [only.ref, ...named.rest.split(' ')], options: args.options, text: args.text }
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
