import type { Resource } from '@medplum/fhirtypes'
import type { Stop } from '../medication/fact.ts'
import { type Found, foreignSource } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { codesOf, SCT, textOf } from '../value/codes.ts'
import { askedOf } from './asked.ts'
import { fieldsOf } from './fields.ts'

/**
 * Where a record stands, by its own word. `wrong`: entered in error. `denied`: it says that this is not so or was not done.
 * `over`: ended, stopped, withdrawn. `unknown`: it does not say.
 */
export type Standing = 'open' | 'over' | 'denied' | 'wrong' | 'unknown'

/** Any record in its bare outlines: what it is about, since when, by whom, where it stands. Nothing is judged beyond that. */
export type Outline = {
  readonly key: string
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
  /** The resource type, or what is told apart within it. */
  readonly kind: string
  /** What it is about, in words of the source. */
  readonly name: string | undefined
  /** When it was so, or was done. */
  readonly date: string | undefined
  /** When it was put on record; never when a server stored it. */
  readonly recorded: string | undefined
  readonly author: Agent | undefined
  /** Its status codes as the record has them, certainty too; empty when it has none. */
  readonly statuses: readonly string[]
  readonly standing: Standing
  /** It asks that something is NOT done; a task, when what it is about asks so. */
  readonly forbidden: boolean
  /** Proposed or planned: nobody has agreed to it yet. */
  readonly proposal: boolean
  /** It ends, interrupts or cancels a medicine. */
  readonly stop: Stop | undefined
  /** Carries something unknown that changes what it means (S3). */
  readonly modified: boolean
  /** Nursing report or laboratory result among the observations. */
  readonly category: 'report' | 'laboratory' | 'vital-signs' | undefined
}

const WRONG = 'entered-in-error'
const KNOWN_ABSENT = '410516002'

const denied: ReadonlySet<string> = new Set(['refuted', 'not-done', 'not-taken', KNOWN_ABSENT])
const over: ReadonlySet<string> = new Set(
  'inactive resolved remission completed cancelled stopped revoked rejected failed finished superseded declined noshow fulfilled'.split(
    ' ',
  ),
)

const standingOf = (statuses: readonly string[]): Standing => {
  if (statuses.includes(WRONG)) return 'wrong'
  if (statuses.some((each) => denied.has(each))) return 'denied'
  if (statuses.some((each) => over.has(each))) return 'over'
  return statuses.length === 0 || statuses.includes('unknown') ? 'unknown' : 'open'
}

const REPORT = '11591000146107'

const categoryOf = (resource: Resource): Outline['category'] => {
  if (resource.resourceType === 'DiagnosticReport') return 'laboratory'
  if (resource.resourceType !== 'Observation') return undefined
  if (codesOf(resource.code, SCT).includes(REPORT)) return 'report'
  const categories = codesOf(resource.category)
  if (categories.includes('laboratory')) return 'laboratory'
  return categories.includes('vital-signs') ? 'vital-signs' : undefined
}

/** The code of a report says only that it is one. */
const reportText = (resource: Resource) =>
  resource.resourceType === 'Observation' ? textOf(resource.valueString) : undefined

/** The outlines of a record. */
export const outlineOf = (found: Found): Outline => {
  const { resource, key, included } = found
  const { name, date, recorded, author, statuses } = fieldsOf(resource)
  const { forbidden, proposal, stop, modified } = askedOf(found)
  const category = categoryOf(resource)
  return {
    key,
    source: foreignSource(found),
    kind: resource.resourceType,
    name: (category === 'report' ? reportText(resource) : undefined) ?? name,
    date,
    recorded,
    author: agentOf(author, resource, included),
    statuses,
    standing: standingOf(statuses),
    forbidden,
    proposal,
    stop,
    modified,
    category,
  }
}
