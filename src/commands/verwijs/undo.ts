import type { Communication, ServiceRequest, Task } from '@medplum/fhirtypes'
import { FhirError, type ResourceRef } from '../../fhir/fhir.ts'
import { paragraph } from '../../reply/document.ts'
import { wordFor } from '../answer/word-for.ts'
import type { Carried, Context, RecordPorts, WriterPorts } from '../command.ts'
import { notTakenBack, takeBack } from '../writing/undoing.ts'

/** What taking back a referral needs. */
export type ReferralUndoPorts = RecordPorts & WriterPorts

type Here = Context<ReferralUndoPorts>
type Part = Pick<ResourceRef, 'ref' | 'versionId'>

// Until somebody took it on. What is withdrawn already is passed over by a second try.
const FREE: ReadonlySet<string> = new Set(['draft', 'requested', 'received', 'cancelled'])
const OPEN: ReadonlySet<string> = new Set(['draft', 'active', 'on-hold', 'revoked'])
const SENT: ReadonlySet<string> = new Set(['in-progress', 'completed', 'entered-in-error'])
const STATUSES = { Task: FREE, ServiceRequest: OPEN, Communication: SENT } as const

/** What is said of a request that is taken back. */
export type UndoWords = {
  readonly what: string
  /** It was taken on already, as the status says. */
  readonly taken: (status: string) => string
  /** The recipient may have read it. */
  readonly call: string
}

const hasStatus = (resource: {
  readonly resourceType: string
}): resource is Task | ServiceRequest | Communication =>
  Object.hasOwn(STATUSES, resource.resourceType)

/** What stands there now, or why it cannot be taken back. */
const lookAt = async (context: Here, ref: string, words: UndoWords): Promise<Part | Carried> => {
  const { record, patient, t, signal } = context
  const found = await record.look(patient, ref, signal)
  if (found === undefined || !hasStatus(found.resource))
    return notTakenBack(t.undo.gone, 'not-found', true)
  const { resourceType, status, meta } = found.resource
  const isTask = resourceType === 'Task'
  if (!STATUSES[resourceType].has(status))
    return notTakenBack(
      isTask ? words.taken(wordFor(t.verwijs.undoStatus, status) ?? status) : t.undo.stale,
      isTask ? 'accepted' : 'stale',
      true,
    )
  const versionId = meta?.versionId
  return versionId === undefined ? { ref } : { ref, versionId }
}

/** Takes back what was asked of somebody who did not take it on yet: the Task first, so that nobody begins meanwhile. */
export const undoRequest = async (
  context: Here,
  refs: readonly ResourceRef[],
  words: UndoWords,
): Promise<Carried> => {
  const { t } = context
  const order = refs.toSorted((one, other) => other.ref.localeCompare(one.ref))
  try {
    const parts: Part[] = []
    for (const { ref } of order) {
      const part = await lookAt(context, ref, words)
      if ('kind' in part) return part
      parts.push(part)
    }
    const carried = await takeBack(context, parts, words.what)
    if (carried.kind !== 'done') return carried
    return { ...carried, document: [...carried.document, paragraph(words.call)] }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return notTakenBack(t.undo.failed(t.clinical.failures[error.code]), error.code)
  }
}
