import { type GoalFacts, goalFacts, goalQuestions } from '../../fhir/plan/care-plan.ts'
import type { Fact, Line } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import {
  askFacts,
  type FactPorts,
  factAnswer,
  type Section,
  unknownWord,
  unknownWordAnswer,
} from '../answer/fact-answer.ts'
import { answeredSources } from '../answer/skeleton.ts'
import { type Context, defineCommand } from '../command.ts'
import { goalLine, planLine } from './line.ts'

const ASKED = ['CarePlan', 'Goal']
const EXAMPLES = ['zorgplan', 'zorgplan alles']

const goalFactsOf = (
  goals: GoalFacts['goals'],
  { plans }: GoalFacts,
  context: Context,
): readonly Fact[] =>
  goals.map((goal) => {
    const linked = plans.flatMap((plan) =>
      plan.activities.some((each) => each.goals.includes(goal.key))
        ? [{ plan, activities: plan.activities.filter((each) => each.goals.includes(goal.key)) }]
        : [],
    )
    const { line, about } = goalLine(
      goal,
      linked.flatMap(({ activities }) => activities),
      context,
    )
    return { line, about: [...about, ...linked.map(({ plan }) => plan.key)] }
  })

const sectionsOf = (found: GoalFacts, context: Context): readonly Section[] => {
  const { sections } = context.t.zorgplan
  const { goals, plans, completed } = found
  const shown = new Set([...goals, ...completed].map(({ key }) => key))
  // What must not be done stands first, and is never left out.
  const forbids = plans.filter(({ activities }) => activities.some(({ not }) => not))
  const others = plans.filter((each) => !forbids.includes(each))
  const lines = (some: GoalFacts['plans']) =>
    some.map((plan) => {
      const own = plan.activities.filter(
        (each) => each.not || !each.goals.some((key) => shown.has(key)),
      )
      return planLine(plan, own, context)
    })
  return [
    {
      title: sections.forbids(forbids.length),
      facts: lines(forbids),
      critical: forbids.length,
    },
    {
      title: sections.goals(goals.length),
      facts: goalFactsOf(goals, found, context),
      critical: 0,
    },
    {
      title: sections.plans(others.length),
      facts: lines(others),
      critical: 0,
    },
    {
      title: sections.completed(completed.length),
      facts: goalFactsOf(completed, found, context),
      critical: 0,
    },
  ]
}

/** `!zorgplan`: what is being worked on, by when, and what is done for it. */
export const zorgplan = defineCommand<FactPorts>({
  name: 'zorgplan',
  aliases: ['zorgplannen', 'behandelplan', 'doelen', 'careplan', 'goals'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.zorgplan.summary,
  usage: (t) => t.zorgplan.usage,
  examples: EXAMPLES,
  async run(context, args) {
    const { t } = context
    const unknown = unknownWord(args, [])
    if (unknown !== undefined) return unknownWordAnswer(unknown, EXAMPLES, context)
    const told = await askFacts(context, goalQuestions)
    const { sourced } = told
    const found = goalFacts(sourced.value, context)
    const where = answeredSources(sourced, context, ASKED)
    const when = stamp(context.now, context)
    const none = found.goals.length + found.plans.length === 0
    const nothing = none && found.completed.length + found.inError === 0
    const words = nothing ? t.clinical.nothingFound(where, when) : t.zorgplan.noneFound(where, when)
    const above: readonly Line[] = none ? [[words]] : []
    return factAnswer(context, args, {
      title: t.zorgplan.title,
      ...told,
      asked: ASKED,
      above,
      sections: sectionsOf(found, context),
      below: found.inError === 0 ? [] : [[t.facts.hidden(found.inError, 0)]],
    })
  },
})
