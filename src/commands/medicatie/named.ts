import type { MedicationFact } from '../../fhir/medication/fact.ts'
import { namedIngredients } from '../../fhir/medication/ingredient.ts'
import type { MedicationOverview } from '../../fhir/medication/overview.ts'
import type { DateContext } from '../answer/date-words.ts'
import { productName } from './words.ts'

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const namesOf = (facts: readonly (MedicationFact | undefined)[], context: DateContext) =>
  facts
    .filter((fact) => fact !== undefined)
    .flatMap(({ product }) => [
      productName(product, context),
      ...namedIngredients(product.ingredients),
    ])
    .map(fold)

/** What of an overview bears a name, without regard to accents and case; each word must occur in one shown name. */
export const named = (
  overview: MedicationOverview,
  name: string,
  context: DateContext,
): MedicationOverview => {
  const words = fold(name).split(/\s+/u).filter(Boolean)
  const matches = (facts: readonly (MedicationFact | undefined)[]) =>
    namesOf(facts, context).some((each) => words.every((word) => each.includes(word)))
  return {
    ...overview,
    treatments: overview.treatments.filter((each) =>
      matches([
        each.main,
        each.pharmacy,
        each.use,
        each.schedule?.fact,
        each.handedOver,
        ...each.also,
        ...each.next,
      ]),
    ),
    proposals: overview.proposals.filter((fact) => matches([fact])),
    bare: overview.bare.filter((fact) => matches([fact])),
  }
}
