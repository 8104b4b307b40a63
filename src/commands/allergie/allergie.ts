import type { Sourced } from '../../fhir/fhir.ts'
import type { AllergyReader } from '../../fhir/problem/allergy.ts'
import type { AllergyFact } from '../../fhir/problem/allergy-fact.ts'
import type { AllergyOverview } from '../../fhir/problem/allergy-overview.ts'
import { type Block, type Fact, facts, paragraph, strong } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { allergyLine, noneLine } from './line.ts'

/** What `!allergie` reads from. */
export type AllergiePorts = PatientLinePorts & { readonly allergies: AllergyReader }

const ASKED = ['AllergyIntolerance']

const section = (title: string, all: readonly Fact[]): readonly Block[] =>
  all.length === 0 ? [] : [paragraph([strong(title)]), facts(all)]

const factOf =
  (context: Context) =>
  (fact: AllergyFact): Fact => ({
    line: fact.none === undefined ? allergyLine(fact, context) : noneLine(fact, context),
    about: [fact.key],
  })

const MOST = 10

const inactiveBlocks = (
  { inactive }: AllergyOverview,
  all: boolean,
  context: Context,
): readonly Block[] => {
  const { sections } = context.t.allergie
  const lines = inactive.map(factOf(context))
  const limit = { max: all ? lines.length : MOST, critical: 0, more: '!allergie alles' }
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
  const where = answeredSources(sourced, context, ASKED)
  const when = stamp(context.now, context)
  const silent = active.length === 0 && none.length === 0
  const nothing = inactive.length + refuted + inError === 0
  const said = nothing ? clinical.nothingFound(where, when) : allergie.noneFound(where, when)
  return [
    ...(contradiction ? [paragraph([strong(allergie.contradiction)])] : []),
    ...(silent ? [paragraph(said)] : []),
    ...section(allergie.sections.active(active.length), active.map(factOf(context))),
    ...section(allergie.sections.none, none.map(factOf(context))),
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
    const [sourced, patientLine] = await Promise.all([
      allergies.overview(patient, signal),
      patientLineOf(context),
    ])
    const all = wantsAll(args)
    const left = !all && sourced.value.inactive.length > MOST
    return clinicalAnswer(context, {
      title: t.allergie.title,
      ...patientLine,
      sourced,
      blocks: factBlocks(sourced, all, context),
      ...(left ? { more: { words: ['alles'], options: {}, text: '' } } : {}),
      reads: readsOf(sourced, ASKED),
      asked: ASKED,
    })
  },
})
