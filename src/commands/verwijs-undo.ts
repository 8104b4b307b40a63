import type { ServiceRequest, Task } from '@medplum/fhirtypes'
import { FhirError, type ResourceRef } from '../fhir/fhir.ts'
import { paragraph } from '../reply/document.ts'
import type { Carried, Context, RecordPorts, WriterPorts } from './command.ts'
import { notTakenBack, takeBack } from './undoing.ts'
import { wordFor } from './word-for.ts'

/** What taking back a referral needs. */
export type ReferralUndoPorts = RecordPorts & WriterPorts

type Here = Context<ReferralUndoPorts>
type Part = Pick<ResourceRef, 'ref' | 'versionId'>

// Until somebody took it on. What is withdrawn already is passed over by a second try.
const FREE: ReadonlySet<string> = new Set(['draft', 'requested', 'received', 'cancelled'])
const OPEN: ReadonlySet<string> = new Set(['draft', 'active', 'on-hold', 'revoked'])

const hasStatus = (resource: {
  readonly resourceType: string
}): resource is Task | ServiceRequest =>
  resource.resourceType === 'Task' || resource.resourceType === 'ServiceRequest'

/** What stands there now, or why it cannot be taken back. */
const lookAt = async (context: Here, ref: string): Promise<Part | Carried> => {
  const { record, patient, t, signal } = context
  const found = await record.look(patient, ref, signal)
  if (found === undefined || !hasStatus(found.resource))
    return notTakenBack(t.undo.gone, 'not-found', true)
  const { resourceType, status, meta } = found.resource
  const isTask = resourceType === 'Task'
  if (!(isTask ? FREE : OPEN).has(status))
    return notTakenBack(
      isTask ? t.verwijs.undoTaken(wordFor(t.verwijs.undoStatus, status) ?? status) : t.undo.stale,
      isTask ? 'accepted' : 'stale',
      true,
    )
  const versionId = meta?.versionId
  return versionId === undefined ? { ref } : { ref, versionId }
}

/** Takes back a referral that nobody took on yet: the Task first, so that nobody begins meanwhile. */
export const undoReferral = async (
  context: Here,
  refs: readonly ResourceRef[],
): Promise<Carried> => {
  const { t } = context
  const order = refs.toSorted((one, other) => other.ref.localeCompare(one.ref))
  try {
    const parts: Part[] = []
    for (const { ref } of order) {
      const part = await lookAt(context, ref)
      if ('kind' in part) return part
      parts.push(part)
    }
    const carried = await takeBack(context, parts, t.verwijs.name)
    if (carried.kind !== 'done') return carried
    return { ...carried, document: [...carried.document, paragraph(t.verwijs.undoCall)] }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return notTakenBack(t.undo.failed(t.clinical.failures[error.code]), error.code)
  }
}
