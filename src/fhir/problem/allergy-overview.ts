import { laterFirst } from '../record/fact-origin.ts'
import type { AllergyFact } from './allergy-fact.ts'
import { isGone } from './coded-status.ts'

/** All allergy records of one patient, most dangerous first; what is no fact is counted. */
export type AllergyOverview = {
  readonly active: readonly AllergyFact[]
  readonly inactive: readonly AllergyFact[]
  /** Explicitly recorded: no known allergy (S4). */
  readonly none: readonly AllergyFact[]
  /** An allergy stands beside a record that there is none. */
  readonly contradiction: boolean
  readonly refuted: number
  readonly inError: number
}

const CRITICALITY: readonly (string | undefined)[] = ['high', 'low', 'unable-to-assess']

const rank = ({ criticality }: AllergyFact) => {
  const place = CRITICALITY.indexOf(criticality)
  return place === -1 ? CRITICALITY.length : place
}

const worst = ({ reactions }: AllergyFact) => Math.max(0, ...reactions.map(({ degree }) => degree))

/** By criticality, then by the worst reaction, then newest first (S14). */
const byDanger = (a: AllergyFact, b: AllergyFact) =>
  rank(a) - rank(b) || worst(b) - worst(a) || laterFirst(a.recorded, b.recorded)

const ABOUT_DRUGS: ReadonlySet<string> = new Set(['medication', 'biologic'])

const mayBeDrug = ({ categories }: AllergyFact) =>
  categories.length === 0 || categories.some((category) => ABOUT_DRUGS.has(category))

const contradicts = (none: AllergyFact, active: readonly AllergyFact[]) =>
  none.reactions.length > 0 ||
  (none.none === 'drugs' ? active.some(mayBeDrug) : none.none === 'all' && active.length > 0)

const isWrong = (fact: AllergyFact) =>
  fact.verification === 'entered-in-error' || fact.clinical === 'entered-in-error'

/** Sorts records into what is known, what is over, and what is said not to be there. Confirmation is not required. */
export const allergyOverview = (facts: readonly AllergyFact[]): AllergyOverview => {
  const real = facts.filter((fact) => !isWrong(fact))
  const valid = real.filter((fact) => fact.verification !== 'refuted')
  const present = valid.filter((fact) => !isGone(fact.clinical))
  const active = present.filter((fact) => fact.none === undefined).toSorted(byDanger)
  const none = present.filter((fact) => fact.none !== undefined)
  return {
    active,
    inactive: valid.filter((fact) => isGone(fact.clinical)).toSorted(byDanger),
    none,
    contradiction: none.some((each) => contradicts(each, active)),
    refuted: real.length - valid.length,
    inError: facts.length - real.length,
  }
}
