import {
  type AdvanceCareFacts,
  advanceCareFacts,
  advanceCareQuestions,
} from '../../fhir/directive/advance-care.ts'
import { directiveFacts, directiveQuestions } from '../../fhir/directive/directive.ts'
import type { DirectiveFacts } from '../../fhir/directive/fact.ts'
import type { Sourced } from '../../fhir/fhir.ts'
import { type Line, strong } from '../../reply/document.ts'
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
import { saysSomething, standings } from '../answer/source-standing.ts'
import { type Context, defineCommand } from '../command.ts'
import { advanceCareLine } from './care.ts'
import { directiveLine, lapsedLine } from './line.ts'

const ASKED = ['Consent']
const BESIDES = ['Goal', 'Observation', 'Procedure', 'DeviceUseStatement']
const EXAMPLES = ['wilsverklaring', 'wilsverklaring alles']

/** Whether directives came from nowhere: then nothing can be said of what was not found. */
const areLost = (sourced: Sourced<unknown>): boolean =>
  !standings({ sourced, asked: ASKED }).some(saysSomething)

/** Where the wishes that were found come from; they are told also when the directives are not there. */
const typesOf = ({ facts }: AdvanceCareFacts): readonly string[] =>
  BESIDES.filter((type) => facts.some(({ key }) => key.includes(`${type}/`)))

/** What must be said before anything else: that nothing was found, or nothing about resuscitation. */
const aboveLines = (
  { current, lapsed, inError }: DirectiveFacts,
  sourced: Sourced<unknown>,
  context: Context,
): readonly Line[] => {
  const { wilsverklaring } = context.t
  if (areLost(sourced)) return [[strong(wilsverklaring.notRetrieved)]]
  const where = answeredSources(sourced, context, ASKED)
  const when = stamp(context.now, context)
  const nothing =
    lapsed.length + inError === 0 ? wilsverklaring.nothing : wilsverklaring.nothingValid
  if (current.length === 0) return [[strong(nothing(where, when))]]
  const told = current.some(({ treatment }) => treatment.code === 'resuscitation')
  return told ? [] : [[strong(wilsverklaring.noResuscitation)]]
}

const sectionsOf = (
  { current, lapsed }: DirectiveFacts,
  care: AdvanceCareFacts,
  context: Context,
): readonly Section[] => {
  const { sections } = context.t.wilsverklaring
  return [
    {
      title: sections.current(current.length),
      facts: current.map((each) => directiveLine(each, context)),
      critical: current.length,
    },
    {
      title: sections.care(care.facts.length),
      facts: care.facts.map((each) => advanceCareLine(each, context)),
      critical: 0,
    },
    {
      title: sections.lapsed(lapsed.length),
      facts: lapsed.map((each) => lapsedLine(each, context)),
      critical: 0,
    },
  ]
}

/** `!wilsverklaring`: what may and may not be done to this patient; it never says more than the record does. */
export const wilsverklaring = defineCommand<FactPorts>({
  name: 'wilsverklaring',
  aliases: ['wilsverklaringen', 'behandelgrenzen', 'reanimatie', 'acp', 'directives'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.wilsverklaring.summary,
  usage: (t) => t.wilsverklaring.usage,
  examples: EXAMPLES,
  async run(context, args) {
    const { t } = context
    const unknown = unknownWord(args, [])
    if (unknown !== undefined) return unknownWordAnswer(unknown, EXAMPLES, context)
    const questions = [...directiveQuestions, ...advanceCareQuestions]
    const told = await askFacts(context, questions)
    const { sourced } = told
    const found = directiveFacts(sourced.value, context)
    const care = advanceCareFacts(sourced.value)
    const { inError } = found
    const shown = areLost(sourced) ? typesOf(care) : []
    return factAnswer(context, args, {
      title: t.wilsverklaring.title,
      ...told,
      asked: [...ASKED, ...shown],
      besides: BESIDES.filter((type) => !shown.includes(type)),
      above: aboveLines(found, sourced, context),
      sections: sectionsOf(found, care, context),
      below: [
        ...(inError === 0 ? [] : [[t.wilsverklaring.inError(inError)]]),
        ...(care.inError === 0 ? [] : [[t.facts.hidden(care.inError, 0)]]),
      ],
    })
  },
})
