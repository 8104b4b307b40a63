import { type News, newsOf, newsQuestions, newsTypes } from '../../fhir/record/news.ts'
import { type Block, code, facts, paragraph, strong } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { shownRefs } from '../answer/shown-refs.ts'
import { answeredSources, clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import { type Context, defineCommand, type Outcome, type RecordPorts } from '../command.ts'
import { type Page, pageOf } from '../meer/page.ts'
import { MOST_DAYS } from '../tijdlijn/span.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'
import { type Entry, newsSections } from './entries.ts'
import { newsEntries, wrongWords } from './lines.ts'
import { type LookPorts, missedOf, seenUntil, sinceLines, sinceOf, withMoments } from './since.ts'

/** What `!nieuw` needs. */
export type NieuwPorts = LookPorts & PatientLinePorts & RecordPorts

type Here = Context<NieuwPorts>

const MOST_LINES = 15

const sectionBlocks = (page: Page<Entry>, all: readonly Entry[], { t }: Here): readonly Block[] =>
  newsSections.flatMap((section): readonly Block[] => {
    const mine = page.shown.filter((each) => each.section === section)
    if (mine.length === 0) return []
    const count = all.filter((each) => each.section === section).length
    return [
      paragraph([strong(t.nieuw.sections[section](count))]),
      facts(mine.map(({ fact }) => fact)),
    ]
  })

const notes = (news: News, page: Page<Entry>, missed: readonly string[], context: Here): Block => {
  const { clinical, nieuw } = context.t
  return paragraph(
    ...(page.left === 0 ? [] : [[clinical.moreBefore(page.left), code('!meer')]]),
    ...[...news.unclear].map(([source, count]) => nieuw.unclear(source, count)),
    ...(missed.length === 0 ? [] : [nieuw.again(missed.join(', '))]),
    nieuw.deleted,
  )
}

const misused = (typed: string, { t }: Here): Outcome => ({
  kind: 'misused',
  document: [
    paragraph([t.nieuw.badSpan(repeated(typed), MOST_DAYS), code('!nieuw 7d'), t.nieuw.badSpanEnd]),
  ],
})

/** `!nieuw`: what came, changed or stopped since the asker looked here, most dangerous first. */
export const nieuw = defineCommand<NieuwPorts>({
  name: 'nieuw',
  aliases: ['new', 'news', 'wijzigingen'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.nieuw.summary,
  usage: (t) => t.nieuw.usage,
  examples: ['nieuw', 'nieuw 7d'],
  async run(context, args) {
    const { t, now, record, patient, signal } = context
    const since = await sinceOf(args, context)
    if (since === undefined) return misused(typedIn(args), context)
    const { seen, otherwise, days, moves } = since
    const oldest = Math.min(otherwise, ...Object.values(seen))
    const [sourced, patientLine] = await Promise.all([
      record.ask(patient, newsQuestions(oldest), signal),
      patientLineOf(context),
    ])
    const news = newsOf(sourced.value, (source) => seen[source] ?? otherwise)
    const entries = newsEntries(sourced.value, news, context)
    const critical = entries.filter((each) => each.critical).length
    const page = pageOf(entries, args, { max: MOST_LINES, critical })
    const where = answeredSources(sourced, context, newsTypes)
    const wrong = news.wrong.length
    const answer = clinicalAnswer(context, {
      ...patientLine,
      title: days === undefined ? t.nieuw.title : t.nieuw.titleOf(days),
      sourced: {
        ...sourced,
        refs: shownRefs(
          sourced.refs,
          page.shown.flatMap(({ fact }) => fact.about),
        ),
      },
      blocks: [
        ...(days === undefined ? [paragraph(...sinceLines(sourced, since, context))] : []),
        ...(wrong === 0
          ? []
          : [paragraph([strong(t.nieuw.wrong(wrong, wrongWords(news, context)))])]),
        ...(entries.length === 0 ? [paragraph(t.nieuw.nothing(where, stamp(now, context)))] : []),
        ...sectionBlocks(page, entries, context),
        notes(news, page, moves ? missedOf(sourced.sources) : [], context),
      ],
      reads: readsOf(sourced, newsTypes),
      asked: newsTypes,
      ...(page.more === undefined ? {} : { more: withMoments(page.more, since) }),
    })
    return answer.kind === 'answer' && moves && answer.outcome !== 'failed'
      ? { ...answer, seen: seenUntil(sourced.sources, now) }
      : answer
  },
})
