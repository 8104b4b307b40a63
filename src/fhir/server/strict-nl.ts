import type { ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type SearchParams } from '../fhir.ts'

type Agreed = { readonly profiles: readonly string[]; readonly includes?: readonly string[] }

const nl = 'http://nictiz.nl/fhir/StructureDefinition/'

const named = (names: readonly string[], includes: readonly string[] = []): Agreed => ({
  profiles: names.map((name) => `${nl}${name}`),
  includes,
})

/** Building blocks that have a national and a bare profile. */
const blocks = (names: string, ...includes: readonly string[]): Agreed =>
  named(
    names.split(' ').flatMap((name) => [`nl-core-${name}`, `zib-${name}`]),
    includes,
  )

/**
 * What may be asked by agreement (nl-360): a type, by the Dutch profiles of its building blocks, with these inclusions.
 * A type that is not here is not asked at all.
 */
const agreements: Readonly<Partial<Record<ResourceType, Agreed>>> = {
  AllergyIntolerance: blocks('AllergyIntolerance'),
  CarePlan: blocks('NursingIntervention'),
  Condition: blocks('Problem PressureUlcer Wound SkinDisorder'),
  Consent: blocks('TreatmentDirective2 AdvanceDirective'),
  DeviceUseStatement: blocks('MedicalDevice'),
  DiagnosticReport: blocks('TextResult'),
  Encounter: blocks('Encounter'),
  EpisodeOfCare: blocks('EpisodeOfCare', 'EpisodeOfCare:condition'),
  Flag: blocks('Alert MedicationContraIndication'),
  Goal: named(['nl-core-TreatmentObjective']),
  Immunization: named(['nl-core-Vaccination-event']),
  MedicationDispense: named(
    ['mp-AdministrationAgreement', 'mp-MedicationDispense'],
    ['MedicationDispense:medication'],
  ),
  MedicationRequest: named(
    ['mp-MedicationAgreement', 'mp-DispenseRequest', 'mp-VariableDosingRegimen'],
    ['MedicationRequest:medication'],
  ),
  MedicationStatement: named(['mp-MedicationUse2'], ['MedicationStatement:medication']),
  Observation: blocks(
    [
      'BloodPressure BodyWeight BodyHeight BodyTemperature O2Saturation HeartRate PulseRate',
      'PainScore GlasgowComaScale SNAQScore MUSTScore BarthelADLIndex DOSScore',
      'LaboratoryTestResult',
    ].join(' '),
    'Observation:has-member',
  ),
  Procedure: blocks('Procedure-event'),
  RelatedPerson: blocks('ContactPerson'),
}

const listOf = (value: SearchParams[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const most = 100

/** A question as it may be asked: patient, profiles, inclusions and page size, and nothing else; undefined when not at all. */
export const strictParams = (
  type: ResourceType,
  { patient, _include, _count }: SearchParams,
): SearchParams | undefined => {
  const agreed = agreements[type]
  if (agreed === undefined || patient === undefined) return undefined
  const includes = listOf(_include).filter((each) => agreed.includes?.includes(each))
  const count = Number(listOf(_count)[0] ?? most)
  return {
    patient,
    _profile: agreed.profiles.join(','),
    ...(includes.length === 0 ? {} : { _include: includes }),
    _count: String(count > 0 && count < most ? count : most),
  }
}

type Client = Pick<FhirClient, 'search' | 'read' | 'supports' | 'serves'>

/**
 * A client that asks nothing but what is agreed. What is asked beside it (codes, categories, statuses, order) is judged by
 * the reader, as it is everywhere. `workflow` lets types without an agreement through, as the own record needs for its tasks.
 */
export const strictClient = (client: Client, workflow: 'through' | 'refused'): Client => ({
  async search(type, params, options) {
    const allowed = strictParams(type, params)
    if (allowed !== undefined) return client.search(type, allowed, options)
    if (workflow === 'through' && agreements[type] === undefined)
      return client.search(type, params, options)
    throw new FhirError('not-agreed')
  },
  read: (type, id, options) => client.read(type, id, options),
  serves: (type) => client.serves?.(type) ?? true,
  supports: (type, parameter) =>
    agreements[type] === undefined
      ? client.supports(type, parameter)
      : ['patient', '_include', '_count'].includes(parameter),
})
