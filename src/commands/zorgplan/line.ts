import type { GoalFact, TargetFact } from '../../fhir/plan/care-goal.ts'
import type { ActivityFact, PlanFact } from '../../fhir/plan/care-plan.ts'
import type { Agent } from '../../fhir/value/agents.ts'
import { hasEnded } from '../../fhir/value/period.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import {
  joinedLine,
  noteWords,
  recordedWords,
  tailWords,
  verbatim,
  whoWords,
} from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { amountWords } from '../medicatie/amount.ts'
import { readingWords } from '../metingen/reading-words.ts'

const MOST_ACTIONS = 4

const personWords = (agent: Agent, context: DateContext): string => {
  const { zorgplan } = context.t
  if (agent.kind === 'patient') return zorgplan.client
  return agent.kind === 'related' ? zorgplan.relative : whoWords(agent, context)
}

const actionWords = (activity: ActivityFact, context: DateContext): string => {
  const { clinical, zorgplan } = context.t
  const { text, not, status, when, who } = activity
  const words = cutText(text.join(', ') || zorgplan.namelessAction, context)
  const named = not ? zorgplan.not(words) : words
  const state = wordFor(zorgplan.actionStates, status) ?? clinical.statusUnknown
  const people = who.map((each) => personWords(each, context))
  return zorgplan.action(
    named,
    [state, ...when.map((each) => cutText(each, context)), ...people].join(', '),
  )
}

/** What must not be done stands first, and is never among those left to the record. */
const actionsWords = (activities: readonly ActivityFact[], context: DateContext): string => {
  const { zorgplan } = context.t
  const sorted = [...activities.filter(({ not }) => not), ...activities.filter(({ not }) => !not)]
  const most = Math.max(MOST_ACTIONS, activities.filter(({ not }) => not).length)
  const shown = sorted.slice(0, most).map((each) => actionWords(each, context))
  const left = sorted.length - shown.length
  return zorgplan.actions([...shown, ...(left === 0 ? [] : [zorgplan.more(left)])].join('; '))
}

const targetWords = (target: TargetFact, context: DateContext): readonly string[] => {
  const { zorgplan } = context.t
  const { measure, details, within } = target
  const value = details.map((each) => readingWords(each, 'other', context)).join('; ')
  const said = [measure, value].filter((each) => each !== undefined && each !== '')
  const [one, other] = said
  return [
    ...(one === undefined
      ? []
      : [zorgplan.target(other === undefined ? one : zorgplan.measured(one, other))]),
    ...within.map((each) => zorgplan.within(amountWords(each, context))),
  ]
}

const dueWords = ({ due }: GoalFact, context: DateContext & { timeZone: string }) => {
  const { zorgplan } = context.t
  const date = plainDateWords(due, context)
  if (due === undefined || date === undefined) return undefined
  return hasEnded({ end: due }, context) ? zorgplan.overdue(date) : zorgplan.due(date)
}

/** A goal that is no longer worked on need not have been reached. */
const achievementWords = ({ achievement, status }: GoalFact, { t }: DateContext) => {
  if (achievement !== undefined) return t.zorgplan.achievement(achievement)
  return status === 'completed' ? t.zorgplan.achievementUnknown : undefined
}

/** One goal on one line, with what is done for it. */
export const goalLine = (
  goal: GoalFact,
  activities: readonly ActivityFact[],
  context: DateContext,
): Fact => {
  const { clinical, zorgplan } = context.t
  const { doubt, from } = tailWords(goal, context)
  const since = dateWords(goal.start, context)
  const closed = goal.status === 'completed' ? dateWords(goal.statusDate, context) : undefined
  return {
    line: joinedLine(
      strong(goal.text === undefined ? zorgplan.namelessGoal : verbatim(goal.text, context)),
      [
        doubt,
        ...goal.targets.flatMap((each) => targetWords(each, context)),
        goal.status === 'completed' ? undefined : dueWords(goal, context),
        closed === undefined
          ? (wordFor(zorgplan.goalStates, goal.status) ?? clinical.statusUnknown)
          : zorgplan.closed(closed),
        achievementWords(goal, context),
        since === undefined ? clinical.undated : zorgplan.started(since),
        goal.problems.length === 0 ? undefined : zorgplan.forProblems(goal.problems.join(', ')),
        activities.length === 0 ? undefined : actionsWords(activities, context),
        ...noteWords(goal.notes, context),
        goal.author === undefined
          ? clinical.sourceUnknown
          : zorgplan.by(personWords(goal.author, context)),
        from,
      ],
    ),
    about: [goal.key],
  }
}

/** One plan on one line, with those of its actions that no goal has on its own line. */
export const planLine = (
  plan: PlanFact,
  activities: readonly ActivityFact[],
  context: DateContext,
): Fact => {
  const { clinical, zorgplan } = context.t
  const { doubt, from } = tailWords(plan, context)
  const kinds = plan.kinds.join(', ')
  const lead = plan.title ?? (kinds === '' ? zorgplan.namelessPlan : kinds)
  const start = dateWords(plan.start, context)
  const end = plainDateWords(plan.end, context)
  const proposal = plan.intent === 'proposal' || plan.intent === 'option'
  return {
    line: joinedLine(strong(cutText(lead, context)), [
      doubt,
      proposal ? zorgplan.proposal : undefined,
      wordFor(zorgplan.planStates, plan.status) ?? clinical.statusUnknown,
      plan.pastEnd ? zorgplan.pastEnd : undefined,
      plan.title === undefined ? undefined : kinds,
      start === undefined ? undefined : zorgplan.started(start),
      end === undefined ? undefined : context.t.facts.until(end),
      plan.problems.length === 0 ? undefined : zorgplan.forProblems(plan.problems.join(', ')),
      activities.length === 0 ? undefined : actionsWords(activities, context),
      plan.activities.length === 0 ? zorgplan.noActions : undefined,
      ...noteWords(plan.notes, context),
      recordedWords(plan.recorded, plan.author, context),
      from,
    ]),
    about: [plan.key],
  }
}
