import { hasRunOut } from './course.ts'
import type { MedicationFact, Stop } from './fact.ts'
import { type Clock, compareDates, fromNow, isDate, placeInPeriod } from './period.ts'

/** Where a medicine stands now. */
export type UseState = 'current' | 'future' | 'over' | 'interrupted' | 'unclear'

/** Why nobody can say from the record whether a medicine is used. */
export type Doubt =
  | 'no-period'
  | 'inverted'
  | 'unreadable'
  | 'condition'
  | 'status'
  | 'stop-type'
  | 'stop-order'
  | 'several'
  | 'only-schedule'
  | 'newer'
  | 'forbidden'
  | 'forbidden-elsewhere'
  | 'forbidding-proposed'
  | 'product'
  | 'ran-out'
  | 'completed'

/** How it ended: a stop somebody recorded, or a period that passed. */
export type Ending = Stop['kind'] | 'passed' | 'completed' | 'not-taken'

/** One record with its verdict. */
export type Judged = {
  readonly fact: MedicationFact
  readonly state: UseState
  readonly ending: Ending | undefined
  /** When it ended or was interrupted. */
  readonly since: string | undefined
  /** The kind of stop in the words of the source. */
  readonly stopWords: string | undefined
  /** A stop that is agreed but lies ahead. */
  readonly stopsAt: string | undefined
  /** When this verdict was recorded: of the stop, else of the record. */
  readonly decided: string | undefined
  readonly doubt: Doubt | undefined
  /** The record of a stop that this verdict rests on. */
  readonly stop: MedicationFact | undefined
}

const ENDINGS: ReadonlyMap<string, Ending> = new Map([
  ['stopped', 'stopped'],
  ['cancelled', 'cancelled'],
  ['declined', 'cancelled'],
  ['not-taken', 'not-taken'],
  ['completed', 'completed'],
])

const base = (fact: MedicationFact): Omit<Judged, 'state'> => ({
  fact,
  ending: undefined,
  since: undefined,
  stopWords: undefined,
  stopsAt: undefined,
  decided: fact.recorded,
  doubt: undefined,
  stop: undefined,
})

const unclear = (fact: MedicationFact, doubt: Doubt): Judged => ({
  ...base(fact),
  state: 'unclear',
  doubt,
})

const pastEnd = (fact: MedicationFact, clock: Clock) => {
  const until = fact.period?.trouble === 'unreadable' ? undefined : fact.period?.until
  return until !== undefined && fromNow(until, clock) !== 'ahead' ? until : undefined
}

const inUse = (fact: MedicationFact, clock: Clock): Judged =>
  hasRunOut(fact, clock) ? unclear(fact, 'ran-out') : { ...base(fact), state: 'current' }

/** What a pharmacy calls completed is its own work (mp-AdministrationAgreement: the status says little about use). */
const isPharmacyDone = ({ kind, status }: MedicationFact) =>
  kind === 'pharmacy' && status === 'completed'

const byPeriod = (fact: MedicationFact, clock: Clock): Judged => {
  const active = fact.status === 'active'
  const done = isPharmacyDone(fact)
  const undecided = fact.status === undefined || fact.status === 'unknown' || done
  const place = placeInPeriod(fact.period, clock)
  switch (place) {
    case 'before':
      return { ...base(fact), state: 'future' }
    case 'after':
      return { ...base(fact), state: 'over', ending: 'passed', since: fact.period?.until }
    case 'within':
      return active || (undecided && fact.periodDecides)
        ? inUse(fact, clock)
        : unclear(fact, 'status')
    case 'none':
      if (active) return inUse(fact, clock)
      if (done) return unclear(fact, 'completed')
      return unclear(fact, undecided ? 'no-period' : 'status')
    case 'inverted':
    case 'unreadable':
    case 'condition':
      return unclear(fact, place)
    default:
      return place satisfies never
  }
}

/** Called completed while its own period runs: of MP9, where only a stop ends it, also a period without an end. */
const isCompletedTooSoon = (fact: MedicationFact, clock: Clock) =>
  fact.status === 'completed' &&
  (fact.kind === 'agreement' || fact.kind === 'schedule') &&
  placeInPeriod(fact.period, clock) === 'within' &&
  (fact.periodDecides || fact.period?.until !== undefined)

