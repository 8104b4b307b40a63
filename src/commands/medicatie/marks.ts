import type { Difference, Treatment } from '../../fhir/medication/treatment.ts'
import type { DateContext } from '../answer/date-words.ts'
import { markPart, type Part, plainPart } from './parts.ts'
import { dayWords } from './words.ts'

const differenceWords = (
  differences: readonly Difference[],
  { t }: DateContext,
): readonly string[] => {
  const { medicatie } = t
  const both = differences.includes('pharmacy-dose') && differences.includes('pharmacy-period')
  return differences.flatMap((each) => {
    if (!both) return [medicatie.differences[each]]
    if (each === 'pharmacy-period') return []
    return [
      each === 'pharmacy-dose' ? medicatie.pharmacyDoseAndPeriod : medicatie.differences[each],
    ]
  })
}

const scheduleMarks = ({ state, schedule }: Treatment, context: DateContext): readonly string[] =>
  state !== 'over' && (schedule?.state === 'over' || schedule?.state === 'interrupted')
    ? [context.t.medicatie.scheduleOver(dayWords(schedule.since, context))]
    : []

/** What changes what is to be done with a treatment: it stands before the dose. */
export const markParts = (treatment: Treatment, context: DateContext): readonly Part[] => {
  const { clinical, medicatie } = context.t
  const { doubts, differences, elsewhere, stopsAt, stopWords, unknownModifier } = treatment
  const stop = dayWords(stopsAt, context)
  const doubtWords = doubts.map((doubt) => medicatie.doubts[doubt])
  return [
    ...differenceWords(differences, context).map(markPart),
    ...(elsewhere.some(({ same }) => !same) ? [markPart(medicatie.sourcesDiffer)] : []),
    ...(stop === undefined ? [] : [markPart(medicatie.stopsAt(stop))]),
    ...doubtWords.map(markPart),
    ...(stopWords === undefined ? [] : [plainPart(stopWords)]),
    ...scheduleMarks(treatment, context).map(markPart),
    ...(unknownModifier ? [markPart(clinical.unknownModifier)] : []),
  ]
}
