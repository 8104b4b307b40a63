import type { BlockVerdict } from './block.ts'
import type { MedicationFact, MedicationKind } from './fact.ts'
import { type DispenseDifference, handedOverOtherwise } from './handed-over.ts'
import type { Doubt, Ending, UseState } from './judgement.ts'
import { isCalledOtherwise, isOtherProduct } from './other-product.ts'
import { type Clock, compareDates } from './period.ts'
import { sameDose } from './same-dose.ts'

/** What the parties of one treatment say differently. */
export type Difference =
  | 'pharmacy-stopped'
  | 'prescriber-stopped'
  | 'pharmacy-later'
  | 'pharmacy-sooner'
  | 'pharmacy-unclear'
  | 'pharmacy-product'
  | 'pharmacy-dose'
  | 'pharmacy-period'
  | 'use-stopped'
  | 'use-product'
  | 'use-dose'
  | 'use-continues'
  | 'use-not-agreed'
  | DispenseDifference

/** One treatment: what counts, who says otherwise, and what nobody knows. */
export type Treatment = {
  readonly state: UseState
  readonly main: MedicationFact
  readonly ending: Ending | undefined
  readonly since: string | undefined
  readonly stopsAt: string | undefined
  readonly stopWords: string | undefined
  readonly doubts: readonly Doubt[]
  readonly differences: readonly Difference[]
  readonly also: readonly MedicationFact[]
  readonly next: readonly MedicationFact[]
  readonly pharmacy: MedicationFact | undefined
  readonly use: MedicationFact | undefined
  /** What is used is called by a name that nobody agreed on, and may still be the same. */
  readonly isUsedUnderOtherName: boolean
  readonly schedule:
    | {
        readonly fact: MedicationFact
        readonly state: UseState
        readonly since: string | undefined
      }
    | undefined
  /** What was handed over last, when it says or is called otherwise than what was agreed. */
  readonly handedOver: MedicationFact | undefined
  /** The same treatment as another source has it; it stands on a line of its own. */
  readonly elsewhere: readonly Elsewhere[]
  readonly unknownModifier: boolean
  /** Keys of the records all of this was made from, that of `main` first. */
  readonly about: readonly string[]
}

/** A treatment at another source, and whether that says the same. */
export type Elsewhere = {
  readonly main: MedicationFact
  readonly state: UseState
  readonly since: string | undefined
  readonly same: boolean
}

/** The verdict on each building block of a treatment. */
export type Blocks = Readonly<Partial<Record<MedicationKind, BlockVerdict>>>

const isLive = (state: UseState) => state === 'current'
const isEnded = (state: UseState) => state === 'over' || state === 'interrupted'

const day = (value: string | undefined) => value?.slice(0, 10)

const samePeriod = (a: MedicationFact, b: MedicationFact) => {
  return (
    day(a.period?.start) === day(b.period?.start) && day(a.period?.until) === day(b.period?.until)
  )
}

const isOther = (one: BlockVerdict, other: BlockVerdict) =>
  isOtherProduct(one.main.fact.product, other.main.fact.product)

const pharmacyStates = (agreement: BlockVerdict, pharmacy: BlockVerdict): readonly Difference[] => {
  const [made, given] = [agreement.state, pharmacy.state]
  if (isLive(made) && isEnded(given)) return ['pharmacy-stopped']
  if (made === 'over' && !isEnded(given)) return ['prescriber-stopped']
  if (made === 'interrupted' && isLive(given)) return ['prescriber-stopped']
  if (isLive(made) && given === 'future') return ['pharmacy-later']
  if (made === 'future' && isLive(given)) return ['pharmacy-sooner']
  if (isLive(made) && given === 'unclear') return ['pharmacy-unclear']
  return []
}

const pharmacyDifferences = (
  agreement: BlockVerdict,
  pharmacy: BlockVerdict,
): readonly Difference[] => {
  const states = pharmacyStates(agreement, pharmacy)
  if (isEnded(agreement.state) || isEnded(pharmacy.state)) return states
  const product: readonly Difference[] = isOther(agreement, pharmacy) ? ['pharmacy-product'] : []
  if (agreement.state !== pharmacy.state) return [...states, ...product]
  const [left, right] = [agreement.main.fact, pharmacy.main.fact]
  const differences: Difference[] = [...product]
  if (!sameDose(left.dose, right.dose)) differences.push('pharmacy-dose')
  if (!samePeriod(left, right)) differences.push('pharmacy-period')
  return differences
}

