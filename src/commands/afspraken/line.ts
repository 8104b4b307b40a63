import type { AppointmentFact, Attendee } from '../../fhir/plan/appointment.ts'
import { isOver } from '../../fhir/plan/appointment.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import type { DateContext } from '../answer/date-words.ts'
import { joinedLine, noteWords, tailWords, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { spanWords } from './when.ts'

/** Who somebody at an appointment is; a relative is never named. */
export const attendeeWords = ({ agent }: Attendee, context: DateContext): string =>
  agent.kind === 'related' ? context.t.afspraken.relative : whoWords(agent, context)

const withWords = (people: readonly Attendee[], context: DateContext): string => {
  const { afspraken } = context.t
  const words = people.map((each) => {
    const who = attendeeWords(each, context)
    return each.declined ? afspraken.withDeclined(who) : who
  })
  return words.length === 0 ? afspraken.unknownWith : afspraken.with(words.join('; '))
}

const whenWords = (fact: AppointmentFact, context: DateContext): string => {
  const { afspraken } = context.t
  const when = spanWords(fact, context)
  if (when !== undefined) return when
  const wanted = fact.requested.flatMap((each) => spanWords(each, context) ?? [])
  return wanted.length === 0
    ? afspraken.noDate
    : `${afspraken.noDate}, ${afspraken.requested(wanted.join('; '))}`
}

const statusWords = ({ status }: AppointmentFact, { t }: DateContext): string =>
  wordFor(t.afspraken.statuses, status) ?? t.clinical.statusUnknown

/** One appointment on one line: when, with whom, where, why, and how certain it is. */
export const appointmentLine = (fact: AppointmentFact, context: DateContext): Fact => {
  const { afspraken } = context.t
  const cancelled = fact.status === 'cancelled'
  const when = whenWords(fact, context)
  const { doubt, from } = tailWords(fact, context)
  return {
    line: joinedLine(strong(cancelled ? afspraken.cancelled(when) : when), [
      doubt,
      !cancelled && isOver(fact, context) ? afspraken.over : undefined,
      cutText(fact.what.join(', '), context),
      withWords(fact.with, context),
      fact.places.length === 0
        ? afspraken.noPlace
        : afspraken.place(cutText(fact.places.join('; '), context)),
      fact.reasons.length === 0
        ? undefined
        : afspraken.reason(cutText(fact.reasons.join(', '), context)),
      fact.cancelReason === undefined ? undefined : afspraken.cancelReason(fact.cancelReason),
      ...noteWords(fact.notes, context),
      fact.patientDeclined ? afspraken.patientDeclined : undefined,
      cancelled ? undefined : statusWords(fact, context),
      from,
    ]),
    about: [fact.key],
  }
}
