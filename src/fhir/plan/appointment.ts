import { isDate } from '../medication/period.ts'
import { laterFirst } from '../record/fact-origin.ts'
import type { Question, Records } from '../record/record.ts'
import { hasEnded, type Moment } from '../value/period.ts'
import { type AppointmentFact, appointmentFact, DONE, plannedFact } from './appointment-fact.ts'

export type { AppointmentFact, Attendee } from './appointment-fact.ts'

/** The appointments of one patient; what is no fact is counted. */
export type AppointmentFacts = {
  /** From today on, or without a date: the soonest first, undated ones before them. */
  readonly coming: readonly AppointmentFact[]
  /** Cancelled, from a week ago on: soonest first. */
  readonly cancelled: readonly AppointmentFact[]
  readonly inError: number
}

const WEEK = 7 * 86_400_000

const dayOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

const weekAgo = ({ now, timeZone }: Moment) => dayOf(new Date(now.getTime() - WEEK), timeZone)

/** What to ask for appointments, from a week ago on, so that what was cancelled lately is known. */
export const appointmentQuestions = (moment: Moment): readonly Question[] => [
  {
    type: 'Appointment',
    params: {
      date: `ge${weekAgo(moment)}`,
      _sort: 'date',
      _include: ['Appointment:actor'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
]

/** What to ask besides of a source that has no appointment: some servers keep plans as contacts. */
export const plannedQuestions: readonly Question[] = [
  {
    type: 'Encounter',
    params: {
      status: 'planned',
      _include: ['Encounter:participant', 'Encounter:location', 'Encounter:service-provider'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
]

const sooner = (one: AppointmentFact, other: AppointmentFact) => laterFirst(other.start, one.start)

/** Before today, by its end or else its start; one that cannot be placed in time is not. */
const isBefore = ({ start, end }: AppointmentFact, day: string, moment: Moment): boolean => {
  const last = end ?? start
  if (last === undefined || !isDate(last)) return false
  const zoned = /T.*(?:Z|[+-]\d{2}:\d{2})$/u.test(last)
  const here = zoned ? dayOf(new Date(last), moment.timeZone) : last
  return here.slice(0, 10) < day.slice(0, here.length)
}

/** Sorts the appointments of a patient, judged here again whatever was asked for. */
export const appointmentFacts = (records: Records, moment: Moment): AppointmentFacts => {
  const all = records.of('Appointment')
  const real = all.filter(({ resource }) => resource.status !== 'entered-in-error')
  const facts = real.map(appointmentFact).filter(({ status }) => !DONE.has(status ?? ''))
  const planned = records
    .of('Encounter')
    .filter(({ resource }) => resource.status === 'planned')
    .map(plannedFact)
  const today = dayOf(moment.now, moment.timeZone)
  const week = weekAgo(moment)
  const gone = facts.filter(({ status }) => status === 'cancelled')
  const open = [...facts.filter((each) => !gone.includes(each)), ...planned]
  return {
    coming: open.filter((each) => !isBefore(each, today, moment)).toSorted(sooner),
    cancelled: gone.filter((each) => !isBefore(each, week, moment)).toSorted(sooner),
    inError: all.length - real.length,
  }
}

/** Whether an appointment of today is over. */
export const isOver = ({ start, end }: AppointmentFact, moment: Moment): boolean =>
  (end ?? start) !== undefined && hasEnded({ end: end ?? start ?? '' }, moment)
