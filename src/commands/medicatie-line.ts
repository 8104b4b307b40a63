import type { Difference, Treatment } from '../fhir/medication-overview.ts'
import type { MedicationFact } from '../fhir/medication-statement.ts'
import { type Inline, type Line, strong } from '../reply/document.ts'
import type { DateContext } from './date-words.ts'
import { doseWords } from './medicatie-dose.ts'
import {
  dayWords,
  periodWords,
  productName,
  productParts,
  routeParts,
  sourceWords,
} from './medicatie-words.ts'

/** One part of a line, or several that belong together. */
type Part = string | readonly string[]

const LONG = 1200

/** Steps of a schedule stand in spans of their own, so that a long schedule is not cut as one text. */
const spansOf = (part: Part, { t }: DateContext): readonly string[] => {
  const { afterwards } = t.medicatie
  return [part]
    .flat()
    .flatMap((text, index) => (index === 0 ? [text] : [', ', text]))
    .flatMap((text) =>
      text.split(afterwards).flatMap((step, index) => (index === 0 ? [step] : [afterwards, step])),
    )
}

const joined = (lead: readonly Inline[], parts: readonly Part[], context: DateContext): Line => [
  ...lead,
  ...parts.flatMap((part): readonly Inline[] => [' – ', ...spansOf(part, context)]),
]

/** The name of another record beside the main one, with its ingredients, unless it is about the same product. */
const ownName = (
  fact: MedicationFact,
  main: MedicationFact,
  context: DateContext,
): readonly string[] => {
  const [own, other] = [fact, main].map((each) => [
    productName(each.product, context),
    ...productParts(each, context),
  ])
  return own?.join(' ').toLowerCase() === other?.join(' ').toLowerCase() ? [] : (own ?? [])
}

const brief = (
  fact: MedicationFact,
  main: MedicationFact,
  context: DateContext,
): readonly string[] => [
  ...ownName(fact, main, context),
  ...doseWords(fact.dose, context, fact.period),
  ...routeParts(fact, context),
  ...periodWords(fact.period, context),
  sourceWords(fact, context),
]

const labelled = (label: (words: string) => string, [first = '', ...rest]: readonly string[]) => [
  label(first),
  ...rest,
]

const otherName = (
  fact: MedicationFact | undefined,
  main: MedicationFact,
  context: DateContext,
) => {
  if (fact?.product.name === undefined) return undefined
  const name = productName(fact.product, context)
  return name.toLowerCase() === productName(main.product, context).toLowerCase() ? undefined : name
}

const scheduleParts = ({ main, schedule }: Treatment, context: DateContext): readonly Part[] => {
  const { medicatie } = context.t
  if (schedule === undefined) return []
  if (schedule.state === 'over' || schedule.state === 'interrupted') {
    return [medicatie.scheduleOver(dayWords(schedule.since, context))]
  }
  const words = brief(schedule.fact, main, context)
  if (schedule.state === 'unclear') return [labelled(medicatie.scheduleUnclear, words)]
  const label = schedule.state === 'future' ? medicatie.scheduleFuture : medicatie.schedule
  return [labelled(label, words)]
}

const FROM_PHARMACY: ReadonlySet<Difference> = new Set([
  'pharmacy-stopped',
  'prescriber-stopped',
  'pharmacy-later',
  'pharmacy-sooner',
  'pharmacy-unclear',
  'pharmacy-dose',
  'pharmacy-period',
])

const partyParts = (treatment: Treatment, context: DateContext): readonly Part[] => {
  const { medicatie } = context.t
  const { differences, main, pharmacy, use } = treatment
  const fromPharmacy = differences.some((each) => FROM_PHARMACY.has(each))
  const fromUse = differences.some((each) => !FROM_PHARMACY.has(each))
  return [
    ...(fromPharmacy && pharmacy !== undefined
      ? [labelled(medicatie.pharmacySays, brief(pharmacy, main, context))]
      : []),
    ...(fromUse && use !== undefined
      ? [labelled(medicatie.useSays, brief(use, main, context))]
      : []),
  ]
}

