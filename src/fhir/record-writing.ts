import type { FhirClient } from './fhir.ts'
import { createChanging } from './record-changing.ts'
import { createCreating } from './record-creating.ts'
import type { RecordWriter } from './record-writer.ts'
import type { Validator } from './validate.ts'

/** The writer of the organization's own record. */
export const createRecordWriter = (
  client: Pick<FhirClient, 'search' | 'transaction' | 'read' | 'update'>,
  validator: Validator,
): RecordWriter => ({
  create: createCreating(client, validator),
  change: createChanging(client, validator),
})
