import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import { subject } from './fact-case.ts'

const HL7 = 'http://terminology.hl7.org/CodeSystem/'

/** The laboratory of a case. */
const laboratory = { type: 'Organization' as const, display: 'Lab Zonnedorp' }

/** An amount in millimoles per liter. */
export const mmol = (value: number) => ({
  value,
  unit: 'mmol/L',
  system: 'http://unitsofmeasure.org',
  code: 'mmol/L',
})

/** A judgement of the laboratory. */
export const judged = (code: string) => [
  { coding: [{ system: `${HL7}v3-ObservationInterpretation`, code }] },
]

/** A test by its LOINC code. */
export const loinc = (code: string, text: string) => ({
  coding: [{ system: 'http://loinc.org', code }],
  text,
})

/** Potassium. */
export const potassium = loinc('2823-3', 'Kalium')

/** A final laboratory result: potassium of 8 January. */
export const result = (id: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ system: `${HL7}observation-category`, code: 'laboratory' }] }],
  code: potassium,
  subject,
  effectiveDateTime: '2026-01-08T08:00:00+01:00',
  performer: [laboratory],
  valueQuantity: mmol(4.2),
  ...more,
})

/** A panel, which has no value itself. */
export const panel = (id: string, text: string, ...members: readonly string[]): Observation => {
  const { valueQuantity: _value, ...bare } = result(id, { code: { text } })
  return {
    ...bare,
    hasMember: members.map((each) => ({ reference: `Observation/${each}` })),
  }
}

/** A final report of the laboratory. */
export const report = (
  id: string,
  text: string,
  more: Partial<DiagnosticReport> = {},
): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  category: [{ coding: [{ system: `${HL7}v2-0074`, code: 'LAB' }] }],
  code: { text },
  subject,
  effectiveDateTime: '2026-01-08',
  performer: [laboratory],
  ...more,
})
