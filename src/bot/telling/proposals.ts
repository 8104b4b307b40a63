import { repeatIdentifier } from '../../fhir/medication/repeat-proposal.ts'
import { identifierKey } from '../../fhir/value/codes.ts'
import { systems } from '../../fhir/value/identifiers.ts'
import type { Store } from '../../store/store.ts'
import type { WrittenFor } from '../answering/carry-out.ts'

/** Keeps which proposals for a repeat were written and where, so that an answer to them can be told there. Safe to repeat. */
export const keepProposals = async (
  store: Pick<Store, 'addProposal'>,
  { refs, patient, promptId, at }: Omit<WrittenFor, 'by'>,
  now: number,
): Promise<void> => {
  const identifier = identifierKey({ system: systems.uri, value: repeatIdentifier(promptId) })
  if (identifier === undefined) return
  for (const { ref } of refs)
    if (ref.startsWith('MedicationRequest/'))
      await store.addProposal({
        ref,
        identifier,
        patient,
        roomId: at.roomId,
        askedBy: at.eventId,
        answerId: undefined,
        at: now,
      })
}