const markParts = (treatment: Treatment, context: DateContext): readonly string[] => {
  const { clinical, medicatie } = context.t
  const { doubts, differences, stopsAt, stopWords } = treatment
  const stop = dayWords(stopsAt, context)
  return [
    ...(stop === undefined ? [] : [medicatie.stopsAt(stop)]),
    ...doubts.map((doubt) => medicatie.doubts[doubt]),
    ...(stopWords === undefined ? [] : [stopWords]),
    ...differences.map((each) => medicatie.differences[each]),
    ...(treatment.unknownModifier ? [clinical.unknownModifier] : []),
  ]
}

const leadOf = ({ state, main, since }: Treatment, context: DateContext): readonly string[] => {
  const { lead } = context.t.medicatie
  const date = dayWords(since, context)
  if (main.forbidden) return [lead.forbidden]
  if (state === 'unclear') return [lead.unclear]
  if (state === 'over') return [date === undefined ? lead.stoppedUndated : lead.stopped(date)]
  if (state === 'interrupted')
    return [date === undefined ? lead.interruptedUndated : lead.interrupted(date)]
  return state === 'future' ? [lead.future] : []
}

const useParts = (treatment: Treatment, context: DateContext): readonly string[] => {
  const { main, state, ending } = treatment
  if (state === 'over') return ending === undefined ? [] : [context.t.medicatie.endings[ending]]
  return [
    ...doseWords(main.dose, context, main.period),
    ...routeParts(main, context),
    ...periodWords(main.period, context),
  ]
}

const detailParts = (
  treatment: Treatment,
  context: DateContext,
  full: boolean,
): readonly Part[] => {
  const { medicatie } = context.t
  const { main, also, next, state } = treatment
  return [
    ...(state === 'over' ? [] : scheduleParts(treatment, context)),
    ...partyParts(treatment, context),
    ...also.map((fact) => labelled(medicatie.also, brief(fact, main, context))),
    ...(state === 'over'
      ? []
      : next.map((fact) => labelled(medicatie.next, brief(fact, main, context)))),
    ...(full ? main.notes.map(medicatie.note) : []),
  ]
}

/** One treatment in one line; what is long stands last, because only the end of a line is ever cut. */
export const treatmentLine = (treatment: Treatment, context: DateContext, full: boolean): Line => {
  const { medicatie } = context.t
  const { main } = treatment
  const other = otherName(treatment.pharmacy, main, context)
  const core = [
    ...productParts(main, context),
    ...(other === undefined ? [] : [medicatie.pharmacyProduct(other)]),
    ...useParts(treatment, context),
    ...main.reasons.map(medicatie.reason),
  ]
  const source = sourceWords(main, context)
  const marks = markParts(treatment, context)
  const isLong = core.join('').length > LONG
  const ordered = isLong ? [...marks, source, ...core] : [...core, source, ...marks]
  const lead = [...leadOf(treatment, context), strong(productName(main.product, context))]
  return joined(lead, [...ordered, ...detailParts(treatment, context, full)], context)
}

/** One record nobody has agreed to, or that says only that something was asked for or handed over. */
export const looseLine = (fact: MedicationFact, context: DateContext): Line => {
  const { clinical, medicatie } = context.t
  const proposal = fact.proposal ? [medicatie.lead.proposal] : []
  const isSupply = fact.kind === 'dispense' || fact.kind === 'dispense-request'
  const silent = isSupply && fact.dose.text === undefined && fact.dose.steps.length === 0
  const parts = [
    ...productParts(fact, context),
    ...(silent ? [] : doseWords(fact.dose, context, fact.period)),
    ...routeParts(fact, context),
    ...periodWords(fact.period, context),
    ...(fact.unknownModifier ? [clinical.unknownModifier] : []),
    sourceWords(fact, context),
  ]
  return joined([...proposal, strong(productName(fact.product, context))], parts, context)
}
