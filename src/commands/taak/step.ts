import type { TaskFact } from '../../fhir/referral/task.ts'
import type { TaskChange } from '../../fhir/referral/task-draft.ts'
import { type TaskStep, taskMoves } from '../../fhir/referral/task-status.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { code, heading, type Inline, type Line, numbered, paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { plainDateWords } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import type { Args, Context, Outcome, WriterPorts } from '../command.ts'
import { forWords, isLate, statusWords, whatWords } from '../taken/line.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import {
  misused,
  notWritten,
  patientOf,
  previewOf,
  requesterOf,
  textParts,
  type WritingPorts,
} from '../writing/writing.ts'
import type { FollowPorts } from './follow.ts'
import { isNow, mayDo, refusedStep, type TaskAtPorts, taskAt } from './step-task.ts'
import { type StepRequest, stepNames } from './step-words.ts'

/** What a step in the life of a task needs. */
export type StepPorts = WritingPorts & WriterPorts & FollowPorts & TaskAtPorts

type Here = Context<StepPorts>

const REASON_LIMIT = 500

/** Nothing was said but a number: what this person can do with it now. */
const chooseStep = (fact: TaskFact, { number }: StepRequest, context: Here): Outcome => {
  const { t, asker } = context
  const { change, steps: words, stepWords } = t.taak
  const possible = stepNames.filter((step) => mayDo(fact, step, asker.member) && isNow(fact, step))
  const [first] = possible
  if (first === undefined) return misused(change.nothing(statusWords(fact.status, context)))
  const example = code(`!taak ${number} ${stepWords[first]}`)
  return {
    kind: 'choose',
    document: [
      heading(change.which(whatWords(fact, context))),
      numbered(possible.map((step) => words[step])),
      paragraph([change.whichStep(possible.length), example, '.']),
    ],
    choices: possible.map((step) => ({
      words: [String(number), stepWords[step]],
      options: {},
      text: '',
    })),
    reads: ['Task'],
  }
}

const askReason = (step: 'reject' | 'fail', { number }: StepRequest, { t }: Here): Outcome => {
  const { change, stepWords } = t.taak
  return {
    kind: 'choose',
    document: [heading(change.askReason[step], change.askReasonHow)],
    choices: [],
    free: { words: [String(number), stepWords[step]], options: {}, text: '' },
    reads: ['Task'],
  }
}

const preview = async (
  fact: TaskFact,
  step: TaskStep,
  text: string,
  requester: string,
  context: Here,
): Promise<Outcome> => {
  const { t, asker, now, timeZone, patient } = context
  const { change, names } = t.taak
  const who = await patientOf(context)
  if ('code' in who)
    return notWritten(t.writing.patientDown(t.clinical.failures[who.code]), ['Task', 'Patient'])
  const claims = taskMoves[step].by === 'owner' && fact.owner === undefined
  const label = step === 'complete' ? change.result : change.reason
  const said = textParts(text, { line: label, below: label.trim() })
  const late = isLate(fact, context) ? plainDateWords(fact.due, context) : undefined
  const lines: readonly (Inline | Line)[] = [
    change.what(whatWords(fact, context)),
    change.for(forWords(fact, context)),
    change.status(statusWords(fact.status, context), statusWords(taskMoves[step].to, context)),
    ...(claims ? [change.claims(personWords(asker.member, asker.userId))] : []),
    ...(text === '' ? [] : said.item),
  ]
  const draft: TaskChange = {
    act: 'change',
    patient,
    ref: fact.ref,
    ...(fact.versionId === undefined ? {} : { versionId: fact.versionId }),
    step,
    by: requester,
    claims,
    ...(text === '' ? {} : { text }),
    at: dateTimeIn(timeZone, now),
  }
  const notes = [
    ...(late === undefined ? [] : [change.late(late)]),
    ...(fact.hasUnknownModifier ? [change.moreNews] : []),
  ]
  const below = text === '' ? [] : said.below
  return {
    kind: 'confirm',
    preview: previewOf(
      { what: names.change, deed: 'record', patient: who.line, lines, below, notes },
      context,
    ),
    draft,
    refs: [
      { ref: fact.ref, ...(fact.versionId === undefined ? {} : { versionId: fact.versionId }) },
    ],
    reads: [fact.ref, 'Patient'],
  }
}

/** Takes a step with a task of the last list: only who may, only what can follow, a reason where one is needed. */
export const stepTask = async (
  request: StepRequest,
  context: Here,
  args: Args,
): Promise<Outcome> => {
  const { t, asker } = context
  const { change, stepWords } = t.taak
  const { step, text, typed } = request
  const requester = requesterOf(asker)
  if (requester === undefined) return notWritten(t.writing.requesterUnknown)
  if (holdsBsn(args)) return misused(t.writing.bsn)
  if (text.length > REASON_LIMIT) return misused(t.writing.tooLong(text.length, REASON_LIMIT))
  if (step === undefined && typed !== '')
    return misused(change.unknownStep(cutText(typed, context)))
  if ((step === 'accept' || step === 'start') && text !== '')
    return misused(change.tooMany(stepWords[step]))
  const found = await taskAt(request.number, context)
  if (!('status' in found)) return found
  if (step === undefined) return chooseStep(found, request, context)
  const refused = refusedStep(found, step, context)
  if (refused !== undefined) return refused
  if ((step === 'reject' || step === 'fail') && text === '')
    return askReason(step, request, context)
  return await preview(found, step, text, requester, context)
}
