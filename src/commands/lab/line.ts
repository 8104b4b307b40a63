import type { LabFact } from '../../fhir/observation/lab-fact.ts'
import type { LabReport } from '../../fhir/observation/lab-report.ts'
import type { Performer } from '../../fhir/observation/performer.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { joinedLine, noteWords, tailWords, verbatim, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { focusWords } from '../metingen/focus-words.ts'
import { isFuture } from '../metingen/trend.ts'
import type { LabRow } from './rows.ts'
import {
  flagWords,
  labValues,
  referenceWords,
  specimenDoubts,
  statusWords,
  trendWords,
} from './value.ts'

const OLD = 14 * 30.5 * 86_400_000

const isOld = ({ moment }: LabFact, { now }: DateContext) =>
  moment.instant !== undefined && now.getTime() - moment.instant > OLD

const doubts = ({ fact, order }: LabRow, context: DateContext): readonly string[] => {
  const { clinical, lab, metingen } = context.t
  return [
    ...focusWords(fact, context),
    ...(fact.modified ? [clinical.unknownModifier] : []),
    ...(fact.ofWithdrawn ? [lab.ofWithdrawn] : []),
    ...(isFuture(fact, context) ? [metingen.future] : []),
    ...(order === undefined ? [] : [lab.order[order]]),
    ...(isOld(fact, context) ? [lab.old] : []),
    ...specimenDoubts(fact, context),
  ]
}

const momentWords = ({ moment, date }: LabFact, context: DateContext): string => {
  const { clinical } = context.t
  const words = dateWords(date, context)
  if (words === undefined) return clinical.undated
  return moment.recorded ? clinical.recordedOn(words) : words
}

const performerWords = (performer: Performer, context: DateContext): string => {
  const { clinical, metingen } = context.t
  if (performer.kind === 'patient') return metingen.byPatient
  if (performer.kind === 'related') return metingen.byRelated(undefined)
  const known = [performer.name, performer.functions.join(' / '), performer.organization]
  return cutText(known.filter(Boolean).join(', '), context) || clinical.unknownReference
}

const performersWords = ({ performers }: LabFact, context: DateContext): string =>
  performers.map((each) => performerWords(each, context)).join('; ') ||
  context.t.clinical.sourceUnknown

const lostLine = (fact: LabFact, context: DateContext): Fact => {
  const { lab } = context.t
  const words =
    fact.panel === undefined ? lab.lostMemberNameless : lab.lostMember(cutText(fact.panel, context))
  const { from } = tailWords({ unknownModifier: false, source: fact.source }, context)
  return { line: joinedLine(strong(words), [from]), about: fact.keys }
}

/** One laboratory value on one line, with the value before it when the row has one. */
export const labLine = (row: LabRow, context: DateContext): Fact => {
  const { lab, metingen } = context.t
  const { fact, previous } = row
  if (fact.lost) return lostLine(fact, context)
  const [value = metingen.none, ...parts] = labValues(fact, context)
  const name = cutText(fact.name ?? lab.nameless, context)
  const said = statusWords(fact, context)
  const trend = trendWords(row, context)
  return {
    line: joinedLine(strong(lab.value(name, value)), [
      ...said,
      ...doubts(row, context),
      ...parts,
      ...referenceWords(fact, context),
      ...flagWords(fact, context),
      trend,
      momentWords(fact, context),
      fact.specimens.length === 0 ? undefined : lab.specimen(fact.specimens.join(', ')),
      fact.methods.length === 0 ? undefined : lab.method(fact.methods.join(', ')),
      fact.panel === undefined ? undefined : lab.panel(cutText(fact.panel, context)),
      ...noteWords(fact.notes, context),
      performersWords(fact, context),
      said.length === 0 ? lab.final : undefined,
      tailWords({ unknownModifier: false, source: fact.source }, context).from,
    ]),
    about: [...fact.keys, ...(trend === undefined ? [] : (previous?.keys.slice(0, 1) ?? []))],
  }
}

/** A report of the laboratory on one line. */
export const labReportLine = (report: LabReport, context: DateContext): Fact => {
  const { clinical, lab } = context.t
  const { doubt, from } = tailWords(report, context)
  const name = report.name === undefined ? lab.namelessReport : lab.report(report.name)
  const who = report.authors.map((each) => whoWords(each, context)).join('; ')
  const { status } = report
  const final = status === 'final'
  return {
    line: joinedLine(strong(name), [
      final ? undefined : (wordFor(lab.statuses, status) ?? clinical.statusUnknown),
      doubt,
      ...report.conclusions.map((each) => lab.conclusion(verbatim(each, context))),
      report.conclusions.length === 0 && report.lost === 0 ? lab.noConclusion : undefined,
      report.lost === 0 ? undefined : lab.lostResults(report.lost),
      report.attached ? lab.attached : undefined,
      dateWords(report.date, context) ?? clinical.undated,
      who === '' ? clinical.sourceUnknown : who,
      final ? lab.final : undefined,
      from,
    ]),
    about: [report.key],
  }
}
