import type { MedicationFact } from '../../fhir/medication/fact.ts'
import type { Difference, Treatment } from '../../fhir/medication/treatment.ts'
import type { DateContext } from '../answer/date-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { markPart, type Part, plainPart } from './parts.ts'
import { dayWords } from './words.ts'

const PARTED = ['pharmacy-product', 'pharmacy-dose', 'pharmacy-period'] as const

const differenceWords = (
  differences: readonly Difference[],
  { t }: DateContext,
): readonly string[] => {
  const { medicatie } = t
  const parted = PARTED.filter((each) => differences.includes(each))
  if (parted.length < 2) return differences.map((each) => medicatie.differences[each])
  const several = medicatie.partedIn(parted.map((each) => medicatie.parted[each]))
  return differences.flatMap((each) => {
    if (each === parted[0]) return [several]
    return PARTED.some((one) => one === each) ? [] : [medicatie.differences[each]]
  })
}

const scheduleMarks = ({ state, schedule }: Treatment, context: DateContext): readonly string[] =>
  state !== 'over' && (schedule?.state === 'over' || schedule?.state === 'interrupted')
    ? [context.t.medicatie.scheduleOver(dayWords(schedule.since, context))]
    : []

const standing = ({ kind, status }: MedicationFact, { t }: DateContext): string | undefined => {
  const { medicatie, clinical, tijdlijn } = t
  if (status === undefined || status === 'unknown') return clinical.statusUnknown
  if (status === (kind === 'dispense' ? 'completed' : 'active')) return undefined
  const words = wordFor(tijdlijn.statuses, status) ?? tijdlijn.status(status)
  const notHanded = kind === 'dispense' ? wordFor(medicatie.notHandedOver, status) : undefined
  return notHanded === undefined ? words : `${notHanded}: ${words}`
}

/** Where a record stands that is told by itself, unless it stands as its kind does (S2). */
export const statusParts = (fact: MedicationFact, context: DateContext): readonly Part[] => {
  const words = standing(fact, context)
  return words === undefined ? [] : [markPart(words)]
}

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
