import type { MedicationFact } from '../../fhir/medication/fact.ts'
import { type Line, strong } from '../../reply/document.ts'
import type { DateContext } from '../answer/date-words.ts'
import { doseWords } from './dose.ts'
import { statusParts } from './marks.ts'
import { joined, markPart, plainPart } from './parts.ts'
import { periodWords, productName, productParts, routeParts, sourceWords } from './words.ts'

/** One record nobody has agreed to, or that says only that something was asked for or handed over. */
export const looseLine = (fact: MedicationFact, context: DateContext): Line => {
  const { clinical, medicatie } = context.t
  const lead = [
    ...(fact.proposal ? [medicatie.lead.proposal] : []),
    ...(fact.forbidden ? [medicatie.lead.forbidden] : []),
    productName(fact.product, context),
  ]
  const isSupply = fact.kind === 'dispense' || fact.kind === 'dispense-request'
  const silent = isSupply && fact.dose.text === undefined && fact.dose.steps.length === 0
  const said = [
    ...productParts(fact, context),
    ...(silent ? [] : doseWords(fact.dose, context, fact.period)),
    ...routeParts(fact, context),
    ...periodWords(fact.period, context),
    ...fact.statusReasons.map(medicatie.statusReason),
    ...fact.reasons.map(medicatie.reason),
    sourceWords(fact, context),
  ]
  const parts = [
    ...(fact.unknownModifier ? [markPart(clinical.unknownModifier)] : []),
    ...(fact.product.wrong ? [markPart(medicatie.doubts.product)] : []),
    ...statusParts(fact, context),
    ...said.map(plainPart),
  ]
  return joined(lead.map(strong), parts, context.t)
}
