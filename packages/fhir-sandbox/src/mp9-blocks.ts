import type {
  CodeableConcept,
  Extension,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
  Period,
} from '@medplum/fhirtypes'
import { WHO } from './demo-people.ts'

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition'
const SNOMED = 'http://snomed.info/sct'

/** A treatment with one drug: the blocks that share its identifier belong together. */
export type Treatment = {
  readonly key: string
  readonly client: string
  readonly drug: CodeableConcept
}

/** What one block says about a treatment. */
export type Agreed = {
  readonly suffix: string
  readonly dose: string
  readonly registered: string
  readonly period: Period
  readonly stop?: boolean
  readonly asNeeded?: boolean
  readonly reason?: string
}

/** A drug by its text and its ATC code. */
export const drug = (text: string, atc: string, substance: string): CodeableConcept => ({
  coding: [{ system: 'http://www.whocc.no/atc', code: atc, display: substance }],
  text,
})

const category = (code: string, display: string): CodeableConcept => ({
  coding: [{ system: SNOMED, code, display }],
})

const extensions = (t: Treatment, a: Agreed): Extension[] => [
  { url: `${NICTIZ}/ext-RegistrationDateTime`, valueDateTime: a.registered },
  { url: `${NICTIZ}/ext-RenderedDosageInstruction`, valueString: a.dose },
  { url: `${NICTIZ}/ext-TimeInterval.Period`, valuePeriod: a.period },
  {
    url: `${NICTIZ}/ext-PharmaceuticalTreatment.Identifier`,
    valueIdentifier: {
      system: 'urn:oid:2.16.840.1.113883.2.4.3.11.999.77.1.1',
      value: `MBH_${t.key}`,
    },
  },
]

const stopped: Extension = {
  url: `${NICTIZ}/ext-StopType`,
  valueCodeableConcept: {
    coding: [{ system: SNOMED, code: '410546004', display: 'stopgezet' }],
  },
}

const common = (t: Treatment, a: Agreed) => ({
  extension: extensions(t, a),
  ...(a.stop ? { modifierExtension: [stopped] } : {}),
  status: 'unknown' as const,
  medicationCodeableConcept: t.drug,
  subject: { reference: `Patient/${t.client}`, type: 'Patient' as const },
  dosageInstruction: [{ text: a.dose, ...(a.asNeeded ? { asNeededBoolean: true } : {}) }],
})

/** MA: what the prescriber agreed. */
export const agreement = (t: Treatment, a: Agreed): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: `demo-${t.key}-${a.suffix}`,
  meta: { profile: [`${NICTIZ}/mp-MedicationAgreement`] },
  ...common(t, a),
  intent: 'order',
  category: [category('33633005', 'voorschrijven van geneesmiddel')],
  authoredOn: a.registered,
  requester: WHO.doctor,
  ...(a.reason ? { reasonCode: [{ text: a.reason }] } : {}),
})

/** TA: what the pharmacy made of it. */
export const administration = (t: Treatment, a: Agreed): MedicationDispense => ({
  resourceType: 'MedicationDispense',
  id: `demo-${t.key}-${a.suffix}`,
  meta: { profile: [`${NICTIZ}/mp-AdministrationAgreement`] },
  ...common(t, a),
  category: category('422037009', 'toedieningsafspraak'),
  performer: [{ actor: WHO.pharmacy }],
})

/** MGB: what the client says to use. */
export const use = (t: Treatment, a: Agreed): MedicationStatement => ({
  resourceType: 'MedicationStatement',
  id: `demo-${t.key}-${a.suffix}`,
  meta: { profile: [`${NICTIZ}/mp-MedicationUse2`] },
  extension: extensions(t, a).filter((e) => /Identifier|Rendered/.test(e.url ?? '')),
  status: 'active',
  category: category(
    '422979000',
    'bevinding betreffende gedrag met betrekking tot medicatieregime',
  ),
  medicationCodeableConcept: t.drug,
  subject: { reference: `Patient/${t.client}`, type: 'Patient' },
  effectivePeriod: a.period,
  dateAsserted: a.registered,
  informationSource: { reference: `Patient/${t.client}`, type: 'Patient' },
  dosage: [{ text: a.dose, ...(a.asNeeded ? { asNeededBoolean: true } : {}) }],
})

/** MVE: a package handed over; not a line of medication. */
export const handedOver = (t: Treatment, when: string): MedicationDispense => ({
  resourceType: 'MedicationDispense',
  id: `demo-${t.key}-mve`,
  meta: { profile: [`${NICTIZ}/mp-MedicationDispense`] },
  extension: extensions(t, { suffix: '', dose: '', registered: when, period: {} }).filter((e) =>
    e.url?.endsWith('Treatment.Identifier'),
  ),
  status: 'completed',
  category: category('373784005', 'verstrekken van medicatie'),
  medicationCodeableConcept: t.drug,
  subject: { reference: `Patient/${t.client}`, type: 'Patient' },
  performer: [{ actor: WHO.pharmacy }],
  quantity: { value: 90, unit: 'stuk', system: 'http://unitsofmeasure.org', code: '1' },
  whenHandedOver: when,
})
