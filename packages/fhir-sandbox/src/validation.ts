import { OperationOutcomeError, type TypedValueWithPath, validateResource } from '@medplum/core'
import type { CodeableConcept, Coding, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes'
import { loadDefinitions } from './definitions.ts'
import { Refusal, refusal } from './refusal.ts'
import { isStoredType } from './resource-types.ts'

const codesIn = ({ value }: TypedValueWithPath): readonly (string | undefined)[] => {
  if (typeof value === 'string') return [value]
  const coded: CodeableConcept & Coding = value
  return coded.coding ? coded.coding.map((c) => c.code) : [coded.code]
}

const wrongCodes = (
  tokens: Readonly<Record<string, readonly TypedValueWithPath[]>>,
): OperationOutcomeIssue[] => {
  const { codes } = loadDefinitions()
  return Object.entries(tokens).flatMap(([set, values]) => {
    const allowed = codes[set]
    if (!allowed) return []
    return values
      .filter((value) => {
        const given = codesIn(value).filter((c) => c !== undefined)
        return given.length > 0 && !given.some((c) => allowed.includes(c))
      })
      .map(({ path }) => ({
        severity: 'error' as const,
        code: 'code-invalid' as const,
        diagnostics: 'This code is not in the required value set',
        expression: [path],
      }))
  })
}

/** Whether a parsed body is an object with a resource type. */
export const isResource = (body: unknown): body is Resource =>
  typeof body === 'object' && body !== null && 'resourceType' in body

/** Refuses a body that is not a valid resource of the expected type (base R4 and required codes). */
export const checkResource = (body: unknown, expected: string): Resource => {
  if (!isResource(body)) throw refusal(400, 'structure', 'The body is not a resource')
  if (body.resourceType !== expected) {
    throw refusal(400, 'invalid', `The body is not a resource of type ${expected}`)
  }
  if (!isStoredType(body.resourceType)) throw refusal(404, 'not-supported', 'Unknown resource type')
  loadDefinitions()
  const tokens: Record<string, TypedValueWithPath[]> = {}
  try {
    validateResource(body, { collect: { tokens } })
  } catch (error) {
    if (error instanceof OperationOutcomeError) throw new Refusal(422, error.outcome.issue)
    throw error
  }
  const wrong = wrongCodes(tokens)
  if (wrong.length > 0) throw new Refusal(422, wrong)
  return body
}
