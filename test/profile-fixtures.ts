import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'

/** Where the profiles of these tests say they come from. */
export const canonical = 'https://profiles.test/'

type Element = Pick<
  ElementDefinition,
  'min' | 'max' | 'type' | 'slicing' | 'binding' | 'constraint'
> &
  Readonly<Record<string, unknown>>

const profile = (
  id: string,
  base: string,
  elements: Readonly<Record<string, Element>>,
  type = 'Observation',
): StructureDefinition => ({
  resourceType: 'StructureDefinition',
  url: `${canonical}${id}`,
  name: id.replaceAll('-', ''),
  status: 'active',
  kind: type === 'Extension' ? 'complex-type' : 'resource',
  abstract: false,
  fhirVersion: '4.0.1',
  type,
  baseDefinition: base,
  derivation: 'constraint',
  differential: {
    element: Object.entries(elements).map(([path, element]) => ({
      id: path,
      path: path.replaceAll(/:[^.]+/gu, ''),
      ...element,
    })),
  },
})

const core = 'http://hl7.org/fhir/StructureDefinition/'

const slicedBy = (type: 'type' | 'value', path: string): Pick<ElementDefinition, 'slicing'> => ({
  slicing: { discriminator: [{ type, path }], rules: 'open' },
})

/** Profiles in layers as the Dutch ones are made: a pattern, a building block upon it, and a national profile upon that. */
export const testProfiles: readonly StructureDefinition[] = [
  profile('pattern-vital', `${core}Observation`, {
    Observation: {},
    'Observation.category': {
      min: 1,
      slicing: { discriminator: [{ type: 'pattern', path: '$this' }], rules: 'open' },
    },
    'Observation.category:vital': {
      min: 1,
      max: '1',
      patternCodeableConcept: { coding: [{ system: 'urn:category', code: 'vital-signs' }] },
    },
    'Observation.subject': {
      min: 1,
      type: [{ code: 'Reference', targetProfile: [`${canonical}patient`] }],
    },
  }),
  profile('block-weight', `${canonical}pattern-vital`, {
    'Observation.code': {
      patternCodeableConcept: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    },
    'Observation.effective[x]': slicedBy('type', '$this'),
    'Observation.effective[x]:effectiveDateTime': { min: 0, type: [{ code: 'dateTime' }] },
    'Observation.value[x]': {
      type: [{ code: 'Quantity' }],
      binding: { strength: 'required', valueSet: `${canonical}units` },
    },
    'Observation.note': { max: '1' },
    'Observation.component': slicedBy('value', 'code'),
    'Observation.component:clothing': { max: '1' },
    'Observation.component:clothing.code': {
      patternCodeableConcept: { coding: [{ system: 'urn:sct', code: '248159006' }] },
    },
    'Observation.component:clothing.value[x]': { min: 1, type: [{ code: 'CodeableConcept' }] },
  }),
  profile('weight', `${canonical}block-weight`, {
    Observation: {
      constraint: [
        {
          key: 'w-1',
          severity: 'error',
          human: 'A final weight has a value',
          expression: "status = 'final' implies value.exists()",
        },
        {
          key: 'w-2',
          severity: 'error',
          human: 'Cannot be worked out here',
          expression: "subject.resolve().conformsTo('urn:x')",
        },
      ],
    },
    'Observation.extension:scale': {
      min: 0,
      type: [{ code: 'Extension', profile: [`${canonical}scale`] }],
    },
    'Observation.method': { max: '0' },
  }),
  profile(
    'scale',
    `${core}Extension`,
    {
      'Extension.url': { fixedUri: `${canonical}scale` },
      'Extension.value[x]': { min: 1, type: [{ code: 'string' }] },
    },
    'Extension',
  ),
  profile('patient', `${core}Patient`, { Patient: {} }, 'Patient'),
]

/** The units a weight may have. */
export const unitSet = {
  resourceType: 'ValueSet',
  url: `${canonical}units`,
  status: 'active',
  compose: {
    include: [{ system: 'http://unitsofmeasure.org', concept: [{ code: 'kg' }, { code: 'g' }] }],
  },
}
