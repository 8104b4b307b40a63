import { join } from 'node:path'
import {
  networkOrganization,
  networkResources,
} from '../../packages/fhir-sandbox/src/demo-network.ts'
import { type Sandbox, startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { SetupError } from '../progress.ts'
import type { Organization } from './description.ts'

/** Where an organization's FHIR server listens and keeps its records. */
export type RecordsAt = { readonly host: string; readonly port: number; readonly folder: string }

/** Starts the FHIR server of an organization, with its part of the demonstration's record the first time. */
export const startRecords = async (
  { name, label }: Organization,
  { host, port, folder }: RecordsAt,
): Promise<Sandbox> => {
  const organization = networkOrganization(name)
  try {
    return await startSandbox({
      host,
      port,
      file: join(folder, 'fhir.db'),
      seed: organization === undefined ? [] : networkResources(organization, { now: new Date() }),
      organizationName: label,
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new SetupError(
      'port-in-use',
      `Port ${port} on ${host} is in use: stop the other topology and run the same command again.`,
    )
  }
}
