import type { Sourced } from '../../fhir/fhir.ts'
import { type ProblemFacts, problemFacts, problemQuestions } from '../../fhir/problem/problem.ts'
import type { Line } from '../../reply/document.ts'
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
import { type Args, type Context, defineCommand } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { episodeLine, excludedLine, problemLine } from './line.ts'

const ASKED = ['Condition']
const EXAMPLES = ['problemen', 'problemen actief', 'problemen alles']
const ACTIVE = ['actief', 'active']

const isActiveOnly = ({ words }: Args) => words.some((word) => ACTIVE.includes(foldWord(word)))

const noneLine = (
  { inactive, excluded, episodes, inError, cancelled }: ProblemFacts,
  sourced: Sourced<unknown>,
  context: Context,
): Line => {
  const { clinical, problemen } = context.t
  const where = answeredSources(sourced, context, ASKED)
  const when = stamp(context.now, context)
  const nothing = inactive.length + excluded.length + episodes.length + inError + cancelled === 0
  return [nothing ? clinical.nothingFound(where, when) : problemen.noneFound(where, when)]
}

const sectionsOf = (found: ProblemFacts, activeOnly: boolean, context: Context) => {
  const { sections } = context.t.problemen
  // What is not known to be active must not stand under that word (S2).
  const isUncertain = found.active.some(
    ({ clinical }) => clinical === undefined || ['unknown', 'contradictory'].includes(clinical),
  )
  const active: Section = {
    title: isUncertain
      ? sections.perhaps(found.active.length)
      : sections.active(found.active.length),
    facts: found.active.map((each) => problemLine(each, context)),
    critical: found.active.filter(({ severe }) => severe).length,
  }
  if (activeOnly) return [active]
  const { inactive, excluded, episodes } = found
  return [
    active,
    {
      title: sections.episodes(episodes.length),
      facts: episodes.map((each) => episodeLine(each, context)),
      critical: 0,
    },
    {
      title: sections.excluded(excluded.length),
      facts: excluded.map((each) => excludedLine(each, context)),
      critical: 0,
    },
    {
      title: sections.inactive(inactive.length),
      facts: inactive.map((each) => problemLine(each, context)),
      critical: 0,
    },
  ]
}

/** `!problemen`: what is the matter with this patient, and what is known not to be. */
export const problemen = defineCommand<FactPorts>({
  name: 'problemen',
  aliases: ['probleem', 'diagnoses', 'diagnose', 'episodes', 'problems'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.problemen.summary,
  usage: (t) => t.problemen.usage,
  examples: EXAMPLES,
  async run(context, args) {
    const { t } = context
    const unknown = unknownWord(args, ACTIVE)
    if (unknown !== undefined) return unknownWordAnswer(unknown, EXAMPLES, context)
    const told = await askFacts(context, problemQuestions)
    const { sourced } = told
    const found = problemFacts(sourced.value, context)
    return factAnswer(context, args, {
      title: t.problemen.title,
      ...told,
      asked: ASKED,
      besides: ['EpisodeOfCare'],
      above: found.active.length === 0 ? [noneLine(found, sourced, context)] : [],
      sections: sectionsOf(found, isActiveOnly(args), context),
      below:
        found.inError + found.cancelled === 0
          ? []
          : [[t.facts.hidden(found.inError, found.cancelled)]],
    })
  },
})
