import type { Bundle, Resource } from '@medplum/fhirtypes'
import { eventIdentifier, eventIdentifiers } from '../value/identifiers.ts'

// Not the identifiers themselves: a server may replace a full URL wherever it meets it in the Bundle.
const fullUrlsFrom = 100

/** How the `n`th resource of a Bundle is named by the others of it, counted from 1. */
export const fullUrlOf = (promptId: string, n: number): string =>
  eventIdentifier(promptId, fullUrlsFrom + n)

/**
 * One transaction that creates these resources, each once however often it is sent. The `n`th carries the identifiers
 * `eventIdentifiers(promptId, n)`, counted from 1.
 */
export const creationOf = (promptId: string, resources: readonly Resource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map((resource, at) => ({
    fullUrl: fullUrlOf(promptId, at + 1),
    resource,
    request: {
      method: 'POST',
      url: resource.resourceType,
      ifNoneExist: eventIdentifiers(promptId, at + 1).ifNoneExist,
    },
  })),
})
