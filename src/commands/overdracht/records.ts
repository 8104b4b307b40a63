import { directiveQuestions } from '../../fhir/directive/directive.ts'
import type { Sourced } from '../../fhir/fhir.ts'
import { medicationIn, medicationQuestions } from '../../fhir/medication/medication.ts'
import { vitalQuestions } from '../../fhir/observation/observation.ts'
import { allergyQuestions } from '../../fhir/problem/allergy.ts'
import { flagQuestions } from '../../fhir/problem/flag.ts'
import { problemQuestions } from '../../fhir/problem/problem.ts'
import { foreignSource, type Question, type Records } from '../../fhir/record/record.ts'
import { taskQuestions } from '../../fhir/referral/task.ts'
import type { ReportFact } from '../../fhir/timeline/report-fact.ts'
import { reportFacts, reportQuestions } from '../../fhir/timeline/report-reading.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Inline, Line } from '../../reply/document.ts'
import { agentWords } from '../answer/agent-words.ts'
import { type DateContext, dateWords, dayOf, stamp } from '../answer/date-words.ts'
import { failureWords } from '../answer/source-standing.ts'
import type { Context } from '../command.ts'
import { treatmentLine } from '../medicatie/line.ts'
import { partsOf } from '../samenvatting/parts.ts'
import { standingWords } from '../tijdlijn/line.ts'
import { background, type Letter, type LetterKind, now, type Sentence } from './letter.ts'

const dayMs = 24 * 60 * 60_000
const MEDICATION_DAYS = 14
const REPORT_DAYS = 3
const MOST_SIGNS = 300

/** What is asked of the record for a handover. */
export const handoverQuestions = (context: DateContext): readonly Question[] => [
  // Those of problems ask for the same Conditions.
  ...flagQuestions.filter(({ type }) => type === 'Flag'),
  ...directiveQuestions,
  ...allergyQuestions,
  ...problemQuestions,
  ...medicationQuestions,
  ...vitalQuestions([]),
  ...taskQuestions,
  ...reportQuestions(`ge${daysAgo(REPORT_DAYS, context)}`),
]

const daysAgo = (days: number, context: DateContext): string =>
  dayOf(new Date(context.now.getTime() - days * dayMs), context.timeZone)

/** Whether a date of day precision lies within these days; a coarser one cannot tell. */
const isWithin = (date: string | undefined, days: number, context: DateContext): boolean => {
  const day = date?.slice(0, 'yyyy-mm-dd'.length) ?? ''
  if (day.length < 'yyyy-mm-dd'.length) return false
  return day >= daysAgo(days, context) && day <= dayOf(context.now, context.timeZone)
}

const clean = (text: string) => stripInvisible(text).replaceAll(/\s+/gu, ' ').trim()

const lineText = (line: Line | Inline): string => {
  const parts: Line = typeof line === 'string' || 'kind' in line ? [line] : line
  return clean(parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''))
}

/** Only of the own record: what other organizations showed may not be copied into a letter. */
const ownOf = (records: Records): Records => ({
  of: (type) => records.of(type).filter((found) => foreignSource(found) === undefined),
})

const changedMedication = (records: Records, context: DateContext): readonly Sentence[] => {
  const { treatments } = medicationIn(records, context)
  return treatments
    .filter(({ main, since, stopsAt }) =>
      [main.recorded, since, stopsAt].some((date) => isWithin(date, MEDICATION_DAYS, context)),
    )
    .map((treatment) => ({
      kind: 'medication',
      text: lineText(treatmentLine(treatment, context, false)),
      about: treatment.about,
    }))
}

const reportText = (report: ReportFact, context: DateContext): string => {
  const lines = report.lines.flatMap(({ text, status, notes }) => {
    const standing =
      status === undefined ? undefined : standingWords({ statuses: [status] }, context)
    return [standing === undefined ? text : `${text} (${standing})`, ...notes]
  })
  const said = [...lines, ...report.notes].map(clean).join(' / ')
  const signs = Array.from(said)
  const cut = signs.length > MOST_SIGNS
  const text = cut ? `${signs.slice(0, MOST_SIGNS).join('')} ${context.t.clinical.cut}` : said
  const date = dateWords(report.date, context) ?? context.t.clinical.undated
  const more = report.more ? ` – ${context.t.rapportage.more}` : ''
  const modifier = report.unknownModifier ? ` – ${context.t.clinical.unknownModifier}` : ''
  return `${date} – ${clean(agentWords(report.author, context))}: ${text}${more}${modifier}`
}

