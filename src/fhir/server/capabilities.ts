import type { CapabilityStatement } from '@medplum/fhirtypes'
import { FhirError } from '../fhir.ts'
import { isResource } from './bundle.ts'

/** Whether a search parameter is listed for a type; true where the statement says nothing. */
export type Supports = (type: string, parameter: string) => boolean

/** What a server says it can do. */
export type Capabilities = {
  readonly supports: Supports
  /** Whether it has resources of a type at all; true where the statement lists no types. */
  readonly serves: (type: string) => boolean
}

/** Parameters that shape a result and are never listed (FHIR R4 search 3.1.1.6). */
const shaping: ReadonlySet<string> = new Set(
  '_sort _count _include _revinclude _summary _total _elements _contained _containedType'.split(
    ' ',
  ),
)

const statementOf = (body: unknown): CapabilityStatement => {
  if (!isResource(body) || body.resourceType !== 'CapabilityStatement') {
    throw new FhirError('not-fhir')
  }
  if (!body.fhirVersion?.startsWith('4.0')) {
    throw new FhirError('not-fhir', ['not-supported'])
  }
  return body
}

/** What a CapabilityStatement says can be searched; throws FhirError when it is none of FHIR R4. */
export const readCapabilities = (body: unknown): Capabilities => {
  const listed = new Map<string, ReadonlySet<string>>()
  const common = new Set<string>()
  for (const rest of statementOf(body).rest ?? []) {
    for (const { name } of rest.searchParam ?? []) common.add(name)
    for (const { type, searchParam } of rest.resource ?? []) {
      listed.set(type, new Set((searchParam ?? []).map(({ name }) => name)))
    }
  }
  const supports: Supports = (type, parameter) => {
    const name = parameter.split(/[.:]/)[0] ?? parameter
    const names = listed.get(type)
    if (listed.size === 0 || names?.size === 0 || shaping.has(name)) return true
    return common.has(name) || names?.has(name) === true
  }
  return { supports, serves: (type) => listed.size === 0 || listed.has(type) }
}
