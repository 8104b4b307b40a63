import type { Reference, Resource, ServiceRequest, Task, TaskOutput } from '@medplum/fhirtypes'
import { choiceReadings } from '../observation/choice-reading.ts'
import type { Reading } from '../observation/value.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { agentOf } from '../value/agents.ts'
import { codesOf, conceptWords, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { humanName } from '../value/human-name.ts'
import { literalRef, refOf, resolveReference } from '../value/references.ts'
import { isFinalStatus, openTaskStatuses } from './task-status.ts'

/** Who is asked or asks: the words of the source, and every reference under which it is the same one. */
export type TaskParty = {
  readonly kind: 'professional' | 'organization' | 'patient' | 'related' | 'unknown'
  /** The person or organization first, then function and organization. */
  readonly words: readonly string[]
  /** What the task names. */
  readonly ref: string | undefined
  /** The person behind a role, the organization behind a service. */
  readonly behind: string | undefined
}

/** Something that came of a task: what it is, and every value given for it. */
export type TaskOutcome = {
  readonly name: string | undefined
  readonly readings: readonly Reading[]
}

/** What a Task says, judged: no words for people yet. */
export type TaskFact = {
  readonly key: string
  readonly source: string
  readonly ref: string
  readonly versionId: string | undefined
  readonly kind: 'referral' | 'callback' | 'task'
  /** As the record has it; `unknown` when it has none. */
  readonly status: string
  /** Somebody still has to do something about it. */
  readonly isOpen: boolean
  readonly what: string | undefined
  /** Further remarks of the source, verbatim. */
  readonly notes: readonly string[]
  /** `routine`, `urgent`, `asap`, `stat`; any other as it is. */
  readonly priority: string | undefined
  readonly isUrgent: boolean
  /** `proposal`, `plan`, `order` and so on. */
  readonly intent: string | undefined
  /** What it is about must NOT be done (ServiceRequest.doNotPerform). */
  readonly isForbidden: boolean
  readonly requester: TaskParty | undefined
  readonly owner: TaskParty | undefined
  /** The function that is asked when nobody is named. */
  readonly performerTypes: readonly string[]
  readonly authoredOn: string | undefined
  readonly modified: string | undefined
  /** Before when it is to be done or answered. */
  readonly due: string | undefined
  readonly reason: string | undefined
  /** Why a referral was made, in words of the source. */
  readonly why: string | undefined
  readonly outputs: readonly TaskOutcome[]
  /** It, what it is about or who it names holds something unknown that changes its meaning, or its request is wrong (S1, S3). */
  readonly hasUnknownModifier: boolean
}

const REFERRAL = '3457005'
const URGENT: readonly (string | undefined)[] = ['stat', 'asap', 'urgent']

/** Everything a line about a task needs, included in one search. */
export const taskIncludes = {
  _include: ['Task:owner', 'Task:requester', 'Task:focus'],
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
} as const

/** What is asked of each source for the open tasks of a patient. */
export const taskQuestions: readonly Question[] = [
  {
    type: 'Task',
    params: { status: openTaskStatuses.join(','), _sort: '-modified', ...taskIncludes },
  },
]

/** The same for every task, closed ones too. */
export const allTaskQuestions: readonly Question[] = [
  { type: 'Task', params: { _sort: '-modified', ...taskIncludes } },
]

const unique = (words: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(words.filter((word) => word !== undefined)),
]

const behindOf = (found: Resource | undefined): string | undefined => {
  if (found?.resourceType === 'PractitionerRole') return literalRef(found.practitioner)
  return found?.resourceType === 'HealthcareService' ? literalRef(found.providedBy) : undefined
}

const nameOf = (found: Resource | undefined, included: Found['included']): string | undefined => {
  if (found?.resourceType === 'HealthcareService') return textOf(found.name)
  if (found?.resourceType !== 'PractitionerRole') return undefined
  const person = resolveReference(found.practitioner, found, included)
  return person?.resourceType === 'Practitioner'
    ? humanName(person.name)
    : textOf(found.practitioner?.display)
}

const partyOf = (
  reference: Reference | undefined,
  task: Task,
  included: Found['included'],
): TaskParty | undefined => {
  const agent = agentOf(reference, task, included)
  if (agent === undefined) return undefined
  const found = resolveReference(reference, task, included)
  return {
    kind: agent.kind,
    words: unique([nameOf(found, included), ...agent.words]),
    ref: literalRef(reference),
    behind: behindOf(found),
  }
}

// A request of another patient must not lend this task its words.
const focusOf = (task: Task, included: Found['included']): ServiceRequest | undefined => {
  const focus = resolveReference(task.focus, task, included)
  if (focus?.resourceType !== 'ServiceRequest') return undefined
  const patient = literalRef(focus.subject)
  return patient !== undefined && patient === literalRef(task.for) ? focus : undefined
}

const isReferral = (task: Task): boolean =>
  literalRef(task.focus)?.startsWith('ServiceRequest/') === true ||
  codesOf(task.code).includes(REFERRAL)

const kindOf = (task: Task): TaskFact['kind'] => {
  if (isReferral(task)) return 'referral'
  const words = [conceptWords(task.code), textOf(task.description)].join(' ')
  return /terugbel|bel ?terug|call ?back/iu.test(words) ? 'callback' : 'task'
}

// The code "fulfill" and its like say how a task is meant, not what is to be done (task-code).
const codeWords = ({ code }: Task): string | undefined => {
  const isPlain = list(code?.coding).some(({ system }) => textOf(system)?.endsWith('task-code'))
  return isPlain ? textOf(code?.text) : conceptWords(code)
}

const outcomeOf = (output: TaskOutput): TaskOutcome => {
  const readings = choiceReadings(output, 'value')
  return {
    name: conceptWords(output.type),
    readings: readings.length === 0 ? [{ kind: 'none' }] : readings,
  }
}

const whyOf = (focus: ServiceRequest | undefined): string | undefined => {
  const reasons = list(focus?.reasonCode).flatMap((each) => conceptWords(each) ?? [])
  return reasons.length === 0 ? undefined : reasons.join('; ')
}

const isWrong = (focus: ServiceRequest | undefined): boolean =>
  textOf(focus?.status) === 'entered-in-error'

/** What one Task says. */
export const taskFact = ({
  resource: task,
  source,
  key,
  included,
}: Pick<Found<Task>, 'resource' | 'source' | 'key' | 'included'>): TaskFact => {
  const status: string = textOf(task.status) ?? 'unknown'
  const focus = focusOf(task, included)
  const parties = [task.requester, task.owner].map((each) => resolveReference(each, task, included))
  const priority = textOf(task.priority) ?? textOf(focus?.priority)
  return {
    key,
    source,
    ref: refOf(task) ?? key,
    versionId: textOf(task.meta?.versionId),
    kind: kindOf(task),
    status,
    // A status nobody knows is no reason to think that it is done (S2); a draft was not asked yet.
    isOpen: !isFinalStatus(status) && status !== 'draft',
    what: textOf(task.description) ?? codeWords(task) ?? conceptWords(focus?.code),
    notes: [...list(task.note), ...list(focus?.note)].flatMap(({ text }) => textOf(text) ?? []),
    priority,
    isUrgent: URGENT.includes(priority),
    intent: textOf(task.intent),
    isForbidden: focus?.doNotPerform === true,
    requester: partyOf(task.requester, task, included),
    owner: partyOf(task.owner, task, included),
    performerTypes: list(task.performerType).flatMap((each) => conceptWords(each) ?? []),
    authoredOn: textOf(task.authoredOn),
    modified:
      textOf(task.lastModified) ?? textOf(task.meta?.lastUpdated) ?? textOf(task.authoredOn),
    due: textOf(task.restriction?.period?.end),
    reason: conceptWords(task.statusReason),
    why: whyOf(focus),
    outputs: list(task.output).map(outcomeOf),
    hasUnknownModifier: hasUnknownModifier([task, focus, ...parties]) || isWrong(focus),
  }
}

const rank = ({ priority, isUrgent }: TaskFact): number =>
  isUrgent ? URGENT.indexOf(priority) : URGENT.length

const instant = (value: string | undefined): number => {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? 0 : at
}

/** The most urgent first, then the newest (S14). */
export const byUrgency = (a: TaskFact, b: TaskFact): number =>
  rank(a) - rank(b) || instant(b.modified) - instant(a.modified)

/** The tasks of a patient, what was entered in error only counted: the most urgent first, then the newest (S1, S14). */
export const taskFacts = (
  records: Records,
): { readonly facts: readonly TaskFact[]; readonly inError: number } => {
  const all = records.of('Task')
  const valid = all.filter(({ resource }) => resource.status !== 'entered-in-error')
  const facts = valid.map(taskFact).toSorted(byUrgency)
  return { facts, inError: all.length - valid.length }
}
