import type { NewTask, TaskPriority } from '../../fhir/referral/task-draft.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { Discipline } from '../../fhir/team/disciplines.ts'
import { code, heading, paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome, WriterPorts } from '../command.ts'
import { cleanTyped, holdsBsn } from '../typed/typed-text.ts'
import { hurryIn } from '../verwijs/urgency.ts'
import {
  misused,
  notWritten,
  patientOf,
  requesterOf,
  type WritingPorts,
} from '../writing/writing.ts'
import {
  type Asked,
  chooseDeputy,
  chooseFunction,
  choosePeople,
  chooseWho,
  goOn,
} from './choices.ts'
import type { FollowPorts } from './follow.ts'
import { type Named, namedPerson, type PeoplePorts, teamNow } from './people.ts'
import { newTaskPreview } from './preview.ts'
import { priorityOf } from './priority.ts'
import { readTaskTime, type TaskTime, type WrongTime } from './time.ts'

/** What asking a colleague something needs. */
export type NewTaskPorts = PeoplePorts & WritingPorts & WriterPorts & FollowPorts

type Kind = NewTask['kind']
type Here = Context<NewTaskPorts>

/** How long what is to be done may be, in characters. */
const taskTextLimit = 1000

const unknownWho = (sentence: string, { t }: Here): Outcome => ({
  kind: 'misused',
  document: [
    paragraph(sentence, [t.taak.see.who, code('!wie'), t.taak.see.refer, code('!verwijs'), '.']),
  ],
  reads: ['CareTeam'],
})

const wrongTime = ({ wrong, typed }: WrongTime, context: Here): Outcome =>
  misused(context.t.taak.date[wrong](cutText(typed, context)))

/** The time at the end of the text, else the one of the option. */
const timeOf = ({ text, options }: Asked, clock: Pick<Here, 'now' | 'timeZone'>) => {
  const time = readTaskTime(text, clock)
  const typed = options['uiterlijk']
  if ('wrong' in time || time.due !== undefined || typed === undefined) return time
  const kept = readTaskTime(`uiterlijk ${typed === true ? '' : typed}`, clock)
  if ('wrong' in kept) return kept
  const wrong = { wrong: 'invalid', typed: typed === true ? 'uiterlijk' : typed } as const
  return kept.due === undefined ? wrong : { ...kept, text: time.text, priority: time.priority }
}

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

type Whom = { readonly owner: TeamMember | undefined; readonly discipline: Discipline | undefined }

const preview = async (
  asked: Asked,
  { owner, discipline }: Whom,
  requester: string,
  context: Here,
): Promise<Outcome> => {
  const { t, now, timeZone, patient } = context
  const typed = asked.options['prio']
  const spoken = typeof typed === 'string' ? priorityOf(typed) : undefined
  if (typed !== undefined && spoken === undefined)
    return misused(t.taak.priorityUnknown(typed === true ? 'prio' : cutText(typed, context)))
  const time = timeOf(asked, { now, timeZone })
  if ('wrong' in time) return wrongTime(time, context)
  const flagged: TaskPriority | undefined =
    spoken ?? (asked.options['spoed'] === undefined ? undefined : 'urgent')
  const said = time.priority ?? flagged
  const isCallback = asked.kind === 'callback'
  const text = time.text === '' && isCallback ? t.taak.callback : time.text
  const to = owner === undefined ? (discipline?.word ?? '') : personWords(owner, owner.ref ?? '')
  if (text === '')
    return {
      kind: 'choose',
      document: [heading(t.taak.what(to), t.taak.whatHow)],
      choices: [],
      free: goOn(
        { ...asked, text: '', options: { ...asked.options, ...optionsOf(time, flagged) } },
        owner?.ref ?? `rol:${discipline?.word ?? ''}`,
      ),
      reads: ['CareTeam'],
    }
  const who = await patientOf(context)
  if ('code' in who)
    return notWritten(t.writing.patientDown(t.clinical.failures[who.code]), ['CareTeam', 'Patient'])
  const draft: NewTask = {
    act: 'create',
    kind: asked.kind,
    patient,
    requester,
    ...(owner?.ref === undefined
      ? { performerType: sentence(discipline?.word ?? '') }
      : { owner: { ref: owner.ref, name: owner.name ?? owner.ref, userIds: owner.userIds } }),
    text,
    priority: said ?? 'routine',
    ...(time.due === undefined ? {} : { due: time.due }),
    authoredOn: dateTimeIn(timeZone, now),
  }
  return {
    kind: 'confirm',
    sends: true,
    preview: newTaskPreview(
      draft,
      {
        owner,
        patient: who.line,
        yearless: time.yearless ? time.due : undefined,
        hurry: said === undefined ? hurryIn(text) : undefined,
      },
      context,
    ),
    draft,
    refs: owner?.ref === undefined ? [] : [{ ref: owner.ref }],
    reads: ['CareTeam', 'Patient'],
  }
}

// What was said of time before the text was asked for is kept for when it comes.
const optionsOf = (
  { due, yearless, priority }: TaskTime,
  flagged: TaskPriority | undefined,
): Args['options'] => {
  const prio = priority ?? flagged
  const [day = '', time = ''] = (due ?? '').split('T')
  const [, month, date] = day.split('-')
  const said = yearless ? `${date}-${month}` : day
  return {
    ...(prio === undefined ? {} : { prio }),
    ...(due === undefined ? {} : { uiterlijk: `${said} ${time.slice(0, 'hh:mm'.length)}`.trim() }),
  }
}

const toWhom = async (
  named: Named,
  team: Team,
  asked: Asked,
  requester: string,
  context: Here,
): Promise<Outcome> => {
  const { taak } = context.t
  switch (named.kind) {
    case 'nobody':
      return chooseWho(team, asked, context)
    case 'unknown':
      return unknownWho(taak.unknownPerson(cutText(named.typed, context)), context)
    case 'function': {
      const { discipline, members, anyone } = named
      const [only, ...others] = members
      if (only === undefined) return unknownWho(taak.unknownFunction(discipline.word), context)
      if (anyone) return preview(asked, { owner: undefined, discipline }, requester, context)
      if (others.length > 0) return chooseFunction(named, asked, context)
      const deputized = chooseDeputy(team, only, asked, context)
      return deputized ?? preview(asked, { owner: only, discipline }, requester, context)
    }
    case 'people': {
      const [only, ...others] = named.members
      if (only === undefined) return chooseWho(team, asked, context)
      if (others.length > 0) return choosePeople(named.members, asked, context)
      const deputized = chooseDeputy(team, only, asked, context)
      return deputized ?? preview(asked, { owner: only, discipline: undefined }, requester, context)
    }
    default:
      return named satisfies never
  }
}

/** Asks a colleague something: who, what, before when and how urgent, each asked back when it is missing. */
export const newTask = async (kind: Kind, context: Here, args: Args): Promise<Outcome> => {
  const { t, asker } = context
  const requester = requesterOf(asker)
  if (requester === undefined) return notWritten(t.writing.requesterUnknown)
  if (holdsBsn(args)) return misused(t.writing.bsn)
  const length = args.words.join(' ').length + args.text.length
  if (length > taskTextLimit) return misused(t.writing.tooLong(length, taskTextLimit))
  const team = await teamNow(context)
  if (typeof team === 'string')
    return notWritten(t.taak.teamDown(t.clinical.failures[team]), ['CareTeam'])
  const named = namedPerson(args, team, asker.member)
  const rest = named.kind === 'unknown' ? '' : named.rest
  const asked = { kind, text: cleanTyped([rest, args.text]), options: args.options }
  return await toWhom(named, team, asked, requester, context)
}
