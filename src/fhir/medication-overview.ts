import { type BlockVerdict, judgeBlock } from './medication-block.ts'
import type { Doubt, Ending, UseState } from './medication-judgement.ts'
import { type Clock, compareDates } from './medication-period.ts'
import { sameDose } from './medication-same-dose.ts'
import type { MedicationFact, MedicationKind } from './medication-statement.ts'

/** What the parties of one treatment say differently. */
export type Difference =
  | 'pharmacy-stopped'
  | 'prescriber-stopped'
  | 'pharmacy-later'
  | 'pharmacy-sooner'
  | 'pharmacy-unclear'
  | 'pharmacy-dose'
  | 'pharmacy-period'
  | 'use-stopped'
  | 'use-dose'
  | 'use-continues'
  | 'use-not-agreed'

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
  readonly schedule:
    | {
        readonly fact: MedicationFact
        readonly state: UseState
        readonly since: string | undefined
      }
    | undefined
  readonly unknownModifier: boolean
}

/** All medication of one patient, nothing left out without being counted. */
export type MedicationOverview = {
  readonly treatments: readonly Treatment[]
  readonly proposals: readonly MedicationFact[]
  /** Only handed over or asked for; nobody's agreement about use was found. */
  readonly bare: readonly MedicationFact[]
  readonly inError: number
}

type Blocks = Readonly<Partial<Record<MedicationKind, BlockVerdict>>>

const isLive = (state: UseState) => state === 'current'
const isEnded = (state: UseState) => state === 'over' || state === 'interrupted'

const day = (value: string | undefined) => value?.slice(0, 10)

const samePeriod = (a: MedicationFact, b: MedicationFact) => {
  return (
    day(a.period?.start) === day(b.period?.start) && day(a.period?.until) === day(b.period?.until)
  )
}

const pharmacyDifferences = (
  agreement: BlockVerdict,
  pharmacy: BlockVerdict,
): readonly Difference[] => {
  const [made, given] = [agreement.state, pharmacy.state]
  if (isLive(made) && isEnded(given)) return ['pharmacy-stopped']
  if (made === 'over' && !isEnded(given)) return ['prescriber-stopped']
  if (made === 'interrupted' && isLive(given)) return ['prescriber-stopped']
  if (isLive(made) && given === 'future') return ['pharmacy-later']
  if (made === 'future' && isLive(given)) return ['pharmacy-sooner']
  if (isLive(made) && given === 'unclear') return ['pharmacy-unclear']
  if (made !== given || isEnded(made)) return []
  const [left, right] = [agreement.main.fact, pharmacy.main.fact]
  const differences: Difference[] = []
  if (!sameDose(left.dose, right.dose)) differences.push('pharmacy-dose')
  if (!samePeriod(left, right)) differences.push('pharmacy-period')
  return differences
}

const useDifferences = (lead: BlockVerdict, use: BlockVerdict): readonly Difference[] => {
  if (compareDates(use.main.decided, lead.main.decided) === -1) return []
  const differences: Difference[] = []
  if (isLive(lead.state) && isEnded(use.state)) differences.push('use-stopped')
  if (isEnded(lead.state) && isLive(use.state)) differences.push('use-continues')
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

const UNSETTLING: ReadonlySet<Difference> = new Set([
  'pharmacy-stopped',
  'prescriber-stopped',
  'pharmacy-sooner',
  'use-continues',
])

const treatmentOf = (blocks: Blocks): Treatment | undefined => {
  const { agreement, pharmacy, use, schedule } = blocks
  const lead = agreement ?? pharmacy ?? use ?? schedule
  if (lead === undefined) return undefined
  const differences = [
    ...(agreement !== undefined && pharmacy !== undefined
      ? pharmacyDifferences(agreement, pharmacy)
      : []),
    ...(use !== undefined && use !== lead ? useDifferences(lead, use) : []),
  ]
  const orphan = lead === schedule && isLive(lead.state)
  const unsettled = orphan || differences.some((each) => UNSETTLING.has(each))
  const doubts: readonly (Doubt | undefined)[] = [lead.doubt, orphan ? 'only-schedule' : undefined]
  const { main } = lead
  const also = [...lead.also, ...(lead === pharmacy ? [] : (pharmacy?.also ?? []))].map(
    (each) => each.fact,
  )
  const next = lead.next.map((each) => each.fact)
  const shown = [main, pharmacy?.main, use?.main, schedule?.main].map((each) => each?.fact)
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
    schedule:
      schedule === undefined || schedule === lead
        ? undefined
        : { fact: schedule.main.fact, state: schedule.state, since: schedule.main.since },
    unknownModifier: [...shown, ...also, ...next].some((fact) => fact?.unknownModifier === true),
  }
}

const groupKey = (fact: MedicationFact) => {
  if (fact.forbidden) return `record ${fact.ref}`
  if (fact.treatment !== undefined) return `treatment ${fact.treatment}`
  return fact.product.key === undefined ? `record ${fact.ref}` : `product ${fact.product.key}`
}

const blocksOf = (facts: readonly MedicationFact[], clock: Clock): Blocks => {
  const blocks: Partial<Record<MedicationKind, BlockVerdict>> = {}
  for (const [kind, members] of Map.groupBy(facts, (fact) => fact.kind)) {
    const verdict = judgeBlock(members, clock)
    if (verdict !== undefined) blocks[kind] = verdict
  }
  return blocks
}

const isBare = ({ kind }: MedicationFact) => kind === 'dispense' || kind === 'dispense-request'

/**
 * Brings all records of one patient together by treatment (MP9 "medicamenteuze behandeling"; without that
 * identifier by medicine) and says of each where it stands. Nothing is filtered on status.
 */
export const medicationOverview = (
  facts: readonly MedicationFact[],
  clock: Clock,
): MedicationOverview => {
  const real = facts.filter((fact) => !fact.inError)
  const agreed = real.filter((fact) => !fact.proposal)
  const treatments: Treatment[] = []
  const bare: MedicationFact[] = []
  for (const members of Map.groupBy(agreed, groupKey).values()) {
    const treatment = treatmentOf(
      blocksOf(
        members.filter((fact) => !isBare(fact)),
        clock,
      ),
    )
    if (treatment === undefined) bare.push(...members)
    else treatments.push(treatment)
  }
  return {
    treatments,
    proposals: real.filter((fact) => fact.proposal && !isBare(fact)),
    bare: [...bare, ...real.filter((fact) => fact.proposal && isBare(fact))],
    inError: facts.length - real.length,
  }
}
