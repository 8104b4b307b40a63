import { EXAMPLE_FOLDERS, exampleResources } from '../../packages/fhir-sandbox/src/examples.ts'
import { createFhirHttp } from './fhir-http.ts'

/** Stores the example records, one transaction per folder. */
export const loadExamples = async (baseUrl: string): Promise<void> => {
  const fhir = createFhirHttp(baseUrl)
  for (const folder of EXAMPLE_FOLDERS) {
    const entry = exampleResources([folder]).map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    }))
    const sent = { resourceType: 'Bundle', type: 'transaction', entry }
    const { status } = await fhir.ask('POST', '', sent, { prefer: 'return=minimal' })
    if (status !== 200) throw new Error(`the folder ${folder} was answered ${status}`)
  }
}
