import type { Reference } from '@medplum/fhirtypes'
import { type Found, foreignSource } from '../record/record.ts'
import { keyIn } from '../server/source.ts'
import { agentOf } from '../value/agents.ts'
import {
  allWords,
  amountOf,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  identifierKey,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import { doseOf } from './dose.ts'
import type { MedicationFact, MedicationKind, Stop } from './fact.ts'
import { fieldsOf, type MedicationRecord } from './fields.ts'
import { usePeriod } from './period.ts'
import { type Product, productOf } from './product.ts'

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const STOP = `${NICTIZ}ext-StopType`
const CYCLE = `${NICTIZ}ext-InstructionsForUse.RepeatPeriodCyclicalSchedule`
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set([STOP, CYCLE])

const KINDS: ReadonlyMap<string, MedicationKind> = new Map([
  ['33633005', 'agreement'],
  ['16076005', 'agreement'],
  ['52711000146108', 'dispense-request'],
  ['422037009', 'pharmacy'],
  ['373784005', 'dispense'],
  ['422979000', 'use'],
  ['395067002', 'schedule'],
])

const DEFAULTS = {
  MedicationRequest: 'agreement',
  MedicationDispense: 'dispense',
  MedicationStatement: 'use',
} as const

const STOPS: ReadonlyMap<string, Stop['kind']> = new Map([
  ['410546004', 'stopped'],
  ['385655000', 'interrupted'],
  ['89925002', 'cancelled'],
])

const stopOf = (record: MedicationRecord): Stop | undefined => {
  const found = list(record.modifierExtension).filter((each) => each.url === STOP)
  if (found.length === 0) return undefined
  const concepts = found
    .map((each) => each.valueCodeableConcept)
    .filter((each) => each !== undefined)
  const kinds = codesOf(concepts).map((code) => STOPS.get(code))
  return {
    kind: kinds.find((kind) => kind !== undefined) ?? 'unknown',
    words: allWords(concepts)[0],
  }
}

/** A reference means something in its own source only, an identifier everywhere. */
const pointsAt = (reference: Reference | undefined, source: string | undefined) => {
  const ref = textOf(reference?.reference)
  return [identifierKey(reference?.identifier), ref && keyIn(ref, source)].filter(
    (each) => each !== undefined,
  )
}

const followed = (record: MedicationRecord, source: string | undefined): readonly string[] => {
  const prior = record.resourceType === 'MedicationRequest' ? [record.priorPrescription] : []
  const related = extensionsOf(record, `${NICTIZ}ext-RelationAdministrationAgreement`)
  const use = extensionsOf(record, `${NICTIZ}ext-RelationMedicationUse`)
  return [...prior, ...[...related, ...use].map((each) => each.valueReference)].flatMap((each) =>
    pointsAt(each, source),
  )
}

/** Two sources may have different products under one reference. */
const productIn = (source: string | undefined, product: Product): Product =>
  product.key === undefined || !/^[A-Za-z]+\/[A-Za-z0-9\-.]+$/u.test(product.key)
    ? product
    : { ...product, key: keyIn(product.key, source) }

const statusReasonsOf = (record: MedicationRecord): readonly string[] => {
  if (record.resourceType !== 'MedicationDispense') return allWords(record.statusReason)
  const issue = textOf(record.statusReasonReference?.display)
  return [...allWords(record.statusReasonCodeableConcept), ...(issue === undefined ? [] : [issue])]
}

/** Reads one record; the included resources give names of medicines and people. */
export const medicationFact = (found: Found<MedicationRecord>): MedicationFact => {
  const { resource: record, included, key } = found
  const source = foreignSource(found)
  const own = fieldsOf(record)
  const coded = codesOf(record.category, SCT).map((code) => KINDS.get(code))
  const kind = coded.find((each) => each !== undefined)
  const registered = extensionsOf(record, `${NICTIZ}ext-RegistrationDateTime`)[0]?.valueDateTime
  const treatment = extensionsOf(record, `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`)[0]
  const rendered = extensionsOf(record, `${NICTIZ}ext-RenderedDosageInstruction`)[0]
  const cycle = list(record.modifierExtension).find((each) => each.url === CYCLE)
  const interval = extensionsOf(record, `${NICTIZ}ext-TimeInterval.Period`)[0]
  const agreed = extensionsOf(record, `${NICTIZ}ext-AsAgreedIndicator`)[0]?.valueBoolean
  const identifiers = list(record.identifier).map(identifierKey)
  const reasonCodes = record.resourceType === 'MedicationDispense' ? [] : list(record.reasonCode)
  const product = productIn(source, productOf(record, included))
  const reasonRefs =
    record.resourceType === 'MedicationDispense' ? [] : list(record.reasonReference)
  return {
    key,
    source,
    kind: kind ?? DEFAULTS[record.resourceType],
    proposal: own.proposal,
    treatment: identifierKey(treatment?.valueIdentifier),
    names: [key, ...identifiers.filter((each) => each !== undefined)],
    follows: followed(record, source),
    product,
    dose: doseOf(
      own.dosages,
      textOf(rendered?.valueString),
      amountOf(cycle?.valueDuration ?? cycle?.valueQuantity),
    ),
    period: usePeriod(interval?.valuePeriod ?? own.period, list(record.extension)),
    status: textOf(record.status),
    periodDecides: kind !== undefined || treatment !== undefined,
    stop: stopOf(record),
    forbidden: own.forbidden,
    asAgreed: typeof agreed === 'boolean' ? agreed : undefined,
    recorded: textOf(registered) ?? textOf(own.recorded) ?? textOf(record.meta?.lastUpdated),
    handedOver: textOf(own.handedOver),
    author: agentOf(own.author, record, included),
    informant: agentOf(own.informant, record, included),
    reasons: [
      ...reasonCodes.map(conceptWords),
      ...reasonRefs.map((each) => textOf(each.display)),
    ].filter((words) => words !== undefined),
    statusReasons: statusReasonsOf(record),
    notes: list(record.note)
      .map((note) => textOf(note.text))
      .filter((words) => words !== undefined),
    unknownModifier: product.unknownModifier || hasUnknownModifier(record, KNOWN_MODIFIERS),
    inError: textOf(record.status) === 'entered-in-error',
  }
}
