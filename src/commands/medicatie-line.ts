import type { Difference, Treatment } from '../fhir/medication-overview.ts'
import type { UsePeriod } from '../fhir/medication-period.ts'
import type { Ingredient, Product } from '../fhir/medication-product.ts'
import type { MedicationFact } from '../fhir/medication-statement.ts'
import { type Inline, type Line, strong } from '../reply/document.ts'
import { agentWords } from './agent-words.ts'
import { type DateContext, dateWords, plainDateWords } from './date-words.ts'
import { amountWords, doseWords } from './medicatie-dose.ts'

const SEPARATOR = ' – '

const joined = (lead: readonly Inline[], parts: readonly string[]): Line => [
  ...lead,
  ...parts.flatMap((part): readonly Inline[] => [SEPARATOR, part]),
]

const WHOLE_DAY =
  /^(\d{4}-\d{2}-\d{2})T(?:00:00(?::00(?:\.0+)?)?|23:59(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:\d{2})$/u

/** A bound of a period: one written as the first or last moment of a day is that day. */
const bound = (value: string | undefined) => value && (WHOLE_DAY.exec(value)?.[1] ?? value)

const dayWords = (value: string | undefined, context: DateContext) =>
  plainDateWords(bound(value), context)

const periodWords = (period: UsePeriod | undefined, context: DateContext): readonly string[] => {
  const { medicatie } = context.t
  if (period === undefined) return []
  const start = dateWords(bound(period.start), context)
  const end = dayWords(period.end, context)
  const from =
    start &&
    (end === undefined && period.duration === undefined
      ? medicatie.since(start)
      : medicatie.from(start))
  const parts = [
    from,
    end && medicatie.through(end),
    period.duration && medicatie.during(amountWords(period.duration, context)),
  ]
  const condition =
    period.condition === undefined || period.condition === ''
      ? []
      : [medicatie.condition(period.condition)]
  const words = parts.filter(Boolean).join(' ')
  return [...(words === '' ? [] : [words]), ...condition]
}

/** Where a fact comes from: which agreement it is, when it was recorded, by whom (S6). */
export const sourceWords = (fact: MedicationFact, context: DateContext): string => {
  const { t } = context
  const who = fact.kind === 'use' ? (fact.informant ?? fact.author) : fact.author
  const date = dateWords(fact.recorded, context) ?? t.clinical.undated
  return `${t.medicatie.sources[fact.kind]} ${date}, ${agentWords(who, context)}`
}

const ingredientWords = ({ name, amount, per }: Ingredient, context: DateContext) => {
  if (amount === undefined) return name
  const words = amountWords(amount, context)
  const share =
    per === undefined ? words : context.t.medicatie.perAmount(words, amountWords(per, context))
  return `${name} ${share}`
}

/** The name of a medicine as shown; the words are the source's own. */
export const productName = (product: Product, { t }: Pick<DateContext, 't'>): string => {
  const name = product.name === undefined || product.name === '' ? undefined : product.name
  const plain =
    name ??
    (product.key?.includes('/') === true ? t.medicatie.productReference : t.medicatie.unnamed)
  return product.form === undefined ? plain : `${plain} ${product.form}`
}

const productParts = ({ product }: MedicationFact, context: DateContext): readonly string[] => {
  if (product.ingredients.length === 0) return []
  const words = product.ingredients.map((each) => ingredientWords(each, context)).join(' + ')
  return [context.t.medicatie.ingredients(words)]
}

const routeParts = ({ dose }: MedicationFact, { t }: DateContext): readonly string[] =>
  dose.oral ? [] : [t.medicatie.route(dose.routes.join(', '))]

const brief = (fact: MedicationFact, context: DateContext) =>
  [
    ...doseWords(fact.dose, context),
    ...periodWords(fact.period, context),
    sourceWords(fact, context),
  ].join(', ')

const otherName = (
  fact: MedicationFact | undefined,
  main: MedicationFact,
  context: DateContext,
) => {
  if (fact?.product.name === undefined) return undefined
  const name = productName(fact.product, context)
  return name.toLowerCase() === productName(main.product, context).toLowerCase() ? undefined : name
}

const scheduleParts = ({ schedule }: Treatment, context: DateContext): readonly string[] => {
  const { medicatie } = context.t
  if (schedule === undefined) return []
  if (schedule.state === 'over' || schedule.state === 'interrupted') {
    return [medicatie.scheduleOver(dayWords(schedule.since, context))]
  }
  const words = brief(schedule.fact, context)
  if (schedule.state === 'unclear') return [medicatie.scheduleUnclear(words)]
  return [schedule.state === 'future' ? medicatie.scheduleFuture(words) : medicatie.schedule(words)]
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

const differenceParts = (treatment: Treatment, context: DateContext): readonly string[] => {
  const { medicatie } = context.t
  const { differences, pharmacy, use } = treatment
  const words = differences.map((each) => medicatie.differences[each])
  const fromPharmacy = differences.some((each) => FROM_PHARMACY.has(each))
  const fromUse = differences.some((each) => !FROM_PHARMACY.has(each))
  return [
    ...words,
    ...(fromPharmacy && pharmacy !== undefined
      ? [medicatie.pharmacySays(brief(pharmacy, context))]
      : []),
    ...(fromUse && use !== undefined ? [medicatie.useSays(brief(use, context))] : []),
  ]
}

const doubtParts = ({ doubts, stopWords }: Treatment, { t }: DateContext): readonly string[] => [
  ...doubts.map((doubt) => t.medicatie.doubts[doubt]),
  ...(stopWords === undefined ? [] : [stopWords]),
]

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
  const { medicatie } = context.t
  const { main, state, ending } = treatment
  if (state === 'over') return ending === undefined ? [] : [medicatie.endings[ending]]
  return [
    ...doseWords(main.dose, context),
    ...routeParts(main, context),
    ...periodWords(main.period, context),
    ...(treatment.stopsAt === undefined
      ? []
      : [medicatie.stopsAt(dayWords(treatment.stopsAt, context) ?? '')]),
    ...scheduleParts(treatment, context),
  ]
}

/** One treatment in one line: what stands first is what must not be missed. */
export const treatmentLine = (treatment: Treatment, context: DateContext, full: boolean): Line => {
  const { clinical, medicatie } = context.t
  const { main, state } = treatment
  const other = otherName(treatment.pharmacy, main, context)
  const parts = [
    ...productParts(main, context),
    ...(other === undefined ? [] : [medicatie.pharmacyProduct(other)]),
    ...useParts(treatment, context),
    ...doubtParts(treatment, context),
    ...differenceParts(treatment, context),
    ...treatment.also.map((fact) => medicatie.also(brief(fact, context))),
    ...(state === 'over' ? [] : treatment.next.map((fact) => medicatie.next(brief(fact, context)))),
    ...main.reasons.map(medicatie.reason),
    ...(full ? main.notes.map(medicatie.note) : []),
    ...(treatment.unknownModifier ? [clinical.unknownModifier] : []),
    sourceWords(main, context),
  ]
  return joined([...leadOf(treatment, context), strong(productName(main.product, context))], parts)
}

/** One record nobody has agreed to, or that says only that something was asked for or handed over. */
export const looseLine = (fact: MedicationFact, context: DateContext): Line => {
  const { clinical, medicatie } = context.t
  const proposal = fact.proposal ? [medicatie.lead.proposal] : []
  const dose =
    fact.kind === 'dispense' || fact.kind === 'dispense-request'
      ? []
      : doseWords(fact.dose, context)
  const parts = [
    ...dose,
    ...(fact.unknownModifier ? [clinical.unknownModifier] : []),
    sourceWords(fact, context),
  ]
  return joined([...proposal, strong(productName(fact.product, context))], parts)
}
