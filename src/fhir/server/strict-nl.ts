import type { ResourceType } from '@medplum/fhirtypes'
import { FhirError, type SearchParams } from '../fhir.ts'
import type { Source } from './source.ts'

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

/** Observations of the vital signs and scores: the codes of each building block. */
const measures: Readonly<Record<string, string>> = {
  BloodPressure: '85354-9 55284-4 8480-6 8462-4 8478-0',
  BodyWeight: '29463-7 3141-9 3142-7',
  BodyHeight: '8302-2 3137-7 8306-3',
  BodyTemperature: '8310-5 8331-1 8332-9 8333-7 8328-7',
  O2Saturation: '2708-6 59408-5',
  HeartRate: '8867-4 364075005',
  PulseRate: '366199006 8893-0',
  PainScore: '225908003 72514-3 38208-5',
  GlasgowComaScale: '35088-4 9269-2',
  SNAQScore: '8881000146104',
  MUSTScore: '414648004',
  BarthelADLIndex: '273302005',
  DOSScore: '55681000146102',
}
const laboratory = 'LaboratoryTestResult'
const glucose = '15074-8 14743-9 14749-6 14771-0 2339-0 2345-7 41653-7'

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
  Observation: blocks(`${Object.keys(measures).join(' ')} ${laboratory}`, 'Observation:has-member'),
  Procedure: blocks('Procedure-event'),
  RelatedPerson: blocks('ContactPerson'),
}

const listOf = (value: SearchParams[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const most = 100

/** The codes of a search value such as `system|code,code`. */
const codesIn = (value: SearchParams[string]): readonly string[] =>
  listOf(value).flatMap((each) => each.split(',').map((token) => token.split('|').at(-1) ?? ''))

/** The building blocks of observations a question is about; undefined when it names no kind, and so is about all. */
const blocksAsked = ({ category, code }: SearchParams): readonly string[] | undefined => {
  if (category === undefined && code === undefined) return undefined
  const [categories, codes] = [codesIn(category), codesIn(code)]
  const names = (known: string) => known.split(' ').some((each) => codes.includes(each))
  return [
    ...Object.entries(measures).flatMap(([block, known]) =>
      categories.includes('vital-signs') || names(known) ? [block] : [],
    ),
    ...(categories.includes('laboratory') || names(glucose) ? [laboratory] : []),
  ]
}

/** Agreed profiles for a question: of observations only those of the kinds that are asked for. */
const profilesFor = (
  type: ResourceType,
  { profiles }: Agreed,
  params: SearchParams,
): readonly string[] => {
  const fitted = params['_profile']
  if (fitted !== undefined) {
    const kept = new Set(listOf(fitted).flatMap((each) => each.split(',')))
    return profiles.filter((each) => kept.has(each))
  }
  const asked = type === 'Observation' ? blocksAsked(params) : undefined
  return asked === undefined
    ? profiles
    : profiles.filter((each) => asked.some((block) => each.endsWith(`-${block}`)))
}

/**
 * A question as it may be asked: profiles, inclusions and page size beside the patient, and nothing else. Undefined when
 * not at all: the answer to another question would look as if there were nothing of what was asked.
 */
const agreedParams = (type: ResourceType, params: SearchParams): SearchParams | undefined => {
  const agreed = agreements[type]
  const profiles = agreed === undefined ? [] : profilesFor(type, agreed, params)
  if (profiles.length === 0) return undefined
  const { _include, _count } = params
  const includes = listOf(_include).filter((each) => agreed?.includes?.includes(each))
  const count = Number(listOf(_count)[0] ?? most)
  return {
    _profile: profiles.join(','),
    ...(includes.length === 0 ? {} : { _include: includes }),
    _count: String(count > 0 && count < most ? count : most),
  }
}

/** A question about a patient as it may be asked; undefined when not at all. */
export const strictParams = (
  type: ResourceType,
  { patient, ...params }: SearchParams,
): SearchParams | undefined => {
  const allowed = patient === undefined ? undefined : agreedParams(type, params)
  return allowed && { patient, ...allowed }
}

/** Documents and collections are never asked, not even of the own record. */
const never: ReadonlySet<ResourceType> = new Set(['Bundle', 'List', 'Composition'])

/**
 * A client that asks nothing but what is agreed. What is asked beside it (codes, categories, statuses, order) is judged by
 * the reader, as it is everywhere; what fails is not asked again. `workflow` lets types without an agreement through, as the own record needs for its tasks.
 */
export const strictClient = (
  client: Source['client'],
  workflow: 'through' | 'refused',
): Source['client'] => {
  const isThrough = (type: ResourceType) =>
    workflow === 'through' && agreements[type] === undefined && !never.has(type)
  return {
    async search(type, params, options) {
      const allowed = isThrough(type) ? params : strictParams(type, params)
      if (allowed === undefined) throw new FhirError('not-agreed')
      return client.search(type, allowed, isThrough(type) ? options : { ...options, once: true })
    },
    async read(type, id, options) {
      if (!isThrough(type)) throw new FhirError('not-agreed')
      return client.read(type, id, options)
    },
    reads: isThrough,
    serves: (type) => client.serves?.(type) ?? true,
    supports: (type, parameter) =>
      agreements[type] === undefined
        ? client.supports(type, parameter)
        : ['patient', '_profile', '_include', '_count'].includes(parameter),
    agreed: (type, params) => (isThrough(type) ? params : agreedParams(type, params)),
  }
}
