import type { Condition } from '@medplum/fhirtypes'
import { amount, type DoseAmount, range } from '../medication/dose-amount.ts'
import { textOf } from '../value/codes.ts'
import { hasEnded, type Moment } from '../value/period.ts'

/** When a problem ended, in whichever of its five forms the source says so (HL7 FHIR R4 Condition.abatement). */
export type Ending = {
  /** The date of it, or the first and the last of a period in which it went away. */
  readonly dates: readonly string[]
  readonly age: DoseAmount | undefined
  readonly words: string | undefined
}

/** Reads when a problem ended. */
export const endingOf = (record: Condition): Ending => {
  const { abatementPeriod } = record
  const dates = [record.abatementDateTime, abatementPeriod?.start, abatementPeriod?.end]
  return {
    dates: dates.flatMap((each) => textOf(each) ?? []),
    age: amount(record.abatementAge) ?? range(record.abatementRange),
    words: textOf(record.abatementString),
  }
}

/** Whether its date has passed, or an end is told that cannot be held against today. */
export const endOf = (
  { dates, age, words }: Ending,
  moment: Moment,
): 'passed' | 'named' | undefined => {
  const passed = dates.map((end) => hasEnded({ end }, moment))
  if (passed.at(-1) === true) return 'passed'
  return passed.includes(true) || age !== undefined || words !== undefined ? 'named' : undefined
}