/** What is told of each kind, and how many of it stand first and are never cut. */
type Told = {
  readonly kind: LetterKind
  readonly types: readonly string[]
  readonly sentences: readonly Sentence[]
  readonly critical: number
  readonly remarks: readonly string[]
}

const toldOf = (records: Records, context: DateContext): readonly Told[] => {
  const own = ownOf(records)
  const { t } = context
  const known = new Map(partsOf(own, context).map((part) => [part.name, part]))
  const of = (
    kind: 'alerts' | 'directives' | 'allergies' | 'problems' | 'vitals' | 'tasks',
  ): Told => {
    const part = known.get(kind)
    const facts = part?.facts ?? []
    const dangers = kind === 'alerts' || kind === 'directives' || kind === 'allergies'
    return {
      kind,
      types: part?.types ?? [],
      sentences: facts.map(({ line, about }) => ({
        kind,
        text: lineText(line),
        about,
      })),
      critical: dangers ? facts.length : (part?.critical ?? 0),
      remarks: (part?.notes ?? []).map((note) => lineText(note)),
    }
  }
  const medication = changedMedication(own, context)
  const { reports } = reportFacts(own)
  const recent = reports.filter(({ date }) => isWithin(date, REPORT_DAYS, context))
  const undated = reports.filter(({ date }) => date === undefined).length
  return [
    of('alerts'),
    of('directives'),
    of('allergies'),
    of('problems'),
    of('vitals'),
    {
      kind: 'medication',
      types: ['MedicationRequest', 'MedicationDispense', 'MedicationStatement'],
      sentences: medication,
      critical: 0,
      remarks: [t.overdracht.otherMedication],
    },
    of('tasks'),
    {
      kind: 'reports',
      types: ['Observation', 'Composition'],
      sentences: recent.map((report) => ({
        kind: 'reports',
        text: reportText(report, context),
        about: report.keys,
      })),
      critical: 0,
      remarks: undated === 0 ? [] : [t.overdracht.undated(undated)],
    },
  ]
}

/** The letter with at most so many lines of each kind; dangers are never cut off. */
export const draftLetter = (sourced: Sourced<Records>, most: number, context: Context): Letter => {
  const { t } = context
  const { overdracht } = t
  const [own, ...others] = sourced.sources
  const failed = own?.failed ?? []
  const isLost = ({ types }: Told) => failed.some(({ part }) => part === '' || types.includes(part))
  const told = toldOf(sourced.value, context)
  const remarksOf = (one: Told): readonly string[] => {
    const heading = overdracht.headings[one.kind]
    const left = one.sentences.length - Math.max(most, one.critical)
    const none = one.sentences.length === 0 && !isLost(one)
    return [
      ...(isLost(one) ? [overdracht.lost(heading)] : []),
      ...(none ? [overdracht.none(heading, own?.label ?? t.clinical.noSources)] : []),
      ...(left > 0 ? [overdracht.left(heading, left)] : []),
      ...one.remarks,
    ]
  }
  const ordered = [...background, ...now].flatMap((kind) => told.filter((one) => one.kind === kind))
  return {
    sentences: ordered.flatMap(({ sentences, critical }) =>
      sentences.slice(0, Math.max(most, critical)),
    ),
    remarks: ordered.flatMap((one) => remarksOf(one).map((text) => ({ kind: one.kind, text }))),
    missing: [
      ...failed.map((failure) => failureWords(own?.label ?? '', failure, context)),
      ...(sourced.foreign.length === 0 ? [] : [t.clinical.foreign(sourced.foreign.length)]),
    ],
    origin: [
      overdracht.made(stamp(context.now, context), own?.label ?? t.clinical.noSources),
      ...(others.length === 0
        ? []
        : [overdracht.others(others.map(({ label }) => label).join(', '))]),
    ],
    removed: 0,
    added: [],
  }
}
