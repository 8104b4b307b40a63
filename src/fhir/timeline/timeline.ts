import { isDate } from '../medication/period.ts'
import type { Question, Records } from '../record/record.ts'
import { dayIn, isWithin, type Span } from './day.ts'
import { authorIncludes } from './includes.ts'
import { type Outline, outlineOf } from './outline.ts'

/** What happened to a patient, by day; `wrong` counts what was entered in error. */
export type Timeline = {
  /** Newest first; `day` is `yyyy-mm-dd` in the reader's zone. */
  readonly days: readonly { readonly day: string; readonly events: readonly TimelineEvent[] }[]
  /** Of this span, but told to a month or a year only. */
  readonly undated: readonly TimelineEvent[]
  readonly wrong: number
}

/** One record, with the date by which it stands where it does. */
export type TimelineEvent = Outline & { readonly at: string }

const types = [
  ['Encounter', 'date'],
  ['Procedure', 'date'],
  ['Condition', 'recorded-date'],
  ['Observation', 'date'],
  ['Immunization', 'date'],
  ['DocumentReference', 'date'],
  ['Communication', 'sent'],
  ['Task', 'authored-on'],
] as const

/** The resource types a timeline is made of. */
export const timelineTypes = types.map(([type]) => type)

const REPORTS = 'http://snomed.info/sct|11591000146107'

/** What to ask for a timeline; `since` is a date parameter such as `ge2025-12-13`. */
export const timelineQuestions = (since: string): readonly Question[] =>
  types.map(([type, date]) => ({
    type,
    params: {
      [date]: since,
      ...(type === 'Observation' ? { code: REPORTS } : {}),
      ...(type === 'DocumentReference' ? { status: 'current' } : {}),
      ...authorIncludes(type),
    },
  }))

/** A problem is placed by when it was put on record: its onset may be long ago, and is no event of these days. */
const placedBy = ({ kind, date, recorded }: Outline): string | undefined =>
  kind === 'Condition' ? recorded : (date ?? recorded)

const latestFirst = (a: TimelineEvent, b: TimelineEvent) => {
  const [one, other] = [a, b].map(({ at }) => (at.length > 10 ? Date.parse(at) : Number.NaN))
  if (one === undefined || other === undefined) return 0
  // What has no time of day stands below what has.
  if (Number.isNaN(one) || Number.isNaN(other))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
  return other - one
}

/** Merges the records of all types by day, newest first; what is out of the span or replaced is left out. */
export const timelineOf = (records: Records, span: Span): Timeline => {
  const all = timelineTypes.flatMap((type) => records.of(type).map((each) => outlineOf(each)))
  const asked = all.filter(
    ({ kind, category, statuses }) =>
      (kind !== 'Observation' || category === 'report') &&
      (kind !== 'DocumentReference' || !statuses.includes('superseded')),
  )
  const placed = asked.flatMap((each): readonly TimelineEvent[] => {
    const at = placedBy(each)?.trim()
    return at === undefined || !isDate(at) ? [] : [{ ...each, at }]
  })
  const within = placed.filter(({ at }) => isWithin(at, span))
  const right = within.filter(({ standing }) => standing !== 'wrong')
  const byDay = Map.groupBy(right, ({ at }) => dayIn(at, span))
  const undated = byDay.get(undefined) ?? []
  byDay.delete(undefined)
  return {
    days: [...byDay]
      .flatMap(([day, events]) => (day === undefined ? [] : [{ day, events }]))
      .toSorted((a, b) => b.day.localeCompare(a.day))
      .map(({ day, events }) => ({ day, events: events.toSorted(latestFirst) })),
    undated,
    wrong: within.length - right.length,
  }
}
