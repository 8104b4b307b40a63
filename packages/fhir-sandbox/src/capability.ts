import type { CapabilityStatement } from '@medplum/fhirtypes'
import { RESOURCE_TYPES } from './resource-types.ts'
import { parametersOf, tableOf } from './search-parameters.ts'

const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'create',
  'search-type',
  'history-instance',
  'history-type',
] as const

/** What this server can do, as GET /metadata says it: only what a search is really answered with. */
export const capabilityStatement = (
  base: string,
  organization: string,
  started: Date,
): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: started.toISOString(),
  publisher: organization,
  kind: 'instance',
  software: { name: 'zorgbot FHIR sandbox', version: '0.1.0' },
  implementation: { description: organization, url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json'],
  patchFormat: ['application/json-patch+json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }, { code: 'batch' }, { code: 'history-system' }],
      resource: RESOURCE_TYPES.map((type) => {
        const parameters = parametersOf(type)
        const references = parameters.filter((p) => p.type === 'reference')
        return {
          type,
          interaction: INTERACTIONS.map((code) => ({ code })),
          versioning: 'versioned-update',
          readHistory: true,
          updateCreate: true,
          conditionalCreate: true,
          conditionalUpdate: true,
          conditionalDelete: 'multiple',
          searchInclude: references.map((p) => `${type}:${p.code}`),
          searchParam: [
            { name: '_id', type: 'token' as const },
            ...parameters
              .filter(
                (p) => tableOf(p.type) || (p.type === 'composite' && p.component?.length === 2),
              )
              .map((p) => ({ name: p.code, type: p.type })),
          ],
        }
      }),
    },
  ],
})
