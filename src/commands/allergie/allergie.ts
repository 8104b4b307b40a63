import type { Sourced } from '../../fhir/fhir.ts'
import type { AllergyReader } from '../../fhir/problem/allergy.ts'
import type { AllergyFact } from '../../fhir/problem/allergy-fact.ts'
import type { AllergyOverview } from '../../fhir/problem/allergy-overview.ts'
import { type Block, type Fact, facts, paragraph, strong } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { allergyLine, noneLine } from './line.ts'

/** What `!allergie` reads from. */
export type AllergiePorts = PatientLinePorts & { readonly allergies: AllergyReader }

const ASKED = ['AllergyIntolerance']

const ALL = 'alles'

/** What was typed: whether all is wanted, and the word to look for. */
type Wanted = { readonly all: boolean; readonly word: string | undefined }

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Those that bear the word in the name of the substance or in what it did, and the others. */
const parted = (
  all: readonly AllergyFact[],
  word: string,
): readonly [readonly AllergyFact[], readonly AllergyFact[]] => {
  const wanted = fold(word).split(/\s+/u).filter(Boolean)
  const bears = ({ substance, reactions }: AllergyFact) => {
    const met = reactions.flatMap((each) => [each.substance ?? '', ...each.words])
    const said = fold([substance, ...met].join(' '))
    return wanted.every((each) => said.includes(each))
  }
  return [all.filter(bears), all.filter((each) => !bears(each))]
}

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
  { all, word }: Wanted,
  context: Context,
): readonly Block[] => {
  const { sections } = context.t.allergie
  const lines = inactive.map(factOf(context))
  const more = word === undefined ? `!allergie ${ALL}` : '!meer'
  const limit = { max: all ? lines.length : MOST, critical: 0, more }
  const { shown, note } = limitLines(lines, limit, context)
  const blocks = section(sections.inactive(lines.length), shown)
  return note === undefined ? blocks : [...blocks, paragraph(note)]
}

/** The active ones: with a word typed those that bear it first, and all others always below them. */
const activeBlocks = (
  { active, inactive }: AllergyOverview,
  word: string | undefined,
  context: Context,
): readonly Block[] => {
  const { allergie } = context.t
  const lines = (of: readonly AllergyFact[]) => of.map(factOf(context))
  if (word === undefined) return section(allergie.sections.active(active.length), lines(active))
  const shown = cutWord(word)
  const [found, others] = parted(active, word)
  const nowhere = found.length + parted(inactive, word)[0].length === 0
  return [
    paragraph(...(nowhere ? [allergie.noMatch(shown)] : []), allergie.onlyNames(others.length)),
    ...section(allergie.sections.named(shown, found.length), lines(found)),
    ...section(allergie.sections.others(others.length), lines(others)),
  ]
}

const factBlocks = (
  sourced: Sourced<AllergyOverview>,
  wanted: Wanted,
  context: Context,
): readonly Block[] => {
  const { allergie, clinical } = context.t
  const { word } = wanted
  const { active, none, inactive, contradiction, refuted, inError } = sourced.value
  const where = answeredSources(sourced, context, ASKED)
  const when = stamp(context.now, context)
  const silent = active.length === 0 && none.length === 0
  const nothing = inactive.length + refuted + inError === 0
  const said = nothing ? clinical.nothingFound(where, when) : allergie.noneFound(where, when)
  const ordered = {
    ...sourced.value,
    inactive: word === undefined ? inactive : parted(inactive, word).flat(),
  }
  return [
    ...(contradiction ? [paragraph([strong(allergie.contradiction)])] : []),
    ...(silent ? [paragraph(said)] : []),
    ...activeBlocks(ordered, word, context),
    ...section(allergie.sections.none, none.map(factOf(context))),
    ...inactiveBlocks(ordered, wanted, context),
    ...(refuted + inError === 0 ? [] : [paragraph(allergie.counts(refuted, inError))]),
  ]
}

const wantedIn = ({ words }: Args): Wanted => {
  const named = words.filter((word) => !['alles', 'all'].includes(foldWord(word)))
  const word = named.join(' ').trim()
  return { all: named.length < words.length, word: word === '' ? undefined : word }
}

/** `!allergie`: what this patient must not get, most dangerous first; active ones are never cut off. */
export const allergie = defineCommand<AllergiePorts>({
  name: 'allergie',
  aliases: ['allergieen', 'allergies', 'allergy', 'intolerantie', 'intoleranties'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.allergie.summary,
  usage: (t) => t.allergie.usage,
  examples: ['allergie', 'allergie alles', 'allergie penicilline'],
  async run(context, args) {
    const { allergies, patient, signal, t } = context
    const [sourced, patientLine] = await Promise.all([
      allergies.overview(patient, signal),
      patientLineOf(context),
    ])
    const wanted = wantedIn(args)
    const left = !wanted.all && sourced.value.inactive.length > MOST
    return clinicalAnswer(context, {
      title: t.allergie.title,
      ...patientLine,
      sourced,
      blocks: factBlocks(sourced, wanted, context),
      ...(left
        ? {
            more: {
              words: [...(wanted.word === undefined ? [] : [wanted.word]), ALL],
              options: {},
              text: '',
            },
          }
        : {}),
      reads: readsOf(sourced, ASKED),
      asked: ASKED,
    })
  },
})
