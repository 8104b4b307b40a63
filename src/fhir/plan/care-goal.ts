import type { Goal, GoalTarget, Reference, Resource } from '@medplum/fhirtypes'
import { choiceReadings } from '../observation/choice-reading.ts'
import type { Reading } from '../observation/value.ts'
import { type FactOrigin, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  type Amount,
  amountOf,
  conceptWords,
  hasUnknownModifier,
  list,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

/** What is to be reached, and by when. */
export type TargetFact = {
  readonly measure: string | undefined
  /** Every value that is to be reached. */
  readonly details: readonly Reading[]
  readonly due: string | undefined
  /** How long after its start it is to be reached. */
  readonly within: readonly Amount[]
}

/** A goal of treatment or care as the record has it (zib TreatmentObjective). */
export type GoalFact = FactOrigin & {
  readonly text: string | undefined
  readonly codes: readonly string[]
  readonly targets: readonly TargetFact[]
  /** The first date by which something is to be reached. */
  readonly due: string | undefined
  readonly start: string | undefined
  readonly status: string | undefined
  readonly statusDate: string | undefined
  readonly achievement: string | undefined
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

const targetFact = (target: GoalTarget): TargetFact => ({
  measure: conceptWords(target.measure),
  details: choiceReadings(target, 'detail'),
  due: textOf(target.dueDate),
  within: list(amountOf(target.dueDuration)),
})

/** The problems a goal or plan is for, as far as they are among what was found. */
export const problemsOf = (
  addresses: readonly Reference[] | undefined,
  owner: Resource,
  pool: ReadonlyMap<string, Resource>,
): readonly string[] =>
  list(addresses).flatMap((reference) => {
    const known = resolveReference(reference, owner, pool)
    return known?.resourceType === 'Condition' ? (conceptWords(known.code) ?? []) : []
  })

/** Reads one goal; `pool` is what else was found at its source. */
export const goalFact = (found: Found<Goal>, pool: ReadonlyMap<string, Resource>): GoalFact => {
  const { resource } = found
  const targets = list(resource.target).map(targetFact)
  const dates = targets.flatMap(({ due }) => due ?? []).toSorted()
  return {
    ...originOf(found),
    text: conceptWords(resource.description),
    codes: list(resource.description?.coding).flatMap((coding) => textOf(coding.code) ?? []),
    targets,
    due: dates[0],
    start: textOf(resource.startDate),
    status: textOf(resource.lifecycleStatus),
    statusDate: textOf(resource.statusDate),
    achievement: conceptWords(resource.achievementStatus),
    problems: problemsOf(resource.addresses, resource, pool),
    notes: notesOf(resource.note),
    author: agentOf(resource.expressedBy, resource, pool),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}