const judgeAlone = (fact: MedicationFact, clock: Clock): Judged => {
  if (fact.forbidden) return unclear(fact, 'forbidden')
  if (fact.product.wrong) return unclear(fact, 'product')
  if (isCompletedTooSoon(fact, clock)) return unclear(fact, 'completed')
  const ending = isPharmacyDone(fact) ? undefined : ENDINGS.get(fact.status ?? '')
  if (ending !== undefined)
    return { ...base(fact), state: 'over', ending, since: pastEnd(fact, clock) }
  if (fact.status === 'on-hold') return { ...base(fact), state: 'interrupted' }
  if (fact.status === 'intended') {
    const judged = byPeriod({ ...fact, status: 'active' }, clock)
    return judged.state === 'current' ? { ...base(fact), state: 'future' } : { ...judged, fact }
  }
  return byPeriod(fact, clock)
}

const momentOf = (stop: MedicationFact) => stop.period?.until ?? stop.recorded

const inForce = (stop: MedicationFact, clock: Clock): 'yes' | 'ahead' | 'unknown' => {
  const moment = momentOf(stop)
  if (moment === undefined) return 'yes'
  if (!isDate(moment)) return 'unknown'
  const place = fromNow(moment, clock)
  const today = stop.period?.until === undefined && place === 'now'
  return place === 'past' || today ? 'yes' : 'ahead'
}

/** Whether a stop ends a record: by name, else by having been recorded later; 'maybe' when nobody can tell. */
export const hits = (
  stop: MedicationFact,
  fact: MedicationFact,
  all: readonly MedicationFact[],
) => {
  const names = (each: MedicationFact) => stop.follows.some((name) => each.names.includes(name))
  if (names(fact)) return 'yes'
  if (all.some((each) => each !== stop && names(each))) return 'no'
  const order = compareDates(fact.recorded, stop.recorded)
  if (order === -1) return 'yes'
  if (order === 1) return 'no'
  return compareDates(momentOf(stop), fact.period?.start) === -1 ? 'no' : 'maybe'
}

const stopped = (alone: Judged, stop: MedicationFact, clock: Clock): Judged => {
  const judged = { ...alone, stop }
  const kind = stop.stop?.kind ?? 'unknown'
  const force = inForce(stop, clock)
  if (kind === 'unknown')
    return {
      ...judged,
      state: 'unclear',
      ending: 'unknown',
      stopWords: stop.stop?.words,
      since: momentOf(stop),
      decided: stop.recorded,
      doubt: 'stop-type',
    }
  if (force === 'unknown')
    return { ...judged, state: 'unclear', doubt: 'unreadable', decided: stop.recorded }
  if (force === 'ahead') return { ...judged, stopsAt: momentOf(stop) }
  return {
    ...judged,
    state: kind === 'interrupted' ? 'interrupted' : 'over',
    ending: kind,
    since: momentOf(stop),
    decided: stop.recorded,
    doubt: undefined,
  }
}

/** Judges one record with every stop of its building block. */
export const judge = (
  fact: MedicationFact,
  stops: readonly MedicationFact[],
  all: readonly MedicationFact[],
  clock: Clock,
): Judged => {
  const alone = judgeAlone(fact, clock)
  if (alone.state === 'over' && alone.ending !== 'passed') return alone
  const sure = stops.filter((stop) => hits(stop, fact, all) === 'yes')
  const [newest] = sure.toSorted((a, b) => compareDates(b.recorded, a.recorded) ?? 0)
  const after = newest === undefined ? alone : stopped(alone, newest, clock)
  if (alone.state === 'over') return after.state === 'over' ? after : alone
  if (newest !== undefined) return after
  const maybe = stops.some((stop) => hits(stop, fact, all) === 'maybe')
  return maybe ? { ...alone, state: 'unclear', doubt: 'stop-order' } : alone
}

/** Judges a stop whose record was not found: it still tells what was stopped. */
export const judgeStop = (stop: MedicationFact, clock: Clock): Judged =>
  stopped(judgeAlone(stop, clock), stop, clock)
