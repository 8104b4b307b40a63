import type {
  CodeableConcept,
  Observation,
  ObservationComponent,
  ObservationReferenceRange,
  Range,
  Ratio,
} from '@medplum/fhirtypes'
import { allWords, codesOf, conceptWords, list, textOf } from '../value/codes.ts'
import { type Measured, readQuantity } from '../value/quantity.ts'
import { type Interpretation, interpretationsOf } from './interpretation.ts'
import { codingsOf } from './kinds.ts'

/** What a measurement or one part of it says. */
export type Reading =
  | { readonly kind: 'quantity'; readonly quantity: Measured }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: string }
  | {
      readonly kind: 'range'
      readonly low: Measured | undefined
      readonly high: Measured | undefined
    }
  | { readonly kind: 'ratio'; readonly numerator: Measured; readonly denominator: Measured }
  | {
      readonly kind: 'absent'
      readonly code: string | undefined
      readonly text: string | undefined
    }
  /** The source gives neither a value nor a reason. */
  | { readonly kind: 'none' }
  /** A member that was not found, or that is of another patient. */
  | { readonly kind: 'unresolved' }
  /** A member that was withdrawn: in error or cancelled. */
  | { readonly kind: 'withdrawn' }
  /** A value of a sort that a line of text cannot hold. */
  | { readonly kind: 'unreadable' }

/** Two bounds, of which one may be missing. */
type Bounds = { readonly low: Measured | undefined; readonly high: Measured | undefined }

/** The source's own reference range. */
export type Reference = Bounds & {
  readonly text: string | undefined
  /** For whom or for what it holds, when not for everybody. */
  readonly groups: readonly string[]
  readonly age: Bounds | undefined
}

/** The place of a part within a measurement. `technical` parts do not change what the value means. */
export type Role = 'value' | 'systolic' | 'diastolic' | 'mean' | 'oxygen' | 'technical' | 'other'

/** One value of a measurement. */
export type Part = {
  readonly role: Role
  /** Name in words of the source, for parts whose role does not say what they are. */
  readonly name: string | undefined
  readonly reading: Reading
  readonly interpretation: readonly Interpretation[]
  readonly references: readonly Reference[]
  /** Set when the part was measured at another moment than the whole. */
  readonly takenAt: string | undefined
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['8480-6', 'systolic'],
  ['271649006', 'systolic'],
  ['8462-4', 'diastolic'],
  ['271650006', 'diastolic'],
  ['8478-0', 'mean'],
  ['6797001', 'mean'],
  ['266702001', 'oxygen'],
  ['57485005', 'oxygen'],
  ['85549003', 'technical'],
  ['70665002', 'technical'],
])

type Source = Partial<Observation> | ObservationComponent

const numberReading = (value: unknown): Reading =>
  typeof value === 'number' && Number.isFinite(value)
    ? { kind: 'number', value }
    : { kind: 'unreadable' }

const textReading = (text: string | undefined): Reading =>
  text === undefined ? { kind: 'unreadable' } : { kind: 'text', text }

const dateReading = (value: unknown): Reading => {
  const date = textOf(value)
  return date === undefined ? { kind: 'unreadable' } : { kind: 'date', value: date }
}

type Given = { readonly value?: unknown } | undefined

/** A number is there, and yet nothing that can be read as one. */
const isUnreadable = (quantity: Given): boolean =>
  quantity !== undefined &&
  quantity !== null &&
  readQuantity(quantity) === undefined &&
  (typeof quantity !== 'object' || (quantity.value !== undefined && quantity.value !== null))

const quantityReading = (value: Given): Reading => {
  const quantity = readQuantity(value)
  if (quantity !== undefined) return { kind: 'quantity', quantity }
  return isUnreadable(value) ? { kind: 'unreadable' } : { kind: 'none' }
}

const boundsOf = (range: Range | undefined): Bounds => ({
  low: readQuantity(range?.low),
  high: readQuantity(range?.high),
})

const rangeReading = (value: Range | undefined): Reading => {
  const range = boundsOf(value)
  const isNothing = range.low === undefined && range.high === undefined
  return isNothing || isUnreadable(value?.low) || isUnreadable(value?.high)
    ? { kind: 'unreadable' }
    : { kind: 'range', ...range }
}

const ratioReading = (value: Ratio | undefined): Reading => {
  const [numerator, denominator] = [value?.numerator, value?.denominator].map(readQuantity)
  return numerator === undefined || denominator === undefined
    ? { kind: 'unreadable' }
    : { kind: 'ratio', numerator, denominator }
}

const valueReading = (field: string, source: Source): Reading => {
  switch (field) {
    case 'valueQuantity':
      return quantityReading(source.valueQuantity)
    case 'valueInteger':
      return numberReading(source.valueInteger)
    case 'valueBoolean':
      return typeof source.valueBoolean === 'boolean'
        ? { kind: 'boolean', value: source.valueBoolean }
        : { kind: 'unreadable' }
    case 'valueString':
      return textReading(textOf(source.valueString))
    case 'valueTime':
      return textReading(textOf(source.valueTime))
    case 'valueDateTime':
      return dateReading(source.valueDateTime)
    case 'valueCodeableConcept':
      return textReading(conceptWords(source.valueCodeableConcept))
    case 'valueRange':
      return rangeReading(source.valueRange)
    case 'valueRatio':
      return ratioReading(source.valueRatio)
    default:
      return { kind: 'unreadable' }
  }
}

const absentReading = (reason: CodeableConcept): Reading => ({
  kind: 'absent',
  code: codingsOf(reason)[0]?.code,
  text: conceptWords(reason),
})

/** Every value[x] and the reason of its absence; more than one only when the source contradicts itself. */
export const readingsOf = (source: Source): readonly Reading[] => {
  const values = Object.entries(source)
    .filter(([field, value]) => /^value[A-Z]/u.test(field) && value !== undefined && value !== null)
    .map(([field]) => valueReading(field, source))
  const reason = source.dataAbsentReason
  return reason === undefined || reason === null ? values : [...values, absentReading(reason)]
}

const groupsOf = ({ appliesTo, type }: ObservationReferenceRange): readonly string[] => [
  ...(codesOf(type).includes('normal') ? [] : allWords(type)),
  ...allWords(appliesTo),
]

const referencesOf = (source: Source): readonly Reference[] =>
  list(source.referenceRange)
    .map((each) => ({
      text: textOf(each.text),
      ...boundsOf(each),
      groups: groupsOf(each),
      age: each.age ? boundsOf(each.age) : undefined,
    }))
    .filter((each) => (each.text ?? each.low ?? each.high) !== undefined)

const roleOf = (code: CodeableConcept | undefined): Role => {
  const roles = codingsOf(code).map((each) => ROLES.get(each.code))
  return roles.find((role) => role !== undefined) ?? 'other'
}

/** A part for each reading of an observation or component. */
export const toParts = (source: Source, role: Role, name: string | undefined): readonly Part[] => {
  const readings = readingsOf(source)
  const shown: readonly Reading[] = readings.length === 0 ? [{ kind: 'none' }] : readings
  return shown.map((reading) => ({
    role,
    name,
    reading,
    interpretation: interpretationsOf(source.interpretation),
    references: referencesOf(source),
    takenAt: undefined,
  }))
}

/** The components of an observation as parts. */
export const componentParts = (source: Observation): readonly Part[] =>
  list(source.component).flatMap((each) =>
    toParts(each, roleOf(each.code), conceptWords(each.code)),
  )
