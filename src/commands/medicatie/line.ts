import type { MedicationFact } from '../../fhir/medication/fact.ts'
import type { Difference, Treatment } from '../../fhir/medication/treatment.ts'
import { type Line, strong } from '../../reply/document.ts'
import type { DateContext } from '../answer/date-words.ts'
import { doseWords } from './dose.ts'
import { markParts, statusParts } from './marks.ts'
import { joined, labelled, type Part, plainPart } from './parts.ts'
import {
  dayWords,
  periodWords,
  productName,
  productParts,
  productWords,
  recordedWords,
  routeParts,
  sourceWords,
} from './words.ts'

const LONG = 1200

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
  source = sourceWords(fact, context),
): readonly string[] => [
  ...ownName(fact, main, context),
  ...doseWords(fact.dose, context, fact.period),
  ...routeParts(fact, context),
  ...periodWords(fact.period, context),
  source,
]

/** The product of another party under its name, with what tells it apart; its mark says whether it is another one. */
const otherProducts = (treatment: Treatment, context: DateContext): readonly string[] => {
  const { main, pharmacy, use, handedOver, differences } = treatment
  const { pharmacyProduct, useProduct, handedOverProduct } = context.t.medicatie
  const said = (
    fact: MedicationFact | undefined,
    isOther: boolean,
    label: (name: string) => string,
  ): readonly string[] => {
    if (fact === undefined || (fact.product.name === undefined && !isOther)) return []
    const name = productWords(fact, context)
    const isSame = name.toLowerCase() === productWords(main, context).toLowerCase()
    return isSame && !isOther ? [] : [label(name)]
  }
  const isOther = (difference: Difference) => differences.includes(difference)
  return [
    ...said(pharmacy, isOther('pharmacy-product'), pharmacyProduct),
    ...(isOther('use-product') ? said(use, true, useProduct) : []),
    ...(isOther('dispense-product') ? said(handedOver, true, handedOverProduct) : []),
  ]
}

const scheduleParts = ({ main, schedule }: Treatment, context: DateContext): readonly Part[] => {
  const { medicatie } = context.t
  if (schedule === undefined) return []
  if (schedule.state === 'over' || schedule.state === 'interrupted') return []
  const words = brief(schedule.fact, main, context)
  if (schedule.state === 'unclear') return [labelled(medicatie.scheduleUnclear, words)]
  const label = schedule.state === 'future' ? medicatie.scheduleFuture : medicatie.schedule
  return [labelled(label, words)]
}

const FROM_DISPENSE: ReadonlySet<Difference> = new Set([
  'dispense-product',
  'dispense-dose',
  'dispense-after-stop',
])

const FROM_PHARMACY: ReadonlySet<Difference> = new Set([
  'pharmacy-stopped',
  'prescriber-stopped',
  'pharmacy-later',
  'pharmacy-sooner',
  'pharmacy-unclear',
  'pharmacy-product',
  'pharmacy-dose',
  'pharmacy-period',
])

const partyParts = (treatment: Treatment, context: DateContext): readonly Part[] => {
  const { medicatie } = context.t
  const { differences, handedOver, main, pharmacy, use } = treatment
  const fromPharmacy = differences.some((each) => FROM_PHARMACY.has(each))
  const fromUse =
    treatment.isUsedUnderOtherName ||
    differences.some((each) => !FROM_PHARMACY.has(each) && !FROM_DISPENSE.has(each))
  return [
    ...(fromPharmacy && pharmacy !== undefined
      ? [
          labelled(
            medicatie.pharmacySays,
            brief(pharmacy, main, context, recordedWords(pharmacy, context)),
          ),
        ]
      : []),
    ...(fromUse && use !== undefined
      ? [labelled(medicatie.useSays, brief(use, main, context))]
      : []),
    ...(handedOver === undefined
      ? []
      : [
          labelled(
            medicatie.handedOver(dayWords(handedOver.handedOver, context)),
            brief(handedOver, main, context, recordedWords(handedOver, context)),
          ),
        ]),
  ]
}

/** What the same treatment looks like at the other sources. */
const elsewhereParts = ({ main, elsewhere }: Treatment, context: DateContext): readonly Part[] => {
  const { clinical, medicatie } = context.t
  return elsewhere.map((other) => {
    const where = other.main.source ?? clinical.ownRecord
    if (other.same) return plainPart(medicatie.alsoAt(where))
    const lead = leadOf(other, context).map((words) => words.replace(/: $/u, ''))
    const ended = other.state === 'over'
    const words = ended
      ? [...ownName(other.main, main, context), sourceWords(other.main, context)]
      : brief(other.main, main, context)
    return labelled(medicatie.otherwiseAt(where), [...lead, ...words])
  })
}

const leadOf = (
  { state, main, since }: Pick<Treatment, 'state' | 'main' | 'since'>,
  context: DateContext,
): readonly string[] => {
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
    ...periodWords(main.period, context, state === 'future'),
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
    ...elsewhereParts(treatment, context),
    ...also.map((fact) => labelled(medicatie.also, brief(fact, main, context))),
    ...(state === 'over'
      ? []
      : next.map((fact) => labelled(medicatie.next, brief(fact, main, context)))),
    ...(full ? main.notes.map((note) => plainPart(medicatie.note(note))) : []),
  ]
}

/** One treatment in one line; what is long stands last, because only the end of a line is ever cut. */
export const treatmentLine = (treatment: Treatment, context: DateContext, full: boolean): Line => {
  const { medicatie } = context.t
  const { main } = treatment
  const core = [
    ...productParts(main, context),
    ...otherProducts(treatment, context),
    ...useParts(treatment, context),
    ...main.statusReasons.map(medicatie.statusReason),
    ...main.reasons.map(medicatie.reason),
  ]
  const source = sourceWords(main, context)
  const status = main.forbidden ? statusParts(main, context) : []
  const isLong = core.join('').length > LONG
  const said = isLong ? [source, ...core] : [...core, source]
  const parts = [
    ...markParts(treatment, context),
    ...status,
    ...said.map(plainPart),
    ...detailParts(treatment, context, full),
  ]
  const lead = [...leadOf(treatment, context), productName(main.product, context)]
  return joined(lead.map(strong), parts, context.t)
}
