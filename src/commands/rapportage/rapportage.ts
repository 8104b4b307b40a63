import { isWithin } from '../../fhir/timeline/day.ts'
import type { ReportFact } from '../../fhir/timeline/report-fact.ts'
import { reportFacts, reportQuestions } from '../../fhir/timeline/report-reading.ts'
import { type Block, code, paragraph } from '../../reply/document.ts'
import { dayOf, stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { shownRefs } from '../answer/shown-refs.ts'
import { answeredSources, clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import {
  type Args,
  type Context,
  defineCommand,
  type Outcome,
  type RecordPorts,
} from '../command.ts'
import { beforeOf, pageOf } from '../meer/page.ts'
import { daysIn, MOST_DAYS, sinceParam } from '../tijdlijn/span.ts'
import { foldWord } from '../typed/normalize.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'
import { reportBlocks, sizeOf } from './lines.ts'

/** What `!rapportage` needs. */
export type RapportagePorts = PatientLinePorts & RecordPorts

type Here = Context<RapportagePorts>

const ASKED = ['Observation', 'Composition']
const USUAL_DAYS = 30
const MOST_REPORTS = 10
/** Characters of reports in one message. */
const ROOM = 7000
const READ = new Set(['lezen', 'lees', 'read'])
const ALL = new Set(['alles', 'all'])

type Asked = { readonly days: number | undefined }

const askedIn = ({ words, text }: Args): Asked | string => {
  const [first, ...others] = words
  const rest = first !== undefined && READ.has(foldWord(first)) ? others : words
  const typed = typedIn({ words: rest, text })
  if (typed === '') return { days: USUAL_DAYS }
  if (ALL.has(foldWord(typed))) return { days: undefined }
  const days = daysIn(typed)
  return days === undefined ? typed : { days }
}

const misused = (typed: string, { t }: Here): Outcome => ({
  kind: 'misused',
  document: [
    paragraph([
      t.rapportage.badSpan(repeated(typed), MOST_DAYS),
      code('!rapportage 30d'),
      t.rapportage.badSpanEnd,
    ]),
  ],
})

const within = (reports: readonly ReportFact[], days: number | undefined, context: Here) => {
  if (days === undefined) return reports
  const { now, timeZone } = context
  const from = dayOf(new Date(now.getTime() - (days - 1) * 86_400_000), timeZone)
  const span = { from, dayOf: (at: Date) => dayOf(at, timeZone) }
  return reports.filter(({ date }) => date === undefined || isWithin(date, span))
}

/** As many as fit in one message, at least one. */
const countOf = (reports: readonly ReportFact[]): number => {
  let room = ROOM
  const end = reports.findIndex((report, index) => {
    room -= sizeOf(report)
    return room < 0 && index > 0
  })
  return Math.min(MOST_REPORTS, end === -1 ? reports.length : end)
}

const nothing = (where: string, { days }: Asked, context: Here): Block => {
  const { clinical, rapportage } = context.t
  const when = stamp(context.now, context)
  return days === undefined
    ? paragraph(clinical.nothingFound(where, when))
    : paragraph([rapportage.nothing(days, where, when), code('!rapportage alles'), rapportage.end])
}

/** `!rapportage`: what colleagues wrote about this patient, whole and verbatim, newest first. */
export const rapportage = defineCommand<RapportagePorts>({
  name: 'rapportage',
  aliases: ['rapportages', 'notities', 'reports', 'notes'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.rapportage.summary,
  usage: (t) => t.rapportage.usage,
  examples: ['rapportage', 'rapportage 7d', 'rapportage alles'],
  async run(context, args) {
    const { t, now, record, patient, signal } = context
    const asked = askedIn(args)
    if (typeof asked === 'string') return misused(asked, context)
    const { days } = asked
    const since = days === undefined ? undefined : sinceParam(now, days)
    const [sourced, patientLine] = await Promise.all([
      record.ask(patient, reportQuestions(since), signal),
      patientLineOf(context),
    ])
    const { reports: all, inError, cancelled, foreign } = reportFacts(sourced.value)
    const reports = within(all, days, context)
    const page = pageOf(reports, args, { max: countOf(reports.slice(beforeOf(args))) })
    const where = answeredSources(sourced, context, ASKED)
    const notes = [
      ...(page.left === 0 ? [] : [[t.clinical.moreBefore(page.left), code('!meer')]]),
      ...(inError + cancelled === 0 ? [] : [t.rapportage.hidden(inError, cancelled)]),
      ...(days === undefined || reports.length === 0
        ? []
        : [[t.rapportage.datedOnly, code('!rapportage alles'), t.rapportage.end]]),
    ]
    const keys = page.shown.flatMap((each) => each.keys)
    return clinicalAnswer(context, {
      ...patientLine,
      title: days === undefined ? t.rapportage.title : t.rapportage.titleOf(days),
      sourced: {
        ...sourced,
        foreign: [...new Set([...sourced.foreign, ...foreign])],
        refs: shownRefs(sourced.refs, keys),
      },
      blocks: [
        ...(reports.length === 0 ? [nothing(where, asked, context)] : []),
        ...page.shown.flatMap((report) => reportBlocks(report, context)),
        ...(notes.length === 0 ? [] : [paragraph(...notes)]),
      ],
      reads: readsOf(sourced, ASKED),
      asked: ASKED,
      ...(page.more === undefined ? {} : { more: page.more }),
    })
  },
})
