import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { EXAMPLE_FOLDERS, exampleResources } from '../../packages/fhir-sandbox/src/examples.ts'
import { createFhirHttp } from './fhir-http.ts'

/** Stores resources under their own ids, in one transaction. */
export const storeResources = async (
  baseUrl: string,
  resources: readonly Resource[],
): Promise<void> => {
  const entry = resources.map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }))
  const sent = { resourceType: 'Bundle', type: 'transaction', entry }
  const { status } = await createFhirHttp(baseUrl).ask('POST', '', sent, {
    prefer: 'return=minimal',
  })
  if (status !== 200) throw new Error(`storing resources was answered ${status}`)
}

/** Stores the example records, one transaction per folder. */
export const loadExamples = async (baseUrl: string): Promise<void> => {
  for (const folder of EXAMPLE_FOLDERS) await storeResources(baseUrl, exampleResources([folder]))
}

/** Stores the two clients of the demonstration as they are at a moment. */
export const loadDemo = (baseUrl: string, now: Date, serverName = 'zorg.test'): Promise<void> =>
  storeResources(baseUrl, demoResources({ serverName, now }))
