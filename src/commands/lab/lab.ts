import type { Sourced } from '../../fhir/fhir.ts'
import type { LabFact } from '../../fhir/observation/lab-fact.ts'
import { type LabFacts, labFacts, labQuestions } from '../../fhir/observation/lab-result.ts'
import type { Line } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { askFacts, type FactPorts, factAnswer, type Section } from '../answer/fact-answer.ts'
import { answeredSources } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { labLine, labReportLine } from './line.ts'
import { type LabRow, labHistory, labRows } from './rows.ts'

const ASKED = ['Observation', 'DiagnosticReport']
const ALL = ['alles', 'all']

/** The test that was asked for; undefined when none was. */
const testNamed = ({ words }: Args): string | undefined =>
  words.filter((word) => !ALL.includes(foldWord(word))).join(' ') || undefined

const folded = (text: string) => text.split(' ').map(foldWord).join(' ')

const isNamed = ({ name, panel, test }: LabFact, wanted: string): boolean =>
  [name, panel].some((each) => each !== undefined && folded(each).includes(folded(wanted))) ||
  test.endsWith(`|${wanted}`)

/** Every value of the tests of which one has this name: the newest of them may have a code only. */
const resultsOf = ({ results }: LabFacts, wanted: string): readonly LabFact[] => {
  const tests = new Set(results.filter((each) => isNamed(each, wanted)).map(({ test }) => test))
  return results.filter(({ test }) => tests.has(test))
}

/** What could not be asked is called what the asker asked for: results, not measurements. */
const inLabWords = <C extends Pick<Context, 't'>>(context: C): C => {
  const { clinical, lab: words } = context.t
  const resources = { ...clinical.resources, ...words.resources }
  return { ...context, t: { ...context.t, clinical: { ...clinical, resources } } }
}

const rowSection = (
  title: string,
  rows: readonly LabRow[],
  context: Context,
  critical = 0,
): Section => ({ title, facts: rows.map((each) => labLine(each, context)), critical })

const overview = (found: LabFacts, context: Context): readonly Section[] => {
  const { sections } = context.t.lab
  const rows = labRows(found.results, context)
  const outside = rows.filter(({ fact }) => fact.danger !== undefined)
  const lost = rows.filter(({ fact }) => fact.danger === undefined && fact.lost)
  const inside = rows.filter(({ fact }) => fact.danger === undefined && !fact.lost)
  return [
    rowSection(sections.outside(outside.length), outside, context, outside.length),
    rowSection(sections.lost(lost.length), lost, context, lost.length),
    reportSection(found, context),
    rowSection(sections.inside(inside.length), inside, context),
  ]
}

const reportSection = ({ reports }: LabFacts, context: Context): Section => ({
  title: context.t.lab.sections.reports(reports.length),
  facts: reports.map((each) => labReportLine(each, context)),
  critical: 0,
})

/** One kind of value over time; what asks for attention further down is not cut off. */
const historyOf = (results: readonly LabFact[], context: Context): readonly Section[] => {
  const rows = labHistory(results, context)
  const critical = rows.findLastIndex(({ fact }) => fact.danger === 'critical') + 1
  const title = context.t.lab.sections.history(rows.length)
  return [rowSection(title, rows, context, critical)]
}

const noneLine = (
  wanted: string | undefined,
  sourced: Sourced<unknown>,
  context: Context,
): Line => {
  const { clinical, lab } = context.t
  const where = answeredSources(sourced, context, ASKED)
  const when = stamp(context.now, context)
  return [
    wanted === undefined
      ? clinical.nothingFound(where, when)
      : lab.noneNamed(cutWord(wanted), where, when),
  ]
}

/** `!lab`: laboratory results, what asks for attention first, each beside the one before it. */
export const lab = defineCommand<FactPorts>({
  name: 'lab',
  aliases: ['uitslagen', 'uitslag', 'labuitslagen', 'results'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.lab.summary,
  usage: (t) => t.lab.usage,
  examples: ['lab', 'lab kalium', 'lab alles'],
  async run(typedContext, args) {
    const context = inLabWords(typedContext)
    const { t } = context
    const wanted = testNamed(args)
    const told = await askFacts(context, labQuestions)
    const { sourced } = told
    const found = labFacts(sourced.value)
    const { inError, cancelled } = found
    const sections =
      wanted === undefined ? overview(found, context) : historyOf(resultsOf(found, wanted), context)
    const none = sections.every(({ facts }) => facts.length === 0)
    return factAnswer(context, args, {
      title: wanted === undefined ? t.lab.title : t.lab.titleOf(cutWord(wanted)),
      ...told,
      asked: ASKED,
      above: none ? [noneLine(wanted, sourced, context)] : [],
      sections,
      below: inError + cancelled === 0 ? [] : [[t.facts.hidden(inError, cancelled)]],
    })
  },
})
