import type {
  Bundle,
  CodeableConcept,
  Identifier,
  MedicationRequest,
  Quantity,
  Reference,
} from '@medplum/fhirtypes'
import { creationOf } from '../record/write-bundle.ts'
import { isObject } from '../server/outcome.ts'
import { eventIdentifier, eventIdentifiers, systems } from '../value/identifiers.ts'

/** How much is asked for: pieces, or milliliters. */
export type RepeatAmount = { readonly value: number; readonly unit: 'stuk' | 'ml' }

/** The medicine as the agreement names it. */
export type RepeatMedicine =
  | { readonly kind: 'reference'; readonly reference: string; readonly display?: string }
  | { readonly kind: 'concept'; readonly concept: CodeableConcept }

/** The organization that is to hand it out. */
export type RepeatPharmacy = { readonly reference: string; readonly name: string }

/** A proposal for a repeat as it was shown and confirmed; everything in it is fixed at the preview. */
export type RepeatDraft = {
  readonly patient: string
  readonly requester: string
  /** The key of the agreement in the overview, to see again that it is still in force. */
  readonly key: string
  /** As the preview named it. */
  readonly name: string
  readonly medicine: RepeatMedicine
  /** MP9: the treatment it belongs to; without one the source is no MP9 source. */
  readonly treatment?: Identifier
  /** The agreement it rests on. */
  readonly agreement: { readonly identifier?: Identifier; readonly reference?: string }
  /** Who is asked; undefined when the record does not tell. */
  readonly pharmacy?: RepeatPharmacy
  readonly amount?: RepeatAmount
  readonly comment?: string
  readonly authoredOn: string
}

const profiles = 'http://nictiz.nl/fhir/StructureDefinition/'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTextOrAbsent = (value: unknown) => value === undefined || isText(value)
const isIdentifier = (value: unknown): boolean =>
  isObject(value) && isText(value['system']) && isText(value['value'])

const isMedicine = (value: unknown) =>
  isObject(value) &&
  (value['kind'] === 'reference'
    ? isText(value['reference']) && isTextOrAbsent(value['display'])
    : value['kind'] === 'concept' && isObject(value['concept']))

const isAmount = (value: unknown) =>
  isObject(value) &&
  typeof value['value'] === 'number' &&
  value['value'] > 0 &&
  (value['unit'] === 'stuk' || value['unit'] === 'ml')

const isAgreement = (value: unknown) =>
  isObject(value) &&
  (value['identifier'] === undefined || isIdentifier(value['identifier'])) &&
  isTextOrAbsent(value['reference'])

const isPharmacy = (value: unknown) =>
  isObject(value) &&
  isText(value['reference']) &&
  value['reference'].startsWith('Organization/') &&
  isText(value['name'])

/** Whether what came back from the store is a proposal that can be carried out. */
export const isRepeatDraft = (value: unknown): value is RepeatDraft =>
  isObject(value) &&
  isText(value['patient']) &&
  isText(value['requester']) &&
  isText(value['key']) &&
  isText(value['name']) &&
  isMedicine(value['medicine']) &&
  (value['treatment'] === undefined || isIdentifier(value['treatment'])) &&
  isAgreement(value['agreement']) &&
  (value['pharmacy'] === undefined || isPharmacy(value['pharmacy'])) &&
  (value['amount'] === undefined || isAmount(value['amount'])) &&
  isTextOrAbsent(value['comment']) &&
  isText(value['authoredOn'])

const medicineOf = (medicine: RepeatMedicine): Partial<MedicationRequest> =>
  medicine.kind === 'concept'
    ? { medicationCodeableConcept: medicine.concept }
    : {
        medicationReference: {
          reference: medicine.reference,
          type: 'Medication',
          ...(medicine.display === undefined ? {} : { display: medicine.display }),
        },
      }

const UCUM = { stuk: { unit: 'stuk', code: '1' }, ml: { unit: 'mL', code: 'mL' } } as const

const quantityOf = ({ value, unit }: RepeatAmount): Quantity => ({
  value,
  unit: UCUM[unit].unit,
  system: 'http://unitsofmeasure.org',
  code: UCUM[unit].code,
})

const basedOn = ({
  identifier,
  reference,
}: RepeatDraft['agreement']): Reference<MedicationRequest>[] =>
  identifier === undefined && reference === undefined
    ? []
    : [
        {
          type: 'MedicationRequest',
          ...(identifier === undefined ? {} : { identifier }),
          ...(reference === undefined ? {} : { reference }),
        },
      ]

// What only an MP9 server knows what to do with (Nictiz MP9 3.0, mp-DispenseRequest as a proposal).
const mp9Of = (treatment: Identifier, comment: string | undefined): Partial<MedicationRequest> => ({
  meta: {
    profile: [`${profiles}mp-DispenseRequest`],
    tag: [{ system: 'http://terminology.hl7.org/CodeSystem/common-tags', code: 'actionable' }],
  },
  extension: [
    {
      url: `${profiles}ext-PharmaceuticalTreatment.Identifier`,
      valueIdentifier: treatment,
    },
    ...(comment === undefined ? [] : [{ url: `${profiles}ext-Comment`, valueString: comment }]),
  ],
  intent: 'plan',
  category: [
    {
      coding: [
        {
          system: 'http://snomed.info/sct',
          code: '52711000146108',
          display: 'verstrekkingsverzoek',
        },
      ],
    },
  ],
})

const plainOf = (comment: string | undefined): Partial<MedicationRequest> => ({
  intent: 'proposal',
  ...(comment === undefined ? {} : { note: [{ text: comment }] }),
})

/** The proposal: never an order. The MP9 profile of the Bundle allows it one identifier only. */
const proposalOf = (draft: RepeatDraft, promptId: string): MedicationRequest => {
  const { treatment, comment, amount, pharmacy } = draft
  const based = basedOn(draft.agreement)
  return {
    resourceType: 'MedicationRequest',
    identifier: [eventIdentifiers(promptId, 1).identifiers[0]],
    status: 'active',
    intent: 'proposal',
    ...(treatment === undefined ? plainOf(comment) : mp9Of(treatment, comment)),
    ...medicineOf(draft.medicine),
    subject: { reference: draft.patient },
    authoredOn: draft.authoredOn,
    requester: { reference: draft.requester },
    ...(pharmacy === undefined
      ? {}
      : {
          performer: {
            reference: pharmacy.reference,
            type: 'Organization',
            display: pharmacy.name,
          },
        }),
    ...(based.length === 0 ? {} : { basedOn: based }),
    ...(amount === undefined ? {} : { dispenseRequest: { quantity: quantityOf(amount) } }),
  }
}

/** The identifier of a confirmed proposal, by which its answer names it. */
export const repeatIdentifier = (promptId: string): string => eventIdentifier(promptId, 1)

/** One transaction with the proposal. The same at every try. */
export const repeatBundle = (draft: RepeatDraft, promptId: string): Bundle => {
  const bundle = creationOf(promptId, [proposalOf(draft, promptId)])
  if (draft.treatment === undefined) return bundle
  return {
    ...bundle,
    meta: { profile: [`${profiles}mp-ProposalDispenseRequest-Bundle`] },
    identifier: { system: systems.uri, value: repeatIdentifier(promptId) },
  }
}
