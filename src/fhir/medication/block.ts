import type { MedicationFact } from './fact.ts'
import { type Doubt, hits, type Judged, judge, judgeStop, type UseState } from './judgement.ts'
import { type Clock, compareDates } from './period.ts'
import { sameDose } from './same-dose.ts'

/** The verdict on one building block of one treatment: the record that counts, and every other that counts beside it. */
export type BlockVerdict = {
  readonly main: Judged
  readonly state: UseState
  readonly doubt: Doubt | undefined
  /** Also in force, and saying something else. */
  readonly also: readonly Judged[]
  /** Agreed, still to start. */
  readonly next: readonly Judged[]
}

const newestFirst = (a: Judged, b: Judged) => {
  if (a.decided === undefined || b.decided === undefined) {
    return Number(a.decided === undefined) - Number(b.decided === undefined)
  }
  return compareDates(b.decided, a.decided) ?? 0
}

const saysSame = (a: MedicationFact, b: MedicationFact) =>
  a.product.key === b.product.key && sameDose(a.dose, b.dose)

const verdict = (main: Judged, rest: Partial<BlockVerdict> = {}): BlockVerdict => ({
  main,
  state: main.state,
  doubt: main.doubt,
  also: [],
  next: [],
  ...rest,
})

const isLater = (each: Judged, main: Judged) => {
  const order = compareDates(each.fact.recorded, main.fact.recorded)
  return order === 0 ? each.state === 'unclear' : order !== -1
}

/** What was to be taken for a time that has passed, and was never ended: shown, whatever is newer. */
const ranOut = (all: readonly Judged[], main: Judged) =>
  all.filter((each) => each !== main && each.doubt === 'ran-out' && !saysSame(each.fact, main.fact))

const amongCurrent = (
  main: Judged,
  current: readonly Judged[],
  present: readonly Judged[],
  next: readonly Judged[],
): BlockVerdict => {
  const others = current.filter((each) => each !== main && !saysSame(each.fact, main.fact))
  const also = [...others, ...ranOut(present, main)]
  const unordered = others.some((each) => {
    const order = compareDates(each.decided, main.decided)
    return order === undefined || order === 0
  })
  const overtaken = present.some((each) => each.state !== 'current' && isLater(each, main))
  if (unordered) return verdict(main, { state: 'unclear', doubt: 'several', also, next })
  if (overtaken) return verdict(main, { state: 'unclear', doubt: 'newer', also, next })
  return verdict(main, { also, next })
}

/**
 * Judges the records of one building block of one treatment. The newest that is in force counts; what is as new and
 * says otherwise, or was ended later, makes the verdict unclear: nothing is picked silently.
 */
export const judgeBlock = (
  facts: readonly MedicationFact[],
  clock: Clock,
): BlockVerdict | undefined => {
  const stops = facts.filter((fact) => fact.stop !== undefined)
  const plain = facts.filter((fact) => fact.stop === undefined)
  const judged = plain.map((fact) => judge(fact, stops, facts, clock))
  const lonely = stops.filter((stop) => !plain.some((fact) => hits(stop, fact, facts) !== 'no'))
  const all = [...judged, ...lonely.map((stop) => judgeStop(stop, clock))].toSorted(newestFirst)
  const next = all.filter((each) => each.state === 'future')
  const present = all.filter((each) => each.state !== 'future')
  const current = present.filter((each) => each.state === 'current')
  const [live] = current
  if (live !== undefined) return amongCurrent(live, current, present, next)
  const [main, ...others] = present
  if (main === undefined)
    return next[0] === undefined ? undefined : verdict(next[0], { next: next.slice(1) })
  const equals = others.filter((each) => (compareDates(each.decided, main.decided) ?? 0) === 0)
  if (main.state === 'unclear') return verdict(main, { also: ranOut(others, main), next })
  const odd = equals.find((each) => each.state !== main.state)
  if (odd !== undefined)
    return verdict(odd.state === 'unclear' ? odd : main, {
      state: 'unclear',
      doubt: odd.doubt ?? 'several',
      next,
    })
  const [soon, ...later] = next
  if (main.state === 'over' && soon !== undefined) return verdict(soon, { next: later })
  return verdict(main, { next })
}
