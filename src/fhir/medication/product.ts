import type { CodeableConcept, Reference, Resource } from '@medplum/fhirtypes'
import {
  absentReason,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'
import { type Around, type Ingredient, ingredientsOf, namedIngredients } from './ingredient.ts'
import { saysStrength } from './strength.ts'

/** A medicine as the source names it. */
export type Product = {
  readonly name: string | undefined
  /** Code of why the source gives no name. */
  readonly absent: string | undefined
  /** Form and ingredients that the name does not say. */
  readonly form: string | undefined
  readonly ingredients: readonly Ingredient[]
  /** For grouping: the same text means the same product in the source. */
  readonly key: string | undefined
  /** Its codes with their systems, without those that only say that there is none. */
  readonly codes: readonly string[]
  /** The product record itself was entered in error. */
  readonly wrong: boolean
  /** The product record holds something that changes its meaning and that we do not know (S3). */
  readonly unknownModifier: boolean
}

type Medicated = {
  readonly medicationCodeableConcept?: CodeableConcept | undefined
  readonly medicationReference?: Reference | undefined
}

const DESCRIPTION =
  'http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description'

const NO_CODE = /v3-NullFlavor\||2\.16\.840\.1\.113883\.5\.1008\|/u

const codingsOf = (concept: CodeableConcept | undefined): readonly string[] =>
  list(concept?.coding)
    .map((coding) => `${textOf(coding.system) ?? ''}|${textOf(coding.code) ?? ''}`)
    .filter((code) => !code.endsWith('|'))
    .toSorted()

const tellingCodes = (concept: CodeableConcept | undefined): readonly string[] =>
  codingsOf(concept).filter((code) => !NO_CODE.test(code))

const keyOf = (concept: CodeableConcept | undefined, other: string | undefined) => {
  const codes = codingsOf(concept)
  const text = (textOf(concept?.text) ?? other)?.toLowerCase()
  const key = [...codes, ...(text === undefined ? [] : [text])].join(' ')
  return key === '' ? undefined : key
}

/** A contained record means something within its own record only. */
const referenceKey = (reference: Reference): string | undefined => {
  const key = textOf(reference.reference)
  return key?.startsWith('#') === true ? undefined : key
}

/** Two products of one name that are made of other things are not the same. */
const compoundKey = (named: string | undefined, ingredients: readonly Ingredient[]) => {
  const isWhole = namedIngredients(ingredients).length === ingredients.length
  return isWhole ? `${named ?? ''} ${JSON.stringify(ingredients)}`.toLowerCase() : undefined
}

const fromMedication = (around: Around, reference: Reference): Product => {
  const { medication } = around
  const description = textOf(extensionsOf(medication, DESCRIPTION)[0]?.valueString)
  const own = conceptWords(medication.code) ?? description
  const form = conceptWords(medication.form)
  const { ingredients, wrong, unknownModifier } = ingredientsOf(around)
  const parts = namedIngredients(ingredients)
  // Some of the ingredients are no name for the whole.
  const whole = parts.length === ingredients.length ? parts.join(' + ') : undefined
  const said = own ?? textOf(reference.display)
  const name = said ?? whole
  const saidInName = form === undefined || name?.toLowerCase().includes(form.toLowerCase()) === true
  // A code names the whole, but often without its strength.
  const coded = codesOf(medication.code).length > 0
  const told = coded && ingredients.every((each) => saysStrength(name ?? '', each))
  const shown = told ? [] : ingredients
  const named = keyOf(medication.code, said)
  const key = named === undefined || saidInName ? named : `${named} ${form.toLowerCase()}`
  return {
    name,
    absent: absentReason(medication, 'code'),
    form: saidInName ? undefined : form,
    ingredients: shown,
    key: (shown.length === 0 ? key : compoundKey(key, shown)) ?? referenceKey(reference),
    codes: tellingCodes(medication.code),
    wrong: wrong || textOf(medication.status) === 'entered-in-error',
    unknownModifier: unknownModifier || hasUnknownModifier(medication),
  }
}

const PLAIN = {
  form: undefined,
  ingredients: [],
  codes: [],
  wrong: false,
  unknownModifier: false,
} as const

/** Reads which medicine a record is about; an unresolved reference keeps the words it carries. */
export const productOf = (
  record: Medicated & Resource,
  included: ReadonlyMap<string, Resource>,
): Product => {
  const concept = record.medicationCodeableConcept
  if (concept !== undefined && concept !== null) {
    const absent = absentReason(record, 'medicationCodeableConcept')
    return {
      ...PLAIN,
      name: conceptWords(concept),
      absent,
      key: keyOf(concept, undefined),
      codes: tellingCodes(concept),
    }
  }
  const reference = record.medicationReference
  if (typeof reference !== 'object' || reference === null) {
    return { ...PLAIN, name: undefined, absent: undefined, key: undefined }
  }
  const medication = resolveReference(reference, record, included)
  if (medication?.resourceType === 'Medication')
    return fromMedication({ medication, record, included }, reference)
  const name = textOf(reference.display)
  const absent = absentReason(record, 'medicationReference')
  return { ...PLAIN, name, absent, key: referenceKey(reference) ?? name?.toLowerCase() }
}
