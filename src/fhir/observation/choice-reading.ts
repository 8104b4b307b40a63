import { absentReason, textOf } from '../value/codes.ts'
import { literalRef } from '../value/references.ts'
import { type Reading, readingsOf } from './value.ts'

/** Types of a value that say the same as one an Observation can have. */
const AS: ReadonlyMap<string, string> = new Map(
  [
    ['Quantity', 'Age', 'Count', 'Distance', 'Duration'],
    ['Integer', 'Decimal', 'PositiveInt', 'UnsignedInt'],
    ['String', 'Markdown', 'Code'],
    ['DateTime', 'Date', 'Instant'],
  ].flatMap(([as = '', ...types]) => types.map((type) => [type, as] as const)),
)

const referenceReading = (value: unknown): Reading => {
  if (typeof value !== 'object' || value === null) return { kind: 'unreadable' }
  const display = 'display' in value ? textOf(value.display) : undefined
  const reference = 'reference' in value ? textOf(value.reference) : undefined
  const text = display ?? literalRef(reference === undefined ? undefined : { reference })
  return text === undefined ? { kind: 'unreadable' } : { kind: 'text', text }
}

const readingsAs = (type: string, value: unknown): readonly Reading[] => {
  if (type === 'Reference') return [referenceReading(value)]
  if (type === 'Coding') return readingsOf(one('CodeableConcept', { coding: [value] }))
  return readingsOf(one(AS.get(type) ?? type, value))
}

const one = (type: string, value: unknown) => Object.fromEntries([[`value${type}`, value]])

/**
 * Every value an element gives under a name such as `value` or `detail` (HL7 FHIR R4 §2.6.2.5, choice of data types), read
 * as a measurement's are. One that holds only the reason why it is missing (§2.6.2.3) gives that.
 */
export const choiceReadings = (element: object, name: string): readonly Reading[] => {
  const fields = Object.entries(element).flatMap(([field, value]: [string, unknown]) => {
    const type = field.startsWith(name) ? field.slice(name.length) : ''
    return /^[A-Z]/u.test(type) && value !== undefined && value !== null ? [{ type, value }] : []
  })
  if (fields.length > 0) return fields.flatMap(({ type, value }) => readingsAs(type, value))
  return Object.keys(element).flatMap((field): readonly Reading[] => {
    if (!field.startsWith(`_${name}`)) return []
    return [{ kind: 'absent', code: absentReason(element, field.slice(1)), text: undefined }]
  })
}
