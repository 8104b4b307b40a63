import type { Bundle } from '@medplum/fhirtypes'
import type { FhirClient, ResourceRef } from '../fhir.ts'
import { createCreating, findWritten } from '../record/creating.ts'
import type { Written } from '../record/writer.ts'
import type { Validator } from '../validation/validate.ts'

/** Writes referrals. */
export interface ReferralWriter {
  /** ServiceRequest first, then Task. */
  write(bundle: Bundle, signal?: AbortSignal): Promise<Written>
  /** What is in the record under these identifiers, ServiceRequests first. Throws FhirError when that cannot be told. */
  find(identifiers: readonly string[], signal?: AbortSignal): Promise<readonly ResourceRef[]>
}

const TYPES = ['ServiceRequest', 'Task'] as const

/** Writes a referral once, however often it is told to. */
export const createReferralWriter = (client: FhirClient, validator: Validator): ReferralWriter => ({
  write: createCreating(client, validator),
  find: async (identifiers, signal) => {
    const wanted = TYPES.map((type) => ({ type, identifiers }))
    return (await findWritten(client, wanted, signal)).flat()
  },
})