const useDifferences = (lead: BlockVerdict, use: BlockVerdict): readonly Difference[] => {
  if (compareDates(use.main.decided, lead.main.decided) === -1) return []
  const differences: Difference[] = []
  if (isLive(lead.state) && isEnded(use.state)) differences.push('use-stopped')
  if (isEnded(lead.state) && isLive(use.state)) differences.push('use-continues')
  if (!isEnded(lead.state) && isLive(use.state) && isOther(lead, use))
    differences.push('use-product')
  if (
    isLive(lead.state) &&
    isLive(use.state) &&
    !sameDose(lead.main.fact.dose, use.main.fact.dose)
  ) {
    differences.push('use-dose')
  }
  if (use.main.fact.asAgreed === false) differences.push('use-not-agreed')
  return differences
}

const isUsedUnderOtherName = (
  lead: BlockVerdict,
  pharmacy: BlockVerdict | undefined,
  use: BlockVerdict,
): boolean => {
  const agreed = [lead, pharmacy].flatMap((each) => each?.main.fact.product ?? [])
  return (
    compareDates(use.main.decided, lead.main.decided) !== -1 &&
    !isEnded(lead.state) &&
    isLive(use.state) &&
    isCalledOtherwise(use.main.fact.product, agreed)
  )
}

const UNSETTLING: ReadonlySet<Difference> = new Set([
  'pharmacy-stopped',
  'prescriber-stopped',
  'pharmacy-sooner',
  'use-continues',
  'dispense-after-stop',
])

/** One treatment from its blocks and what was handed over for it; undefined when nobody agreed to anything. */
export const treatmentOf = (
  blocks: Blocks,
  dispenses: readonly MedicationFact[],
  clock: Clock,
): Treatment | undefined => {
  const { agreement, pharmacy, use, schedule } = blocks
  const lead = agreement ?? pharmacy ?? use ?? schedule
  if (lead === undefined) return undefined
  const handed = handedOverOtherwise(lead, pharmacy, dispenses, clock)
  const differences = [
    ...(agreement !== undefined && pharmacy !== undefined
      ? pharmacyDifferences(agreement, pharmacy)
      : []),
    ...(use !== undefined && use !== lead ? useDifferences(lead, use) : []),
    ...(handed?.differences ?? []),
  ]
  const orphan = lead === schedule && isLive(lead.state)
  const unsettled = orphan || differences.some((each) => UNSETTLING.has(each))
  const doubts: readonly (Doubt | undefined)[] = [lead.doubt, orphan ? 'only-schedule' : undefined]
  const { main } = lead
  const also = [...lead.also, ...(lead === pharmacy ? [] : (pharmacy?.also ?? []))].map(
    (each) => each.fact,
  )
  const next = lead.next.map((each) => each.fact)
  const judged = [main, pharmacy?.main, use?.main, schedule?.main].filter(
    (each) => each !== undefined,
  )
  const facts = [...judged.map((each) => each.fact), ...also, ...next]
  const stops = judged.flatMap((each) => each.stop ?? [])
  return {
    state: unsettled ? 'unclear' : lead.state,
    main: main.fact,
    ending: main.ending,
    since: main.since,
    stopsAt: main.stopsAt,
    stopWords: main.stopWords,
    doubts: doubts.filter((doubt) => doubt !== undefined),
    differences,
    also,
    next,
    pharmacy: pharmacy === lead ? undefined : pharmacy?.main.fact,
    use: use === lead ? undefined : use?.main.fact,
    isUsedUnderOtherName:
      use !== undefined && use !== lead && isUsedUnderOtherName(lead, pharmacy, use),
    schedule:
      schedule === undefined || schedule === lead
        ? undefined
        : { fact: schedule.main.fact, state: schedule.state, since: schedule.main.since },
    handedOver: handed?.fact,
    elsewhere: [],
    unknownModifier: [...facts, ...stops].some((fact) => fact.unknownModifier),
    about: [
      ...new Set(
        [...facts, ...stops, ...(handed === undefined ? [] : [handed.fact])].map(({ key }) => key),
      ),
    ],
  }
}
