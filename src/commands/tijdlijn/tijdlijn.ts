import {
  type Timeline,
  type TimelineEvent,
  timelineOf,
  timelineQuestions,
  timelineTypes,
} from '../../fhir/timeline/timeline.ts'
import { type Block, code, type Fact, facts, paragraph, strong } from '../../reply/document.ts'
import { dateWords, dayOf, stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { shownRefs } from '../answer/shown-refs.ts'
import { answeredSources, clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand, type RecordPorts } from '../command.ts'
import { type Page, pageOf } from '../meer/page.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'
import { outlineLine } from './line.ts'
import { daysIn, MOST_DAYS, sinceParam } from './span.ts'

/** What `!tijdlijn` needs. */
export type TijdlijnPorts = PatientLinePorts & RecordPorts

type Here = Context<TijdlijnPorts>

const USUAL_DAYS = 30
const MOST_LINES = 20

/** The time of an event beneath its day, and the whole date where there is no day. */
const whenIn = ({ at }: TimelineEvent, day: string | undefined, context: Here) => {
  const words = dateWords(at, context)
  if (day === undefined || words === undefined) return words
  const dated = dateWords(day, context)
  return words === dated ? undefined : words.slice('dd-mm-jjjj '.length)
}

type Row = { readonly day: string | undefined; readonly event: TimelineEvent }

const rowsOf = ({ days, undated }: Timeline): readonly Row[] => [
  ...days.flatMap(({ day, events }) => events.map((event): Row => ({ day, event }))),
  ...undated.map((event): Row => ({ day: undefined, event })),
]

const titleOf = (day: string | undefined, context: Here): string => {
  const { tijdlijn } = context.t
  if (day === undefined) return tijdlijn.undated
  const words = dateWords(day, context) ?? day
  return day === dayOf(context.now, context.timeZone) ? tijdlijn.today(words) : words
}

const dayBlocks = (rows: readonly Row[], context: Here): readonly Block[] =>
  [...Map.groupBy(rows, ({ day }) => day)].flatMap(([day, each]): readonly Block[] => [
    paragraph([strong(titleOf(day, context))]),
    facts(
      each.map(({ event }): Fact => {
        const when = whenIn(event, day, context)
        return { line: outlineLine(event, { when }, context), about: [event.key] }
      }),
    ),
  ])

const restBlock = ({ left }: Page<unknown>, { t }: Here): readonly Block[] =>
  left === 0 ? [] : [paragraph([t.clinical.moreBefore(left), code('!meer')])]

const spanOf = (args: Args): number | undefined => {
  const typed = typedIn(args)
  return typed === '' ? USUAL_DAYS : daysIn(typed)
}

/** `!tijdlijn 30d`: what happened to this patient, day by day. */
export const tijdlijn = defineCommand<TijdlijnPorts>({
  name: 'tijdlijn',
  aliases: ['timeline', 'historie', 'history'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.tijdlijn.summary,
  usage: (t) => t.tijdlijn.usage,
  examples: ['tijdlijn', 'tijdlijn 90d'],
  async run(context, args) {
    const { t, now, timeZone, record, patient, signal } = context
    const days = spanOf(args)
    if (days === undefined) {
      const typed = typedIn(args)
      const words = [
        t.tijdlijn.badSpan(repeated(typed), MOST_DAYS),
        code('!tijdlijn 30d'),
        t.tijdlijn.badSpanEnd,
      ]
      return { kind: 'misused', document: [paragraph(words)] }
    }
    const [sourced, patientLine] = await Promise.all([
      record.ask(patient, timelineQuestions(sinceParam(now, days)), signal),
      patientLineOf(context),
    ])
    const from = dayOf(new Date(now.getTime() - (days - 1) * 86_400_000), timeZone)
    const timeline = timelineOf(sourced.value, { from, dayOf: (at) => dayOf(at, timeZone) })
    const rows = rowsOf(timeline)
    const page = pageOf(rows, args, { max: MOST_LINES })
    const keys = page.shown.map(({ event }) => event.key)
    const where = answeredSources(sourced, context, timelineTypes)
    const said =
      rows.length === 0
        ? [paragraph(t.tijdlijn.nothing(days, where, stamp(now, context)))]
        : dayBlocks(page.shown, context)
    return clinicalAnswer(context, {
      ...patientLine,
      title: t.tijdlijn.title(days),
      sourced: { ...sourced, refs: shownRefs(sourced.refs, keys) },
      blocks: [
        ...said,
        ...restBlock(page, context),
        paragraph(
          ...(timeline.wrong === 0 ? [] : [t.tijdlijn.wrong(timeline.wrong)]),
          t.tijdlijn.notListed,
        ),
      ],
      reads: readsOf(sourced, timelineTypes),
      asked: timelineTypes,
      ...(page.more === undefined ? {} : { more: page.more }),
    })
  },
})
