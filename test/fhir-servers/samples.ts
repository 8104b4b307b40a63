import { randomUUID } from 'node:crypto'
import type { Sent } from './fhir-http.ts'

/** A word no other run uses, so the checks can run again on a server that keeps its data. */
export const uniqueWord = (): string => `zq${randomUUID().replaceAll('-', '').slice(0, 12)}`

/** An identifier system of the checks. */
export const SYSTEM = 'urn:example:fhir-servers'

/** A patient with an identifier. */
export const patient = (value: string, rest: object = {}): Sent => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value }],
  ...rest,
})

/** An observation of a patient. */
export const observation = (patientId: string, rest: object = {}): Sent => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
  subject: { reference: `Patient/${patientId}` },
  ...rest,
})

/** A quantity in UCUM. */
export const quantity = (value: number, code: string) => ({
  value,
  unit: code,
  system: 'http://unitsofmeasure.org',
  code,
})

/** A version-5 shaped UUID as `urn:uuid:`. */
export const urn = (): string => `urn:uuid:${randomUUID()}`
