import type { MedicationFact } from './fact.ts'

const CLOSED: ReadonlySet<string> = new Set(['cancelled', 'completed', 'stopped'])

/** Whether a proposal was withdrawn or has been dealt with: nobody has to decide about it any more. */
export const isClosedProposal = ({ proposal, status }: MedicationFact): boolean =>
  proposal && CLOSED.has(status ?? '')
