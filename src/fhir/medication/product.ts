import type {
  CodeableConcept,
  Medication,
  MedicationIngredient,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import {
  type Amount,
  absentReason,
  amountOf,
  codesOf,
  conceptWords,
  extensionsOf,
  list,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

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
  /** The product record itself was entered in error. */
  readonly wrong: boolean
}

/** One ingredient of a product made to order, with its strength as written. */
export type Ingredient = {
  readonly name: string
  readonly amount: Amount | undefined
  readonly per: Amount | undefined
}

type Medicated = {
  readonly medicationCodeableConcept?: CodeableConcept | undefined
  readonly medicationReference?: Reference | undefined
}

const DESCRIPTION =
  'http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description'

const keyOf = (concept: CodeableConcept | undefined, other: string | undefined) => {
  const codes = list(concept?.coding)
    .map((coding) => `${textOf(coding.system) ?? ''}|${textOf(coding.code) ?? ''}`)
    .filter((code) => !code.endsWith('|'))
    .toSorted()
  const text = (textOf(concept?.text) ?? other)?.toLowerCase()
  const key = [...codes, ...(text === undefined ? [] : [text])].join(' ')
  return key === '' ? undefined : key
}

const ingredientOf = (ingredient: MedicationIngredient): Ingredient | undefined => {
  const name =
    conceptWords(ingredient.itemCodeableConcept) ?? textOf(ingredient.itemReference?.display)
  if (name === undefined) return undefined
  return {
    name,
    amount: amountOf(ingredient.strength?.numerator),
    per: amountOf(ingredient.strength?.denominator),
  }
}

const fromMedication = (medication: Medication, reference: Reference): Product => {
  const description = textOf(extensionsOf(medication, DESCRIPTION)[0]?.valueString)
  const own = conceptWords(medication.code) ?? description
  const name = own ?? textOf(reference.display)
  const form = conceptWords(medication.form)
  const saidInName = form === undefined || name?.toLowerCase().includes(form.toLowerCase()) === true
  const ingredients = list(medication.ingredient)
    .map(ingredientOf)
    .filter((each) => each !== undefined)
  const coded = codesOf(medication.code).length > 0
  return {
    name: name ?? ingredients.map((each) => each.name).join(' + '),
    absent: absentReason(medication, 'code'),
    form: saidInName ? undefined : form,
    ingredients: coded ? [] : ingredients,
    key: keyOf(medication.code, name) ?? textOf(reference.reference),
    wrong: textOf(medication.status) === 'entered-in-error',
  }
}

const PLAIN = { form: undefined, ingredients: [], wrong: false } as const

/** Reads which medicine a record is about; an unresolved reference keeps the words it carries. */
export const productOf = (
  record: Medicated & Resource,
  included: ReadonlyMap<string, Resource>,
): Product => {
  const concept = record.medicationCodeableConcept
  if (concept !== undefined && concept !== null) {
    const absent = absentReason(record, 'medicationCodeableConcept')
    return { ...PLAIN, name: conceptWords(concept), absent, key: keyOf(concept, undefined) }
  }
  const reference = record.medicationReference
  if (typeof reference !== 'object' || reference === null) {
    return { ...PLAIN, name: undefined, absent: undefined, key: undefined }
  }
  const medication = resolveReference(reference, record, included)
  if (medication?.resourceType === 'Medication') return fromMedication(medication, reference)
  const name = textOf(reference.display)
  const absent = absentReason(record, 'medicationReference')
  return { ...PLAIN, name, absent, key: textOf(reference.reference) ?? name?.toLowerCase() }
}
