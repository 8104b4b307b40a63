import type {
  CodeableConcept,
  Coding,
  Extension,
  Identifier,
  Quantity,
  Reference,
} from '@medplum/fhirtypes'
import { bareCode } from './bare-code.ts'
import { canonicalSystem, systems } from './identifiers.ts'
import { hasWithheldParts } from './withheld-parts.ts'

const isMany = <T>(value: readonly T[] | T): value is readonly T[] => Array.isArray(value)

/** What a field holds as a list: records sent with one value, none, or something else do not break a reader. */
export const list = <T>(value: readonly T[] | T | undefined): readonly NonNullable<T>[] => {
  if (value === undefined || value === null) return []
  const items: readonly T[] = isMany(value) ? value : [value]
  return items.filter((item): item is NonNullable<T> => item !== null && item !== undefined)
}

/** A string with something in it, on one line; undefined for anything else. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const text = value.replaceAll(/\s+/gu, ' ').trim()
  return text === '' ? undefined : text
}

/** A finite number; undefined for anything else. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** SNOMED CT, as FHIR names it. */
export const SCT = 'http://snomed.info/sct'

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'
const DUTCH_SYSTEM = /^urn:oid:2\.16\.840\.1\.113883\.2\.4\.|nictiz\.nl|fhir\.nl|nhg\.org/u

/** The extensions of an element with this url. */
export const extensionsOf = (
  element: { readonly extension?: Extension[] | undefined } | undefined,
  url: string,
): readonly Extension[] => list(element?.extension).filter((each) => each.url === url)

/** The element that FHIR JSON keeps beside a primitive, such as `_display` (HL7 FHIR R4 §2.6.2). */
const beside = (owner: object, name: string): { extension?: Extension[] } | undefined => {
  const value: unknown = Object.entries(owner).find(([key]) => key === `_${name}`)?.[1]
  return typeof value === 'object' && value !== null ? value : undefined
}

/** The code of data-absent-reason on an element or on a primitive of it. */
export const absentReason = (owner: object | undefined, name: string): string | undefined => {
  if (typeof owner !== 'object' || owner === null) return undefined
  const value: unknown = Object.entries(owner).find(([key]) => key === name)?.[1]
  const element =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { extension?: Extension[] })
      : beside(owner, name)
  return textOf(extensionsOf(element, ABSENT)[0]?.valueCode)
}

const dutchOf = (owner: object, name: string): string | undefined => {
  const found = extensionsOf(beside(owner, name), TRANSLATION).find((each) =>
    list(each.extension).some(
      (part) => part.url === 'lang' && textOf(part.valueCode)?.startsWith('nl') === true,
    ),
  )
  const content = list(found?.extension).find((part) => part.url === 'content')
  return textOf(content?.valueString ?? content?.valueMarkdown)
}

const isDutch = (coding: Coding) => DUTCH_SYSTEM.test(textOf(coding.system) ?? '')

/** The words of a code: its text, a Dutch display, another display, the bare code marked as one; never a looked-up table. */
export const conceptWords = (concept: CodeableConcept | undefined): string | undefined => {
  const text = textOf(concept?.text)
  if (text !== undefined) return text
  const codings = list(concept?.coding)
  const dutch =
    codings.map((coding) => dutchOf(coding, 'display')).find((each) => each !== undefined) ??
    codings.map((coding) => (isDutch(coding) ? textOf(coding.display) : undefined)).find(Boolean)
  const display = codings.map((coding) => textOf(coding.display)).find(Boolean)
  if (dutch !== undefined || display !== undefined) return dutch ?? display
  const [bare] = codings.flatMap(({ code, system }) => {
    const said = textOf(code)
    return said === undefined ? [] : [bareCode(said, system)]
  })
  return bare
}

/** The words of every code in a list, without the empty ones. */
export const allWords = (
  concepts: readonly CodeableConcept[] | CodeableConcept | undefined,
): readonly string[] =>
  list(concepts)
    .map(conceptWords)
    .filter((words) => words !== undefined)

/** Every code of this system in one or more concepts; without a system, every code. */
export const codesOf = (
  concepts: readonly CodeableConcept[] | CodeableConcept | undefined,
  system?: string,
): readonly string[] =>
  list(concepts)
    .flatMap((concept) => list(concept.coding))
    .filter((coding) => system === undefined || textOf(coding.system) === system)
    .map((coding) => textOf(coding.code))
    .filter((code) => code !== undefined)

/** An identifier as one string that can be compared; undefined when it holds no value. */
export const identifierKey = (identifier: Identifier | undefined): string | undefined => {
  const value = textOf(identifier?.value)
  return value === undefined ? undefined : `${textOf(identifier?.system) ?? ''}|${value}`
}

/** An amount as the source wrote it. */
export type Amount = {
  readonly value: number | undefined
  readonly comparator: string | undefined
  readonly unit: string | undefined
}

/** Reads an amount; the unit is the written one, else the coded one, where the unit "1" says nothing. */
export const amountOf = (quantity: Quantity | undefined): Amount | undefined => {
  if (typeof quantity !== 'object' || quantity === null) return undefined
  const code = textOf(quantity.code)
  return {
    value: numberOf(quantity.value),
    comparator: textOf(quantity.comparator),
    unit: textOf(quantity.unit) ?? (code === '1' ? undefined : code),
  }
}

const LITERAL =
  /^(?:https?:\/\/\S+\/)?([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/u

/** Whom the registers of care hold; in that of AGB codes practices stand beside people. */
const REGISTERS: ReadonlyMap<string, string> = new Map([
  [systems.uziPerson, 'Practitioner'],
  [systems.big, 'Practitioner'],
  [systems.agb, 'Practitioner'],
  [systems.ura, 'Organization'],
  [systems.kvk, 'Organization'],
])

const PRIVATE: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson'])

/** The type a reference says it points at: by its words, by its address here or elsewhere, or by the register of its number. */
export const referredType = (reference: Reference | undefined): string | undefined => {
  const literal = LITERAL.exec(textOf(reference?.reference) ?? '')?.[1]
  const said = [textOf(reference?.type), literal].filter((each) => each !== undefined)
  // Of two types, the one whose name must stay hidden.
  const type = said.find((each) => PRIVATE.has(each)) ?? said[0]
  return type ?? REGISTERS.get(canonicalSystem(textOf(reference?.identifier?.system) ?? ''))
}

// Rules a record is to be read by, and the element beside them: none are known here.
const RULES: ReadonlySet<string> = new Set(['implicitRules', '_implicitRules'])

/**
 * Whether anything in a record may change what the rest of it says: a modifierExtension that is not in `known`
 * (HL7 FHIR R4 §2.4.0.1), implicitRules (Resource.implicitRules, a modifier), or a label that parts were left out.
 */
export const hasUnknownModifier = (
  value: unknown,
  known: ReadonlySet<string> = new Set(),
): boolean => {
  if (Array.isArray(value)) return value.some((item) => hasUnknownModifier(item, known))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]: [string, unknown]) => {
    if (RULES.has(key)) return inner !== undefined && inner !== null && inner !== ''
    if (key === 'meta' && hasWithheldParts(inner)) return true
    if (key !== 'modifierExtension') return hasUnknownModifier(inner, known)
    return list(inner).some((each) => {
      const url = typeof each === 'object' && 'url' in each ? textOf(each.url) : undefined
      return url === undefined || !known.has(url)
    })
  })
}
