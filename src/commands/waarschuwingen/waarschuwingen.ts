import { flagFacts, flagQuestions } from '../../fhir/problem/flag.ts'
import type { Line } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import {
  askFacts,
  type FactPorts,
  factAnswer,
  unknownWord,
  unknownWordAnswer,
} from '../answer/fact-answer.ts'
import { answeredSources } from '../answer/skeleton.ts'
import { defineCommand } from '../command.ts'
import { flagLine } from './line.ts'

const ASKED = ['Flag']
const EXAMPLES = ['waarschuwingen', 'waarschuwingen alles']

/** `!waarschuwingen`: what everybody who comes near this patient must heed. */
export const waarschuwingen = defineCommand<FactPorts>({
  name: 'waarschuwingen',
  aliases: ['waarschuwing', 'alerts', 'alert'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.waarschuwingen.summary,
  usage: (t) => t.waarschuwingen.usage,
  examples: EXAMPLES,
  async run(context, args) {
    const { t } = context
    const unknown = unknownWord(args, [])
    if (unknown !== undefined) return unknownWordAnswer(unknown, EXAMPLES, context)
    const told = await askFacts(context, flagQuestions)
    const { sourced } = told
    const { current, ended, inError } = flagFacts(sourced.value, context)
    const where = answeredSources(sourced, context, ASKED)
    const when = stamp(context.now, context)
    const words = t.waarschuwingen
    const nothing = ended.length + inError === 0
    const none = nothing ? t.clinical.nothingFound(where, when) : words.noneFound(where, when)
    const above: readonly Line[] = current.length === 0 ? [[none]] : []
    const below: readonly Line[] = inError === 0 ? [] : [[t.facts.hidden(inError, 0)]]
    return factAnswer(context, args, {
      title: words.title,
      ...told,
      asked: ASKED,
      besides: ['Condition'],
      above,
      sections: [
        {
          title: words.sections.current(current.length),
          facts: current.map((each) => flagLine(each, context)),
          critical: current.length,
        },
        {
          title: words.sections.ended(ended.length),
          facts: ended.map((each) => flagLine(each, context)),
          critical: 0,
        },
      ],
      below,
    })
  },
})
