import type { AllergyReader } from '../fhir/allergy.ts'
import type { AllergyOverview } from '../fhir/allergy-overview.ts'
import type { Sourced } from '../fhir/fhir.ts'
import { type Block, type Line, list, paragraph, strong } from '../reply/document.ts'
import { allergyLine, noneLine } from './allergie-line.ts'
import { type Args, type Context, defineCommand } from './command.ts'
import { stamp } from './date-words.ts'
import { foldWord } from './normalize.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from './skeleton.ts'

/** What `!allergie` reads from. */
export type AllergiePorts = { readonly allergies: AllergyReader }

const ASKED = ['AllergyIntolerance']

const section = (title: string, lines: readonly Line[]): readonly Block[] =>
  lines.length === 0 ? [] : [paragraph([strong(title)]), list(lines)]

const inactiveBlocks = (
  { inactive }: AllergyOverview,
  all: boolean,
  context: Context,
): readonly Block[] => {
  const { sections } = context.t.allergie
  const lines = inactive.map((fact) =>
    fact.none === undefined ? allergyLine(fact, context) : noneLine(fact, context),
  )
  const limit = { max: all ? lines.length : 10, critical: 0, more: '!allergie alles' }
  const { shown, note } = limitLines(lines, limit, context)
  const blocks = section(sections.inactive(lines.length), shown)
  return note === undefined ? blocks : [...blocks, paragraph(note)]
}

const factBlocks = (
  sourced: Sourced<AllergyOverview>,
  all: boolean,
  context: Context,
): readonly Block[] => {
  const { allergie, clinical } = context.t
  const { active, none, inactive, contradiction, refuted, inError } = sourced.value
  const where = answeredSources(sourced, context)
  const when = stamp(context.now, context)
  const silent = active.length === 0 && none.length === 0
  const nothing = inactive.length + refuted + inError === 0
  const said = nothing ? clinical.nothingFound(where, when) : allergie.noneFound(where, when)
  return [
    ...(contradiction ? [paragraph([strong(allergie.contradiction)])] : []),
    ...(silent ? [paragraph(said)] : []),
    ...section(
      allergie.sections.active(active.length),
      active.map((fact) => allergyLine(fact, context)),
    ),
    ...section(
      allergie.sections.none,
      none.map((fact) => noneLine(fact, context)),
    ),
    ...inactiveBlocks(sourced.value, all, context),
    ...(refuted + inError === 0 ? [] : [paragraph(allergie.counts(refuted, inError))]),
  ]
}

const wantsAll = ({ words }: Args) => ['alles', 'all'].includes(foldWord(words.join(' ')))

/** `!allergie`: what this patient must not get, most dangerous first; active ones are never cut off. */
export const allergie = defineCommand<AllergiePorts>({
  name: 'allergie',
  aliases: ['allergieen', 'allergies', 'allergy', 'intolerantie', 'intoleranties'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.allergie.summary,
  usage: (t) => t.allergie.usage,
  examples: ['allergie', 'allergie alles'],
  async run(context, args) {
    const { allergies, patient, signal, t } = context
    const sourced = await allergies.overview(patient, signal)
    return clinicalAnswer(context, {
      title: t.allergie.title,
      sourced,
      blocks: factBlocks(sourced, wantsAll(args), context),
      reads: readsOf(sourced, ASKED),
      asked: ASKED,
    })
  },
})
