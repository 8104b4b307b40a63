import type { FhirClient } from '../fhir.ts'
import type { Validator } from '../validation/validate.ts'
import { createChanging } from './changing.ts'
import { createCreating } from './creating.ts'
import { createRestoring } from './restoring.ts'
import type { RecordWriter } from './writer.ts'

/** The writer of the organization's own record. */
export const createRecordWriter = (
  client: Pick<FhirClient, 'search' | 'transaction' | 'read' | 'update'>,
  validator: Validator,
): RecordWriter => {
  const change = createChanging(client, validator)
  return {
    create: createCreating(client, validator),
    change,
    restore: createRestoring(client, change),
  }
}
