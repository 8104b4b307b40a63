import type { NewTask } from '../../fhir/referral/task-draft.ts'
import { deputyOf, isAway } from '../../fhir/team/absence.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { code, type Document, paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { type Choices, choiceOf } from '../typed/choice.ts'
import { notWritten } from '../writing/writing.ts'
import { colleagues, type Named } from './people.ts'

type Kind = NewTask['kind']

const MOST_CHOICES = 12

/** What is asked, as far as it is known: goes on through the questions that are asked back. */
export type Asked = {
  readonly kind: Kind
  readonly text: string
  readonly options: Args['options']
}

/** The words with which the same request goes on to somebody who was chosen. */
export const goOn = ({ text, options }: Asked, ref: string, more: Args['options'] = {}): Args => ({
  words: [ref],
  options: { ...options, ...more },
  text,
})

const optionsLine = (count: number, kind: Kind, { t }: Context): Document[number] =>
  paragraph([t.taak.chooseNumber(count), code(t.taak.chooseExample[kind]), '.'])

const chooseAmong = (
  title: string,
  among: Choices['among'],
  kind: Kind,
  context: Context,
): Outcome =>
  choiceOf({
    title,
    among,
    most: MOST_CHOICES,
    more: context.t.taak.moreColleagues,
    how: (shown) => optionsLine(shown, kind, context),
    reads: ['CareTeam'],
  })

const toChoice = (member: TeamMember, asked: Asked) => ({
  words: personWords(member, member.ref ?? ''),
  args: goOn(asked, member.ref ?? ''),
})

/** Nobody was named: the colleagues by number. */
export const chooseWho = (team: Team, asked: Asked, context: Context): Outcome => {
  const others = colleagues(team).filter(({ ref }) => ref !== context.asker.member.ref)
  if (others.length === 0) return notWritten(context.t.taak.nobodyInTeam, ['CareTeam'])
  const among = others.map((member) => toChoice(member, asked))
  return chooseAmong(context.t.taak.whom[asked.kind], among, asked.kind, context)
}

/** A deputy goes before somebody who is away, and the asker chooses. */
export const chooseDeputy = (
  team: Team,
  member: TeamMember,
  asked: Asked,
  context: Context,
): Outcome | undefined => {
  const deputy = isAway(member) ? deputyOf(member, colleagues(team)) : undefined
  if (deputy === undefined || asked.options['toch'] === true) return undefined
  const { taak } = context.t
  const why = member.absences.find(({ now }) => now)?.text ?? ''
  const title = taak.awayTitle(member.name ?? '', cutText(why, context))
  const among = [
    {
      words: taak.deputy(personWords(deputy, deputy.ref ?? '')),
      args: goOn(asked, deputy.ref ?? ''),
    },
    {
      words: taak.anyway(member.name ?? ''),
      args: goOn(asked, member.ref ?? '', { toch: true }),
    },
  ]
  return chooseAmong(title, among, asked.kind, context)
}

/** Several have the function: one of them, or whoever is there. */
export const chooseFunction = (
  { discipline, members }: Extract<Named, { kind: 'function' }>,
  asked: Asked,
  context: Context,
): Outcome => {
  const { taak } = context.t
  const among = [
    ...members.map((member) => toChoice(member, asked)),
    {
      words: taak.whoever(discipline.word),
      args: goOn(asked, `rol:${discipline.word}`),
    },
  ]
  return chooseAmong(taak.whomSeveral(discipline.word), among, asked.kind, context)
}

/** Several have the name that was typed. */
export const choosePeople = (
  members: readonly TeamMember[],
  asked: Asked,
  context: Context,
): Outcome => {
  const among = members.map((member) => toChoice(member, asked))
  return chooseAmong(context.t.taak.whom[asked.kind], among, asked.kind, context)
}
