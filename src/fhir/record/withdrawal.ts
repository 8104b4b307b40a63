import type {
  Communication,
  CommunicationRequest,
  Composition,
  MedicationRequest,
  Observation,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import type { ResourceRef } from '../fhir.ts'
import type { Changed, RecordWriter } from './writer.ts'

// Each status means that it should not have been there or is not wanted any more (HL7 FHIR R4, status of each resource).
const never = <R extends Observation | Communication | Composition>(resource: R): R => ({
  ...resource,
  status: 'entered-in-error',
})
const revoked = <R extends ServiceRequest | CommunicationRequest>(resource: R): R => ({
  ...resource,
  status: 'revoked',
})
const cancelled = <R extends MedicationRequest | Task>(resource: R): R => ({
  ...resource,
  status: 'cancelled',
})

/**
 * Takes back something the bot wrote: it stays in the record with a status that says it does not count. Only the version
 * that is named; `versionId` undefined: whatever stands there now.
 */
export const withdraw = async (
  writer: Pick<RecordWriter, 'change'>,
  { ref, versionId }: Pick<ResourceRef, 'ref' | 'versionId'>,
  signal?: AbortSignal,
): Promise<Changed> => {
  const [type = '', id = ''] = ref.split('/')
  switch (type) {
    case 'Observation':
    case 'Communication':
    case 'Composition':
      return writer.change(type, id, versionId, never, signal)
    case 'ServiceRequest':
    case 'CommunicationRequest':
      return writer.change(type, id, versionId, revoked, signal)
    case 'MedicationRequest':
    case 'Task':
      return writer.change(type, id, versionId, cancelled, signal)
    default:
      throw new TypeError('this type is never taken back')
  }
}
