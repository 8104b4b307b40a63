import type { Medication, MedicationIngredient, Resource } from '@medplum/fhirtypes'
import {
  type Amount,
  amountOf,
  conceptWords,
  hasUnknownModifier,
  list,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

/** One ingredient of a product made to order, with its strength as written. */
export type Ingredient = {
  /** `reference`: it names a record that is not there. Undefined when it is not named at all. */
  readonly name: { readonly words: string } | 'reference' | undefined
  readonly amount: Amount | undefined
  readonly per: Amount | undefined
}

/** The ingredients of a product, and what their own records say against them. */
export type Ingredients = {
  readonly ingredients: readonly Ingredient[]
  readonly wrong: boolean
  readonly unknownModifier: boolean
}

/** Where a record of an ingredient may stand: in the product, beside it in the record that names it, or among what came along. */
export type Around = {
  readonly medication: Medication
  readonly record: Resource
  readonly included: ReadonlyMap<string, Resource>
}

const recordOf = ({ itemReference }: MedicationIngredient, around: Around) => {
  const { medication, record, included } = around
  const found =
    resolveReference(itemReference, medication, included) ??
    resolveReference(itemReference, record, included)
  return found?.resourceType === 'Medication' || found?.resourceType === 'Substance'
    ? found
    : undefined
}

const nameOf = (ingredient: MedicationIngredient, around: Around): Ingredient['name'] => {
  const words =
    conceptWords(ingredient.itemCodeableConcept) ??
    conceptWords(recordOf(ingredient, around)?.code) ??
    textOf(ingredient.itemReference?.display)
  if (words !== undefined) return { words }
  return ingredient.itemReference === undefined ? undefined : 'reference'
}

/** Reads every ingredient: one without a name still is one. */
export const ingredientsOf = (around: Around): Ingredients => {
  const all = list(around.medication.ingredient)
  const records = all.flatMap((each) => recordOf(each, around) ?? [])
  return {
    ingredients: all.map((each) => ({
      name: nameOf(each, around),
      amount: amountOf(each.strength?.numerator),
      per: amountOf(each.strength?.denominator),
    })),
    wrong: records.some(({ status }) => textOf(status) === 'entered-in-error'),
    unknownModifier: records.some((each) => hasUnknownModifier(each)),
  }
}

/** The names of ingredients that have one. */
export const namedIngredients = (ingredients: readonly Ingredient[]): readonly string[] =>
  ingredients.flatMap(({ name }) => (typeof name === 'object' ? [name.words] : []))
