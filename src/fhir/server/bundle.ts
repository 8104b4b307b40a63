import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import { FhirError, type ResourceOf } from '../fhir.ts'
import { answerError, isObject, issueCodes } from './outcome.ts'

/** Whether a value from the wire is a resource. */
export const isResource = (value: unknown): value is Resource =>
  isObject(value) && typeof value['resourceType'] === 'string'

/** Whether a resource is of a type. */
export const isOfType = <K extends ResourceType>(
  type: K,
  resource: Resource,
): resource is ResourceOf<K> => resource.resourceType === type

const isList = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isObject))

/** The Bundle an answer is; an OperationOutcome in its place is a refusal, anything else no FHIR. */
export const bundleOf = (body: unknown): Bundle => {
  if (isResource(body) && body.resourceType === 'Bundle') {
    if (isList(body.entry) && isList(body.link)) return body
  }
  if (isResource(body) && body.resourceType === 'OperationOutcome') {
    throw new FhirError('invalid', issueCodes(body))
  }
  throw new FhirError('not-fhir')
}

/** A transaction's answer; an entry that failed fails it all, for a server that treats it as a batch has written half. */
export const transactionResponse = (body: unknown, entries: number): Bundle => {
  const bundle = bundleOf(body)
  const responses = (bundle.entry ?? []).map((entry) => entry.response)
  if (responses.length !== entries) throw new FhirError('not-fhir')
  for (const response of responses) {
    const status = Number.parseInt(String(response?.status), 10)
    if (!(status >= 200 && status < 300)) throw answerError(status, response?.outcome, true)
  }
  return bundle
}
