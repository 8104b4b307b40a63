import type {
  Bundle,
  CodeableConcept,
  Observation,
  ObservationComponent,
  Quantity,
} from '@medplum/fhirtypes'
import { creationOf, fullUrlOf } from '../record/write-bundle.ts'
import { eventIdentifier, eventIdentifiers } from '../value/identifiers.ts'
import type { MeasuredKind, MeasurementDraft, Position } from './measurement.ts'

const profiles = 'http://nictiz.nl/fhir/StructureDefinition/'
const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display })
const snomed = (code: string, display: string) => ({
  system: 'http://snomed.info/sct',
  code,
  display,
})

type Shape = {
  readonly coding: NonNullable<CodeableConcept['coding']>
  readonly profile?: string
}

// Codes and profiles of zib2020 in FHIR R4 (Nictiz); there is no profile of breathing and of glucose at the bedside.
const SHAPES: Readonly<Record<MeasuredKind, Shape>> = {
  'blood-pressure': {
    coding: [loinc('85354-9', 'Blood pressure panel with all children optional')],
    profile: 'nl-core-BloodPressure',
  },
  'body-weight': { coding: [loinc('29463-7', 'Body weight')], profile: 'nl-core-BodyWeight' },
  'body-height': { coding: [loinc('8302-2', 'Body height')], profile: 'nl-core-BodyHeight' },
  'body-temperature': {
    coding: [loinc('8310-5', 'Body temperature')],
    profile: 'nl-core-BodyTemperature',
  },
  'oxygen-saturation': {
    coding: [
      loinc('2708-6', 'Oxygen saturation in Arterial blood'),
      loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    ],
    profile: 'nl-core-O2Saturation',
  },
  'pulse-rate': {
    coding: [snomed('366199006', 'bevinding betreffende pulsaties')],
    profile: 'nl-core-PulseRate',
  },
  'heart-rate': { coding: [loinc('8867-4', 'Heart rate')], profile: 'nl-core-HeartRate' },
  'respiratory-rate': { coding: [loinc('9279-1', 'Respiratory rate')] },
  pain: { coding: [snomed('225908003', 'pijnscore')], profile: 'nl-core-PainScore' },
  glucose: { coding: [loinc('15074-8', 'Glucose [Moles/volume] in Blood')] },
}

const PULSE_VALUE: Shape = {
  coding: [loinc('8893-0', 'Heart rate Peripheral artery by palpation')],
  profile: 'nl-core-PulseRate.PulseRateValue',
}

// The profile makes no vital sign of a pain score, and glucose is a matter of the laboratory, also at the bedside.
const CATEGORIES: Readonly<Partial<Record<MeasuredKind, 'none' | 'laboratory'>>> = {
  pain: 'none',
  glucose: 'laboratory',
}

const SHOWN: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', Cel: '°C' }

const POSITIONS: Readonly<Record<Position, ReturnType<typeof snomed>>> = {
  sitting: snomed('33586001', 'Zittende positie'),
  standing: snomed('10904000', 'Staande positie'),
  lying: snomed('102538003', 'Liggende positie'),
}
const ARMS = {
  left: snomed('368208006', 'Linker bovenarm'),
  right: snomed('368209003', 'Rechter bovenarm'),
} as const
const SITES = { mouth: 'Mond', armpit: 'Oksel', forehead: 'Voorhoofd', rectum: 'Rectum' } as const
const EAR = snomed('415974002', 'Tympanische temperatuur')

const reference = (ref: string) => ({ reference: ref })

const category = (kind: MeasuredKind): Pick<Observation, 'category'> => {
  const other = CATEGORIES[kind]
  if (other === 'none') return {}
  const [code, display] =
    other === 'laboratory' ? ['laboratory', 'Laboratory'] : ['vital-signs', 'Vital Signs']
  const system = 'http://terminology.hl7.org/CodeSystem/observation-category'
  return { category: [{ coding: [{ system, code, display }] }] }
}

const quantity = (value: number, unit: string): Quantity => ({
  value,
  unit: SHOWN[unit] ?? unit,
  system: 'http://unitsofmeasure.org',
  code: unit,
})

// What a client measured alone is marked as such (HL7 v3-ObservationValue, integrity of provenance).
const REPORTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'PATRPT',
  display: 'patient reported',
}

