import type { DirectiveFact } from './fact.ts'

const treatmentKey = ({ treatment }: DirectiveFact): string | undefined =>
  treatment.code ?? treatment.words?.toLowerCase()

const decisionOf = ({ outcome, treatment, specifications, comments }: DirectiveFact): string => {
  if (outcome !== 'other') return outcome
  // A will that forbids by its code agrees with a directive that forbids.
  if (treatment.forbids && specifications.length === 0) return 'do-not'
  const words = specifications.length > 0 ? specifications : comments
  return `other ${words.join(' ')}`.toLowerCase()
}

/** A draft or a proposal is no agreement yet; anything else of unknown status may be one. */
const counts = ({ status }: DirectiveFact) => status !== 'draft' && status !== 'proposed'

/** Directives about one treatment that do not decide the same; nothing is merged, nothing is preferred. */
export const conflicting = (facts: readonly DirectiveFact[]): ReadonlySet<DirectiveFact> => {
  const groups = Map.groupBy(facts.filter(counts), treatmentKey)
  groups.delete(undefined)
  const disputed = [...groups.values()].filter((group) => new Set(group.map(decisionOf)).size > 1)
  return new Set(disputed.flat())
}
