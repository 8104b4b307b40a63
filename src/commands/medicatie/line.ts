import type { MedicationFact } from '../../fhir/medication/fact.ts'
import type { Difference, Treatment } from '../../fhir/medication/treatment.ts'
import { type Line, strong } from '../../reply/document.ts'
import type { DateContext } from '../answer/date-words.ts'
import { doseWords } from './dose.ts'
import { markParts } from './marks.ts'
import { joined, labelled, markPart, type Part, plainPart } from './parts.ts'
import {
  dayWords,
  periodWords,
  productName,
  productParts,
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
  if (schedule.state === 'over' || schedule.state === 'interrupted') return []
  const words = brief(schedule.fact, main, context)
  if (schedule.state === 'unclear') return [labelled(medicatie.scheduleUnclear, words)]
  const label = schedule.state === 'future' ? medicatie.scheduleFuture : medicatie.schedule
  return [labelled(label, words)]
}

const FROM_DISPENSE: ReadonlySet<Difference> = new Set(['dispense-dose', 'dispense-after-stop'])

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
  const { differences, handedOver, main, pharmacy, use } = treatment
  const fromPharmacy = differences.some((each) => FROM_PHARMACY.has(each))
  const fromUse = differences.some((each) => !FROM_PHARMACY.has(each) && !FROM_DISPENSE.has(each))
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
  const other = otherName(treatment.pharmacy, main, context)
  const core = [
    ...productParts(main, context),
    ...(other === undefined ? [] : [medicatie.pharmacyProduct(other)]),
    ...useParts(treatment, context),
    ...main.statusReasons.map(medicatie.statusReason),
    ...main.reasons.map(medicatie.reason),
  ]
  const source = sourceWords(main, context)
  const isLong = core.join('').length > LONG
  const said = isLong ? [source, ...core] : [...core, source]
  const parts = [
    ...markParts(treatment, context),
    ...said.map(plainPart),
    ...detailParts(treatment, context, full),
  ]
  const lead = [...leadOf(treatment, context), productName(main.product, context)]
  return joined(lead.map(strong), parts, context.t)
}

/** One record nobody has agreed to, or that says only that something was asked for or handed over. */
export const looseLine = (fact: MedicationFact, context: DateContext): Line => {
  const { clinical, medicatie } = context.t
  const proposal = fact.proposal ? [strong(medicatie.lead.proposal)] : []
  const isSupply = fact.kind === 'dispense' || fact.kind === 'dispense-request'
  const silent = isSupply && fact.dose.text === undefined && fact.dose.steps.length === 0
  const said = [
    ...productParts(fact, context),
    ...(silent ? [] : doseWords(fact.dose, context, fact.period)),
    ...routeParts(fact, context),
    ...periodWords(fact.period, context),
    sourceWords(fact, context),
  ]
  const parts = [
    ...(fact.unknownModifier ? [markPart(clinical.unknownModifier)] : []),
    ...said.map(plainPart),
  ]
  return joined([...proposal, strong(productName(fact.product, context))], parts, context.t)
}