const metaOf = (
  { requester }: MeasurementDraft,
  profile: string | undefined,
): Pick<Observation, 'meta'> => {
  const isReported = requester.startsWith('Patient/')
  if (profile === undefined && !isReported) return {}
  return {
    meta: {
      ...(profile === undefined ? {} : { profile: [`${profiles}${profile}`] }),
      ...(isReported ? { tag: [REPORTED] } : {}),
    },
  }
}

const baseOf = (
  draft: MeasurementDraft,
  { coding, profile }: Shape,
  promptId: string,
  n: number,
): Observation => ({
  resourceType: 'Observation',
  ...metaOf(draft, profile),
  identifier: [...eventIdentifiers(promptId, n).identifiers],
  status: 'final',
  ...category(draft.kind),
  code: { coding: [...coding] },
  subject: reference(draft.patient),
  effectiveDateTime: draft.effective,
  issued: draft.issued,
  performer: [reference(draft.requester)],
})

const pressures = ({ values, unit }: MeasurementDraft): ObservationComponent[] =>
  [loinc('8480-6', 'Systolic blood pressure'), loinc('8462-4', 'Diastolic blood pressure')].map(
    (coding, at) => ({
      code: { coding: [coding] },
      valueQuantity: quantity(values[at] ?? Number.NaN, unit),
    }),
  )

const oxygenComponent = (given: boolean): ObservationComponent => ({
  code: { coding: [snomed('266702001', 'zuurstoftherapie')] },
  valueBoolean: given,
})

const valueOf = (draft: MeasurementDraft): Partial<Observation> => {
  const { kind, values, unit, oxygen } = draft
  const [value = Number.NaN] = values
  switch (kind) {
    case 'blood-pressure':
      return { component: pressures(draft) }
    case 'pulse-rate':
      return {}
    case 'pain':
      return { valueInteger: value, note: [{ text: 'Score van 0 tot en met 10' }] }
    case 'oxygen-saturation':
      return {
        valueQuantity: quantity(value, unit),
        ...(oxygen === undefined ? {} : { component: [oxygenComponent(oxygen)] }),
      }
    case 'body-weight':
    case 'body-height':
    case 'body-temperature':
    case 'heart-rate':
    case 'respiratory-rate':
    case 'glucose':
      return { valueQuantity: quantity(value, unit) }
    default:
      return kind satisfies never
  }
}

const circumstancesOf = ({ arm, position, site }: MeasurementDraft): Partial<Observation> => ({
  ...(position === undefined
    ? {}
    : {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
            valueCodeableConcept: { coding: [POSITIONS[position]] },
          },
        ],
      }),
  ...(arm === undefined ? {} : { bodySite: { coding: [ARMS[arm]] } }),
  ...(site === undefined || site === 'ear' ? {} : { bodySite: { text: SITES[site] } }),
})

/** The observations of a measurement: one, or for a pulse the whole that holds its value as a member. */
export const measurementsOf = (
  draft: MeasurementDraft,
  promptId: string,
): readonly Observation[] => {
  const shape = SHAPES[draft.kind]
  const coding = draft.site === 'ear' ? [...shape.coding, EAR] : shape.coding
  const whole: Observation = {
    ...baseOf(draft, { ...shape, coding }, promptId, 1),
    ...valueOf(draft),
    ...circumstancesOf(draft),
  }
  if (draft.kind !== 'pulse-rate') return [whole]
  const [value = Number.NaN] = draft.values
  return [
    { ...whole, hasMember: [{ reference: fullUrlOf(promptId, 2), type: 'Observation' }] },
    { ...baseOf(draft, PULSE_VALUE, promptId, 2), valueQuantity: quantity(value, draft.unit) },
  ]
}

/** One transaction with the observations of a measurement. The same at every try. */
export const measurementBundle = (draft: MeasurementDraft, promptId: string): Bundle =>
  creationOf(promptId, measurementsOf(draft, promptId))

/** The identifiers of what a confirmed measurement writes. */
export const measurementIdentifiers = (
  { kind }: MeasurementDraft,
  promptId: string,
): readonly string[] =>
  (kind === 'pulse-rate' ? [1, 2] : [1]).map((n) => eventIdentifier(promptId, n))
