import { partsOfKey } from '../../fhir/server/source.ts'
import type { ReportFact, ReportLine } from '../../fhir/timeline/report-fact.ts'
import {
  type Block,
  facts,
  type Inline,
  type Line,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { agentWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { standingWords } from '../tijdlijn/line.ts'

/** A renderer cuts longer spans and lines; a report is shown whole. */
const SPAN = 400
const SPANS_IN_LINE = 5
/** More of one report fits in no message. */
const LONGEST = 7000

/** The last space before the limit: better not one between a number and its unit. */
const breakIn = (text: string): number =>
  [/(?<!\p{N}) /gu, / /gu]
    .map((space) => [...text.slice(0, SPAN).matchAll(space)].at(-1)?.index)
    .find((at) => at !== undefined) ?? SPAN - 1

/** Words in spans that no renderer cuts. */
const spansOf = (text: string): readonly string[] => {
  const spans: string[] = []
  let rest = text
  while (rest.length > SPAN) {
    const end = breakIn(rest) + 1
    spans.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...spans, rest]
}

const linesOf = (lead: readonly Inline[], text: string): readonly Line[] => {
  const lines: Inline[][] = [[...lead]]
  for (const [index, each] of text.split(/\r\n|[\n\r]/u).entries()) {
    if (index > 0) lines.push([])
    // A bullet of the writer's must not look like a line of the answer.
    const words = each.replace(/^\s*•\s*/u, '- ')
    for (const [place, span] of spansOf(words).entries()) {
      if (place > 0 && place % SPANS_IN_LINE === 0) lines.push([])
      lines.at(-1)?.push(span)
    }
  }
  return lines
}

const cutOff = (text: string, { t }: DateContext): string => {
  if (text.length <= LONGEST) return text
  const kept = text.slice(0, LONGEST).replace(/\S*$/u, '').trimEnd()
  // What ends in a number may have lost its unit.
  return `${kept.replace(/[\p{N}.,\s]+$/u, '')} ${t.clinical.cut}`
}

const saidLines = (line: ReportLine, context: DateContext): readonly Line[] => {
  const { rapportage } = context.t
  const lead = line.heading === undefined ? [] : [strong(rapportage.headings[line.heading])]
  const coded = line.coded === undefined ? '' : rapportage.coded(cutText(line.coded, context))
  const standing =
    line.status === undefined ? undefined : standingWords({ statuses: [line.status] }, context)
  const status = standing === undefined ? '' : rapportage.standing(standing)
  return [
    ...linesOf(lead, `${cutOff(line.text, context)}${coded}${status}`),
    ...line.notes.flatMap((note) => linesOf([], rapportage.note(cutOff(note, context)))),
  ]
}

const noLinesWords = ({ kind, absent }: ReportFact, { t }: DateContext): string => {
  const { clinical, rapportage } = t
  if (kind === 'consultation') return rapportage.noLines
  if (absent === undefined) return rapportage.noText
  return rapportage.noTextBecause(wordFor(clinical.absent, absent) ?? clinical.absentOther)
}

const headLine = (report: ReportFact, context: DateContext): Line => {
  const { clinical, rapportage } = context.t
  const { label } = partsOfKey(report.key)
  const date = dateWords(report.date, context) ?? clinical.undated
  const title =
    report.title === undefined
      ? rapportage.consultationUntitled
      : rapportage.consultation(cutText(report.title, context))
  const statuses = report.status === undefined ? [] : [report.status]
  const parts = [
    cutText(agentWords(report.author, context), context),
    report.kind === 'consultation' ? title : undefined,
    standingWords({ statuses }, context),
    label === undefined ? undefined : clinical.fromSource(label),
  ]
  return [
    strong(date),
    ...parts.flatMap((each): readonly Inline[] => (each === undefined ? [] : [' – ', each])),
    ...(report.unknownModifier ? [' – ', strong(clinical.unknownModifier)] : []),
  ]
}

/** One report: who wrote it when, and beneath it what was written, line by line. */
export const reportBlocks = (report: ReportFact, context: DateContext): readonly Block[] => {
  const { rapportage } = context.t
  const said = report.lines.flatMap((line) => saidLines(line, context))
  return [
    facts([{ line: headLine(report, context), about: report.keys }]),
    paragraph(
      ...(said.length === 0 ? [noLinesWords(report, context)] : said),
      ...report.notes.flatMap((note) => linesOf([], rapportage.note(cutOff(note, context)))),
      ...(report.more ? [rapportage.more] : []),
    ),
  ]
}

/** About how much room a report takes in a message. */
export const sizeOf = ({ lines, notes }: ReportFact): number =>
  [...lines.flatMap((line) => [line.text, ...line.notes]), ...notes].reduce(
    (sum, text) => sum + Math.min(text.length, LONGEST),
    100,
  )
