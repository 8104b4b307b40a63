import type { Resource } from '@medplum/fhirtypes'
import type { Stop } from '../medication/fact.ts'
import { medicationFact } from '../medication/statement.ts'
import type { Found } from '../record/record.ts'
import { taskFact } from '../referral/task.ts'
import { hasUnknownModifier } from '../value/codes.ts'

/** How a record asks for something, by its own word and by that of what it refers to. */
export type Asked = {
  /** It asks that something is NOT done; a task, when what it is about asks so. */
  readonly forbidden: boolean
  /** Proposed or planned: nobody has agreed to it yet. */
  readonly proposal: boolean
  /** It ends, interrupts or cancels a medicine (MP9 `ext-StopType`). */
  readonly stop: Stop | undefined
  /** It, or what it refers to, holds something that changes its meaning and that we do not know (S3). */
  readonly modified: boolean
}

const isForbidden = (resource: Resource): boolean => {
  const said: unknown = 'doNotPerform' in resource ? resource.doNotPerform : undefined
  return said === true
}

const PROPOSED: ReadonlySet<unknown> = new Set(['proposal', 'plan', 'option'])

const isProposed = (resource: Resource): boolean =>
  'intent' in resource &&
  PROPOSED.has(resource.intent) &&
  // By nature it is a plan.
  !(resource.resourceType === 'CarePlan' && resource.intent === 'plan')

/** Reads how a record asks for something (HL7 FHIR R4 `doNotPerform`, `intent`); nothing of all that for other records. */
export const askedOf = (found: Found): Asked => {
  const { resource } = found
  const { resourceType: type } = resource
  const own = {
    forbidden: isForbidden(resource),
    proposal: isProposed(resource),
    stop: undefined,
  }
  if (type === 'Task') {
    const fact = taskFact({ ...found, resource })
    return { ...own, forbidden: fact.isForbidden, modified: fact.hasUnknownModifier }
  }
  if (
    type !== 'MedicationDispense' &&
    type !== 'MedicationRequest' &&
    type !== 'MedicationStatement'
  )
    return { ...own, modified: hasUnknownModifier(resource) }
  const { stop, unknownModifier } = medicationFact({ ...found, resource })
  return { ...own, stop, modified: unknownModifier }
}
