import type {
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
  Period,
  Reference,
} from '@medplum/fhirtypes'
import { extensionsOf, list, textOf } from '../value/codes.ts'
import { coursePeriod } from './course.ts'
import type { doseOf } from './dose.ts'

/** A record of any type that speaks of a medicine. */
export type MedicationRecord = MedicationRequest | MedicationDispense | MedicationStatement

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'

const PROPOSALS: ReadonlySet<string> = new Set(['proposal', 'plan', 'option'])

/** What each resource type calls by another name. */
export type OwnFields = {
  readonly recorded: string | undefined
  readonly handedOver?: string | undefined
  readonly author: Reference | undefined
  readonly informant: Reference | undefined
  readonly dosages: Parameters<typeof doseOf>[0]
  readonly period: Period | undefined
  readonly proposal: boolean
  readonly forbidden: boolean
}

const requestFields = (record: MedicationRequest): OwnFields => ({
  recorded: record.authoredOn,
  author: record.requester ?? record.recorder,
  informant: record.reportedReference,
  dosages: record.dosageInstruction,
  period: coursePeriod(record.dosageInstruction),
  proposal: PROPOSALS.has(textOf(record.intent) ?? '') || record.status === 'draft',
  forbidden: record.doNotPerform === true,
})

const dispenseFields = (record: MedicationDispense): OwnFields => ({
  recorded: record.whenHandedOver ?? record.whenPrepared,
  handedOver: record.whenHandedOver,
  author: list(record.performer)[0]?.actor,
  informant: undefined,
  dosages: record.dosageInstruction,
  period: coursePeriod(record.dosageInstruction),
  proposal: false,
  forbidden: false,
})

const useFields = (record: MedicationStatement): OwnFields => {
  const author = extensionsOf(record, `${NICTIZ}ext-MedicationUse2.Author`)[0]?.valueReference
  const at = textOf(record.effectiveDateTime)
  return {
    recorded: record.dateAsserted,
    author: author ?? record.informationSource,
    informant: record.informationSource,
    dosages: record.dosage,
    period:
      record.effectivePeriod ??
      (at === undefined ? coursePeriod(record.dosage) : { start: at, end: at }),
    proposal: false,
    forbidden: false,
  }
}

/** The fields that differ by resource type, under one name. */
export const fieldsOf = (record: MedicationRecord): OwnFields => {
  switch (record.resourceType) {
    case 'MedicationRequest':
      return requestFields(record)
    case 'MedicationDispense':
      return dispenseFields(record)
    case 'MedicationStatement':
      return useFields(record)
    default:
      return record satisfies never
  }
}
