import type { Treatment } from '../../fhir/medication/treatment.ts'
import { plainDateWords } from '../answer/date-words.ts'
import type { Context } from '../command.ts'
import type { MedicationNow } from './medicine.ts'

/** A proposal for the same medicine that is still open. */
export const openProposal = ({ main }: Treatment, { sourced }: MedicationNow) =>
  sourced.value.bare.find(
    (fact) =>
      fact.proposal &&
      fact.kind === 'dispense-request' &&
      fact.status === 'active' &&
      (fact.treatment === undefined
        ? fact.product.key !== undefined && fact.product.key === main.product.key
        : fact.treatment === main.treatment),
  )

/** What the proposer must know before saying yes. */
export const notesOf = (
  treatment: Treatment,
  read: MedicationNow,
  context: Context,
): readonly string[] => {
  const { herhaalrecept, clinical } = context.t
  const earlier = openProposal(treatment, read)
  const words = (date: string | undefined) => plainDateWords(date, context) ?? clinical.undated
  return [
    ...(earlier === undefined ? [] : [herhaalrecept.open(words(earlier.recorded))]),
    ...(treatment.stopsAt === undefined ? [] : [herhaalrecept.stopsAt(words(treatment.stopsAt))]),
    ...(treatment.next.length === 0 ? [] : [herhaalrecept.changes]),
    herhaalrecept.proposal,
    herhaalrecept.nobodyWarned,
  ]
}
