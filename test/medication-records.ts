import type {
  Extension,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
} from '@medplum/fhirtypes'
import { patient } from './clinical-case.ts'

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const SCT = 'http://snomed.info/sct'

/** A treatment, a period and a registration moment, as MP9 writes them. */
export const mp9 = (
  treatment: string,
  start: string | undefined,
  end: string | undefined,
  registered = start,
): Extension[] => [
  {
    url: `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`,
    valueIdentifier: { system: 'urn:oid:1.2.3', value: treatment },
  },
  ...(start === undefined && end === undefined
    ? []
    : [
        {
          url: `${NICTIZ}ext-TimeInterval.Period`,
          valuePeriod: { ...(start && { start }), ...(end && { end }) },
        },
      ]),
  ...(registered === undefined
    ? []
    : [{ url: `${NICTIZ}ext-RegistrationDateTime`, valueDateTime: registered }]),
]

/** The modifier with which MP9 stops an agreement. */
export const stopType = (code: string, display = 'stop'): Extension[] => [
  {
    url: `${NICTIZ}ext-StopType`,
    valueCodeableConcept: { coding: [{ system: SCT, code, display }] },
  },
]

const common = (id: string, name: string, dose: string | undefined) => ({
  id,
  status: 'unknown' as const,
  medicationCodeableConcept: { text: name },
  subject: { reference: patient },
  ...(dose === undefined ? {} : { dosageInstruction: [{ text: dose }] }),
})

/** A medication agreement (MA) of a prescriber. */
export const agreement = (
  id: string,
  name: string,
  dose: string | undefined,
  more: Partial<MedicationRequest> = {},
): MedicationRequest => ({
  ...common(id, name, dose),
  resourceType: 'MedicationRequest',
  intent: 'order',
  category: [{ coding: [{ system: SCT, code: '33633005' }] }],
  requester: { type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' },
  ...more,
})

/** An administration agreement (TA) of a pharmacy. */
export const administration = (
  id: string,
  name: string,
  dose: string | undefined,
  more: Partial<MedicationDispense> = {},
): MedicationDispense => ({
  ...common(id, name, dose),
  resourceType: 'MedicationDispense',
  category: { coding: [{ system: SCT, code: '422037009' }] },
  performer: [{ actor: { type: 'Organization', display: 'Apotheek De Gaper' } }],
  ...more,
})

/** Medication use (MGB) as a patient or professional states it. */
export const use = (
  id: string,
  name: string,
  dose: string,
  more: Partial<MedicationStatement> = {},
): MedicationStatement => ({
  resourceType: 'MedicationStatement',
  id,
  status: 'active',
  category: { coding: [{ system: SCT, code: '422979000' }] },
  medicationCodeableConcept: { text: name },
  subject: { reference: patient },
  dosage: [{ text: dose }],
  informationSource: { reference: patient, display: 'Patient, Geheim' },
  ...more,
})
