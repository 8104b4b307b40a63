import type { AppointmentFact, AppointmentFacts } from '../../fhir/plan/appointment.ts'
import {
  type Block,
  code,
  type Document,
  em,
  type Fact,
  facts,
  type Line,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, stamp } from '../answer/date-words.ts'
import { joinedLine, tailWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { attendeeWords } from './line.ts'
import { dayAndTime } from './when.ts'

const MOST = 10

const whenWords = (fact: AppointmentFact, context: DateContext): string => {
  const { lay } = context.t.afspraken
  const found = dayAndTime(fact, context)
  if (found === undefined) return lay.noDate
  return found.time === undefined ? found.day : lay.at(found.day, found.time)
}

const withWords = (fact: AppointmentFact, context: DateContext): string => {
  const { afspraken } = context.t
  const words = fact.with.map((each) => {
    const unnamed = each.agent.kind === 'unknown' && each.agent.words.length === 0
    const who = unnamed ? afspraken.lay.unnamed : attendeeWords(each, context)
    return each.declined ? afspraken.lay.declined(who) : who
  })
  return words.length === 0 ? afspraken.lay.unknownWith : afspraken.with(words.join('; '))
}

/** One appointment for whom it is about: when, with whom, where, whether it goes on; never why. */
const layLine = (fact: AppointmentFact, context: DateContext): Fact => {
  const { lay } = context.t.afspraken
  const cancelled = fact.status === 'cancelled'
  const when = whenWords(fact, context)
  return {
    line: joinedLine(strong(cancelled ? lay.cancelled(when) : when), [
      withWords(fact, context),
      fact.places.length === 0 ? lay.noPlace : lay.place(cutText(fact.places.join('; '), context)),
      fact.patientDeclined ? lay.patientDeclined : undefined,
      cancelled ? undefined : (wordFor(lay.statuses, fact.status) ?? lay.statusUnknown),
      fact.unknownModifier ? lay.modified : undefined,
      tailWords(fact, context).from,
    ]),
    about: [fact.key],
  }
}

/** What became of the question, for the words above the appointments. */
export type LayState = {
  readonly outcome: 'ok' | 'partial' | 'failed'
  /** Names of the sources that did. */
  readonly answered: string
  /** Names of the sources that did not answer, or not wholly, each with why. */
  readonly missing: readonly string[]
  readonly all: boolean
  /** Who it is about; undefined when that is not known now. */
  readonly patientLine: string | undefined
}

const section = (title: string, all: readonly Fact[]): readonly Block[] =>
  all.length === 0 ? [] : [paragraph([strong(title)]), facts(all)]

/** The appointments in plain words (B1), and which of them are shown. */
export const layAppointments = (
  { coming, cancelled }: AppointmentFacts,
  { outcome, answered, missing, all, patientLine }: LayState,
  context: DateContext,
): { readonly document: Document; readonly left: number } => {
  const { lay } = context.t.afspraken
  const head: Line[] = [[strong(lay.title)]]
  if (patientLine !== undefined) head.push([patientLine])
  if (outcome === 'failed')
    return { document: [paragraph(...head, [lay.failed(missing.join('; '))])], left: 0 }
  head.push([lay.asOf(stamp(context.now, context), answered)])
  if (missing.length > 0) head.push([strong(lay.missing(missing.join('; ')))])
  else if (outcome === 'partial') head.push([strong(lay.dropped)])
  const shown = all ? coming : coming.slice(0, MOST)
  const left = coming.length - shown.length
  return {
    left,
    document: [
      paragraph(...head),
      ...(coming.length === 0 ? [paragraph(lay.none)] : []),
      ...section(
        lay.coming,
        shown.map((each) => layLine(each, context)),
      ),
      ...(left === 0 ? [] : [paragraph([lay.more(left), code('!meer')])]),
      ...section(
        lay.cancelledTitle,
        cancelled.map((each) => layLine(each, context)),
      ),
      paragraph([em(lay.footer)]),
    ],
  }
}
