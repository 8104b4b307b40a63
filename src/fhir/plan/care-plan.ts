import type { CarePlan, CarePlanActivity, Goal, Resource } from '@medplum/fhirtypes'
import { type FactOrigin, keyBeside, laterFirst, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { allWords, conceptWords, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { hasEnded, type Moment } from '../value/period.ts'
import { literalRef } from '../value/references.ts'
import { type GoalFact, goalFact, problemsOf } from './care-goal.ts'

/** Something to be done by a plan. */
export type ActivityFact = {
  readonly text: readonly string[]
  /** Must not be done (`doNotPerform`). */
  readonly not: boolean
  readonly status: string | undefined
  readonly when: readonly string[]
  readonly who: readonly Agent[]
  /** Keys of the goals it serves, as far as it says so. */
  readonly goals: readonly string[]
}

/** A care plan or a nursing intervention, with what is to be done by it. */
export type PlanFact = FactOrigin & {
  readonly title: string | undefined
  readonly kinds: readonly string[]
  readonly status: string | undefined
  /** `proposal` and `option` are no agreed plans. */
  readonly intent: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  /** Active by its status, though its end has passed. */
  readonly pastEnd: boolean
  readonly problems: readonly string[]
  readonly activities: readonly ActivityFact[]
  readonly goals: readonly string[]
  readonly notes: readonly string[]
  readonly recorded: string | undefined
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** The goals and plans of one patient; what is no fact is counted. */
export type GoalFacts = {
  /** Not completed, not given up: the first due first. */
  readonly goals: readonly GoalFact[]
  /** Reached within the last thirty days. */
  readonly completed: readonly GoalFact[]
  readonly plans: readonly PlanFact[]
  readonly inError: number
}

/** What to ask for goals and plans; statuses are judged here, because a plan of unknown status must not be lost. */
export const goalQuestions: readonly Question[] = [
  {
    type: 'CarePlan',
    params: {
      _sort: '-date',
      _include: ['CarePlan:condition', 'CarePlan:performer'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
  { type: 'Goal' },
]

type Pool = ReadonlyMap<string, Resource>

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()
const CLOSED_PLANS: ReadonlySet<string> = new Set(['completed', 'revoked', 'entered-in-error'])
const CLOSED_GOALS: ReadonlySet<string> = new Set(['completed', 'cancelled', 'rejected'])
const DROPPED: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'stopped'])
const MONTH = 30 * 86_400_000

const scheduleOf = (detail: CarePlanActivity['detail']): readonly string[] => {
  const timing = detail?.scheduledTiming
  const words = [textOf(detail?.scheduledString), conceptWords(timing?.code)]
  return words.filter((each) => each !== undefined)
}

/** What was included with the plans and goals of a source: its goals cannot include their problems themselves. */
const poolOf = (records: Records, source: string): Pool => {
  const found = [...records.of('CarePlan'), ...records.of('Goal')]
  return new Map(found.flatMap((each) => (each.source === source ? [...each.included] : [])))
}

const activityFact = (activity: CarePlanActivity, found: Found<CarePlan>): ActivityFact => {
  const { detail } = activity
  const { resource, included } = found
  const said = [conceptWords(detail?.code), textOf(detail?.description)]
  const elsewhere = textOf(activity.reference?.display)
  return {
    text: [...new Set([...said, elsewhere].filter((each) => each !== undefined))],
    not: detail?.doNotPerform === true,
    status: textOf(detail?.status),
    when: scheduleOf(detail),
    who: list(detail?.performer).flatMap((each) => agentOf(each, resource, included) ?? []),
    goals: list(detail?.goal).flatMap((each) => {
      const ref = literalRef(each)
      return ref === undefined ? [] : [keyBeside(found, ref)]
    }),
  }
}

const planFact = (found: Found<CarePlan>, pool: Pool, moment: Moment): PlanFact => {
  const { resource } = found
  const { period } = resource
  return {
    ...originOf(found),
    title: textOf(resource.title) ?? textOf(resource.description),
    kinds: allWords(resource.category),
    status: textOf(resource.status),
    intent: textOf(resource.intent),
    start: textOf(period?.start),
    end: textOf(period?.end),
    pastEnd: period?.end !== undefined && hasEnded(period, moment),
    problems: problemsOf(resource.addresses, resource, pool),
    activities: list(resource.activity)
      .map((each) => activityFact(each, found))
      .filter(({ status }) => !DROPPED.has(status ?? '')),
    goals: list(resource.goal).flatMap((each) => {
      const ref = literalRef(each)
      return ref === undefined ? [] : [keyBeside(found, ref)]
    }),
    notes: notesOf(resource.note),
    recorded: textOf(resource.created),
    author: agentOf(resource.author ?? list(resource.contributor)[0], resource, pool),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

const isRecent = ({ statusDate }: GoalFact, { now }: Moment) => {
  const at = Date.parse(statusDate ?? '')
  return Number.isNaN(at) || now.getTime() - at <= MONTH
}

const byDue = (one: GoalFact, other: GoalFact) => {
  if ((one.due === undefined) !== (other.due === undefined)) return one.due === undefined ? 1 : -1
  return laterFirst(other.due, one.due) || laterFirst(one.start, other.start)
}

const isWrong = (status: string | undefined) => status === 'entered-in-error'

/** Sorts the goals and plans of a patient into what is worked on and what was completed lately. */
export const goalFacts = (records: Records, moment: Moment): GoalFacts => {
  const goals = records.of('Goal')
  const plans = records.of('CarePlan')
  const real = goals.filter(({ resource }: Found<Goal>) => !isWrong(resource.lifecycleStatus))
  const sources = new Set([...goals, ...plans].map(({ source }) => source))
  const pools = new Map([...sources].map((source) => [source, poolOf(records, source)]))
  const pool = (source: string): Pool => pools.get(source) ?? new Map()
  const facts = real.map((each) => goalFact(each, pool(each.source))).toSorted(byDue)
  return {
    goals: facts.filter(({ status }) => !CLOSED_GOALS.has(status ?? '')),
    completed: facts.filter((each) => each.status === 'completed' && isRecent(each, moment)),
    plans: plans
      .filter(({ resource }) => !CLOSED_PLANS.has(resource.status))
      .map((each) => planFact(each, pool(each.source), moment))
      .toSorted((one, other) =>
        laterFirst(one.recorded ?? one.start, other.recorded ?? other.start),
      ),
    inError:
      goals.length - real.length + plans.filter(({ resource }) => isWrong(resource.status)).length,
  }
}
