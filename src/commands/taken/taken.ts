import type { FhirCode, Sourced } from '../../fhir/fhir.ts'
import type { Records } from '../../fhir/record/record.ts'
import {
  allTaskQuestions,
  type TaskFact,
  taskFacts,
  taskQuestions,
} from '../../fhir/referral/task.ts'
import { isOwnerOf } from '../../fhir/referral/task-party.ts'
import { type Block, code, facts, heading, list, paragraph, strong } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from '../answer/skeleton.ts'
import { type Context, defineCommand, type Outcome, type RecordPorts } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { isLate, taskLine } from './line.ts'
import { type OwnTask, ownTasksAnswer } from './own.ts'

/** What `!taken` reads: a patient's tasks in a room, the asker's own in a direct message. */
export type TakenPorts = PatientLinePorts &
  RecordPorts & {
    readonly place: 'room' | 'direct'
    /** Open tasks of this person of patients this person cares for, with their rooms. */
    readonly ownTasks: (
      userId: string,
      signal: AbortSignal,
    ) => Promise<{ readonly tasks: readonly OwnTask[]; readonly complete: boolean } | FhirCode>
  }

type Ctx = Context<TakenPorts>
type View = { readonly mine: boolean; readonly open: boolean; readonly all: boolean }

const ASKED = ['Task']
const MOST = 10
const MINE: ReadonlySet<string> = new Set(['mijn', 'mij', 'mine', 'my'])
const OPEN: ReadonlySet<string> = new Set(['open'])
const ALL: ReadonlySet<string> = new Set(['alles', 'alle', 'all'])

const section = (
  title: string,
  tasks: readonly TaskFact[],
  whole: boolean,
  more: string,
  context: Ctx,
): readonly Block[] => {
  if (tasks.length === 0) return []
  const lines = tasks.map((fact) => taskLine(fact, context))
  const critical = tasks.filter(({ isUrgent, isOpen }) => isUrgent && isOpen).length
  const limit = { max: whole ? lines.length : MOST, critical, more }
  const { shown, note } = limitLines(lines, limit, context)
  return [
    paragraph([strong(title)]),
    facts(shown.map((line, at) => ({ line, about: [tasks[at]?.key ?? ''] }))),
    ...(note === undefined ? [] : [paragraph(note)]),
  ]
}

const noneFound = (sourced: Sourced<unknown>, { mine }: View, context: Ctx): Block => {
  const { taken } = context.t
  const [where, when] = [answeredSources(sourced, context), stamp(context.now, context)]
  return mine
    ? paragraph([taken.noneMine(where, when), code('!taken'), '.'])
    : paragraph(taken.noneOpen(where, when))
}

const blocksOf = (sourced: Sourced<Records>, view: View, context: Ctx) => {
  const { taken } = context.t
  const { facts: every, inError } = taskFacts(sourced.value)
  const wanted = every.filter((fact) => !view.mine || isOwnerOf(fact, context.asker.member))
  // What is late comes right after what is urgent (S14).
  const pressing = (fact: TaskFact) => (fact.isUrgent ? 0 : isLate(fact, context) ? 1 : 2)
  const open = wanted
    .filter(({ isOpen }) => isOpen)
    .toSorted((one, other) => pressing(one) - pressing(other))
  const closed = view.all ? wanted.filter(({ isOpen }) => !isOpen) : []
  const more = view.mine ? '!taken mijn open' : '!taken open'
  const blocks: readonly Block[] = [
    ...(open.length === 0 ? [noneFound(sourced, view, context)] : []),
    ...section(taken.open(open.length), open, view.open, more, context),
    ...section(taken.closed(closed.length), closed, false, '', context),
    ...(inError === 0 ? [] : [paragraph(taken.inError(inError))]),
    ...(open.length === 0 ? [] : [paragraph([taken.how, code(taken.howExample), '.'])]),
  ]
  return { open: open.length, blocks }
}

const misused = (word: string, { t }: Ctx): Outcome => ({
  kind: 'misused',
  document: [
    heading(t.taken.misused(word)),
    list([[code('!taken')], [code('!taken mijn')], [code('!taken open')], [code('!taken alles')]]),
  ],
})

const inRoom = async (view: View, context: Ctx): Promise<Outcome> => {
  const { t, record, patient, signal } = context
  const questions = view.all ? allTaskQuestions : taskQuestions
  const [sourced, patientLine] = await Promise.all([
    record.ask(patient, questions, signal),
    patientLineOf(context),
  ])
  const { open, blocks } = blocksOf(sourced, view, context)
  const outcome = clinicalAnswer(context, {
    ...patientLine,
    title: view.mine ? t.taken.titleMine : view.all ? t.taken.titleAll : t.taken.title,
    sourced,
    blocks,
    reads: readsOf(sourced, ASKED),
    asked: ASKED,
  })
  if (outcome.kind !== 'answer' || view.open || open <= MOST) return outcome
  const words = view.mine ? ['mijn', 'open'] : ['open']
  return { ...outcome, more: { words, options: {}, text: '' } }
}

/** `!taken`: what is to be done for this client and by whom; in a direct message: which rooms ask something of me? */
export const taken = defineCommand<TakenPorts>({
  name: 'taken',
  aliases: ['tasks', 'takenlijst', 'todo'],
  access: 'read',
  place: 'both',
  options: [],
  summary: (t) => t.taken.summary,
  usage: (t) => t.taken.usage,
  examples: ['taken', 'taken mijn'],
  async run(context, { words }) {
    const { place, ownTasks, asker, signal } = context
    const asked = words.map(foldWord)
    const strange = words.find((_, at) => {
      const word = asked[at] ?? ''
      return !MINE.has(word) && !OPEN.has(word) && !ALL.has(word)
    })
    if (strange !== undefined) return misused(strange, context)
    if (place === 'direct') return ownTasksAnswer(await ownTasks(asker.userId, signal), context)
    const view = {
      mine: asked.some((word) => MINE.has(word)),
      open: asked.some((word) => OPEN.has(word) || ALL.has(word)),
      all: asked.some((word) => ALL.has(word)),
    }
    return await inRoom(view, context)
  },
})
