import type { DiagnosticReport } from '@medplum/fhirtypes'
import { type FactOrigin, originOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { allWords, conceptWords, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

/** A report of a laboratory that says more than the values it refers to. */
export type LabReport = FactOrigin & {
  readonly name: string | undefined
  readonly conclusions: readonly string[]
  /** How many of the results it names were not found. */
  readonly lost: number
  /** There is a document that a line of text cannot hold. */
  readonly attached: boolean
  readonly status: string | undefined
  readonly date: string | undefined
  readonly authors: readonly Agent[]
  readonly unknownModifier: boolean
}

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

/** Reads a report; undefined when its results say all there is to say. */
export const labReport = (found: Found<DiagnosticReport>): LabReport | undefined => {
  const { resource, included } = found
  const results = list(resource.result)
  const lost = results.filter(
    (each) => resolveReference(each, resource, included)?.resourceType !== 'Observation',
  ).length
  const conclusion = textOf(resource.conclusion)
  const conclusions = [
    ...(conclusion === undefined ? [] : [conclusion]),
    ...allWords(resource.conclusionCode),
  ]
  const attached = list(resource.presentedForm).length > 0
  if (conclusions.length === 0 && lost === 0 && results.length > 0 && !attached) return undefined
  return {
    ...originOf(found),
    name: conceptWords(resource.code),
    conclusions,
    lost,
    attached,
    status: textOf(resource.status),
    date:
      textOf(resource.effectiveDateTime) ??
      textOf(resource.effectivePeriod?.end) ??
      textOf(resource.effectivePeriod?.start) ??
      textOf(resource.issued),
    authors: list(resource.performer).flatMap((each) => agentOf(each, resource, included) ?? []),
    unknownModifier: hasUnknownModifier({ ...resource, contained: [] }, KNOWN_MODIFIERS),
  }
}
