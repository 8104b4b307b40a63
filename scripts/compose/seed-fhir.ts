import { setTimeout as wait } from 'node:timers/promises'
import type { Resource } from '@medplum/fhirtypes'
import {
  networkOrganization,
  networkResources,
} from '../../packages/fhir-sandbox/src/demo-network.ts'

const PATIENCE_MS = 10 * 60_000
const PAUSE_MS = 2000

const answers = async (baseUrl: string): Promise<boolean> => {
  const response = await fetch(`${baseUrl}/metadata`, {
    signal: AbortSignal.timeout(PAUSE_MS * 5),
  }).catch(() => undefined)
  await response?.arrayBuffer()
  return response?.ok ?? false
}

const isThere = async (baseUrl: string, { resourceType, id }: Resource): Promise<boolean> => {
  const response = await fetch(`${baseUrl}/${resourceType}/${id}`)
  await response.arrayBuffer()
  return response.ok
}

const put = async (baseUrl: string, resource: Resource): Promise<boolean> => {
  const response = await fetch(`${baseUrl}/${resource.resourceType}/${resource.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  })
  await response.arrayBuffer()
  if (!response.ok)
    process.stderr.write(`A ${resource.resourceType} was refused: ${response.status}.\n`)
  return response.ok
}

/** `node seed-fhir.ts <organization> <address>`: the records of one organization, put once into a FHIR server that was empty. */
const main = async ([name, baseUrl]: readonly string[]): Promise<number> => {
  const organization = networkOrganization(name ?? '')
  if (organization === undefined || baseUrl === undefined) {
    process.stderr.write('Say which organization, and the address of its FHIR server.\n')
    return 64
  }
  const deadline = Date.now() + PATIENCE_MS
  while (!(await answers(baseUrl))) {
    if (Date.now() > deadline) {
      process.stderr.write('The FHIR server did not answer within ten minutes.\n')
      return 1
    }
    await wait(PAUSE_MS)
  }
  const resources = networkResources(organization, { now: new Date() })
  const last = resources.at(-1)
  if (last !== undefined && (await isThere(baseUrl, last))) return 0
  let complete = true
  for (const resource of resources) if (!(await put(baseUrl, resource))) complete = false
  return complete ? 0 : 1
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
