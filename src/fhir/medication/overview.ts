import { withBans } from './ban.ts'
import { type BlockVerdict, judgeBlock } from './block.ts'
import type { MedicationFact, MedicationKind } from './fact.ts'
import { isOtherProduct } from './other-product.ts'
import type { Clock } from './period.ts'
import { sameDose } from './same-dose.ts'
import { type Blocks, type Treatment, treatmentOf } from './treatment.ts'

/** All medication of one patient, nothing left out without being counted. */
export type MedicationOverview = {
  readonly treatments: readonly Treatment[]
  readonly proposals: readonly MedicationFact[]
  /** Only handed over or asked for; nobody's agreement about use was found. */
  readonly bare: readonly MedicationFact[]
  readonly inError: number
}

const groupKey = (fact: MedicationFact) => {
  if (fact.forbidden) return `record ${fact.key}`
  if (fact.treatment !== undefined) return `treatment ${fact.treatment}`
  return fact.product.key === undefined ? `record ${fact.key}` : `product ${fact.product.key}`
}

const blocksOf = (facts: readonly MedicationFact[], clock: Clock): Blocks => {
  const blocks: Partial<Record<MedicationKind, BlockVerdict>> = {}
  for (const [kind, members] of Map.groupBy(facts, (fact) => fact.kind)) {
    const verdict = judgeBlock(members, clock)
    if (verdict !== undefined) blocks[kind] = verdict
  }
  return blocks
}

const LEADS: readonly MedicationKind[] = ['agreement', 'pharmacy', 'use', 'schedule']

/** The facts a source has of a treatment; of a building block it does not have, those of the others. */
const factsFor = (source: string | undefined, facts: readonly MedicationFact[]) => {
  const own = facts.filter((fact) => fact.source === source)
  const kinds = new Set(own.map(({ kind }) => kind))
  return [...own, ...facts.filter((fact) => fact.source !== source && !kinds.has(fact.kind))]
}

const says = (one: Treatment, other: Treatment): boolean =>
  one.state === other.state &&
  (one.state === 'over' ||
    (sameDose(one.main.dose, other.main.dose) &&
      !isOtherProduct(one.main.product, other.main.product)))

const isEnded = ({ state }: Treatment) => state === 'over' || state === 'interrupted'

/** The same treatment at several sources: each says what the others have, and one that runs here and ended there is unclear. */
const crossChecked = (treatments: readonly Treatment[]): readonly Treatment[] =>
  treatments.map((each): Treatment => {
    const others = treatments.filter((other) => other !== each)
    const ended = each.state === 'current' && others.some(isEnded)
    return {
      ...each,
      state: ended ? 'unclear' : each.state,
      about: [...each.about, ...others.map(({ main }) => main.key)],
      elsewhere: others.map((other) => ({
        main: other.main,
        state: other.state,
        since: other.since,
        same: says(each, other),
      })),
    }
  })

/**
 * One treatment for each source that says what was agreed: two sources are never merged silently. The pharmacy's or the
 * patient's word is compared with it, wherever that is recorded.
 */
const treatmentsOf = (members: readonly MedicationFact[], clock: Clock): readonly Treatment[] => {
  const facts = members.filter((fact) => !isBare(fact))
  const dispenses = members.filter(({ kind }) => kind === 'dispense')
  const lead = LEADS.find((kind) => facts.some((fact) => fact.kind === kind))
  const sources = new Set(facts.filter(({ kind }) => kind === lead).map(({ source }) => source))
  const found = [...sources].flatMap(
    (source) => treatmentOf(blocksOf(factsFor(source, facts), clock), dispenses, clock) ?? [],
  )
  return found.length > 1 ? crossChecked(found) : found
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
    const found = treatmentsOf(members, clock)
    if (found.length === 0) bare.push(...members)
    treatments.push(...found)
  }
  return {
    treatments: treatments.map((each) => withBans(each, real)),
    proposals: real.filter((fact) => fact.proposal && !isBare(fact)),
    bare: [...bare, ...real.filter((fact) => fact.proposal && isBare(fact))],
    inError: facts.length - real.length,
  }
}
