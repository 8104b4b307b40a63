import type { MedicationFact } from '../../fhir/medication/fact.ts'
import type { Ingredient } from '../../fhir/medication/ingredient.ts'
import type { UsePeriod } from '../../fhir/medication/period.ts'
import type { Product } from '../../fhir/medication/product.ts'
import type { Messages } from '../../i18n/messages.ts'
import { agentWords } from '../answer/agent-words.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { amountWords } from './amount.ts'

const WHOLE_DAY =
  /^(\d{4}-\d{2}-\d{2})T(?:00:00(?::00(?:\.0+)?)?|23:59(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:\d{2})$/u

/** A bound of a period: one written as the first or last moment of a day is that day. */
const bound = (value: string | undefined) => value && (WHOLE_DAY.exec(value)?.[1] ?? value)

/** A day of a period, without a mark for what lies ahead. */
export const dayWords = (value: string | undefined, context: DateContext) =>
  plainDateWords(bound(value), context)

/**
 * A period of use in words: dates as precise as written, a duration in its own unit. `aheadSaid` when the line has
 * already told that the start lies ahead.
 */
export const periodWords = (
  period: UsePeriod | undefined,
  context: DateContext,
  aheadSaid = false,
): readonly string[] => {
  const { medicatie } = context.t
  if (period === undefined) return []
  const marked = dateWords(bound(period.start), context)
  const plain = dayWords(period.start, context)
  const start = aheadSaid ? plain : marked
  const end = dayWords(period.end, context)
  const open = end === undefined && period.duration === undefined
  const begun = marked === plain
  const from = start && (open && begun ? medicatie.since(start) : medicatie.from(start))
  const parts = [
    from,
    end && medicatie.through(end),
    period.duration && medicatie.during(amountWords(period.duration, context)),
  ]
  const condition =
    period.condition === undefined || period.condition === ''
      ? []
      : [medicatie.condition(period.condition)]
  const words = parts.filter(Boolean).join(' ')
  return [...(words === '' ? [] : [words]), ...condition]
}

const authorOf = (fact: MedicationFact) =>
  fact.kind === 'use' ? (fact.informant ?? fact.author) : fact.author

/** When a fact was recorded and by whom, for a part whose label tells which kind it is. */
export const recordedWords = (fact: MedicationFact, context: DateContext): string => {
  const { clinical } = context.t
  const date = dateWords(fact.recorded, context)
  const when = date === undefined ? clinical.undated : clinical.recordedOn(date)
  return [when, agentWords(authorOf(fact), context), ...originWords(fact, context)].join(', ')
}

/** Where a fact comes from: which agreement it is, when it was recorded, by whom (S6). */
export const sourceWords = (fact: MedicationFact, context: DateContext): string => {
  const { t } = context
  const date = dateWords(fact.recorded, context) ?? t.clinical.undated
  return [
    `${t.medicatie.sources[fact.kind]} ${date}`,
    agentWords(authorOf(fact), context),
    ...originWords(fact, context),
  ].join(', ')
}

const ingredientName = ({ name }: Ingredient, { clinical, medicatie }: Messages): string => {
  if (name === 'reference') return clinical.unknownReference
  return name === undefined ? medicatie.unnamedIngredient : name.words
}

const ingredientWords = (ingredient: Ingredient, context: DateContext) => {
  const { amount, per } = ingredient
  const name = ingredientName(ingredient, context.t)
  if (amount === undefined) return name
  const words = amountWords(amount, context)
  const share =
    per === undefined ? words : context.t.medicatie.perAmount(words, amountWords(per, context))
  return `${name} ${share}`
}

const namelessWords = ({ absent, key }: Product, { clinical, medicatie }: Messages): string => {
  if (absent !== undefined)
    return medicatie.unnamedBecause(wordFor(clinical.absent, absent) ?? clinical.absentOther)
  return key?.includes('/') === true ? medicatie.productReference : medicatie.unnamed
}

/** The name of a medicine as shown; the words are the source's own. */
export const productName = (product: Product, context: Pick<DateContext, 't'>): string => {
  const name = product.name === undefined || product.name === '' ? undefined : product.name
  const plain = name === undefined ? namelessWords(product, context.t) : name
  return product.form === undefined ? plain : `${plain} ${product.form}`
}

/** The ingredients of a product made to order. */
export const productParts = (
  { product }: MedicationFact,
  context: DateContext,
): readonly string[] => {
  if (product.ingredients.length === 0) return []
  const words = product.ingredients.map((each) => ingredientWords(each, context)).join(' + ')
  return [context.t.medicatie.ingredients(words)]
}

/** What a medicine is called, with all that is in it when it was made to order. */
export const productWords = (fact: MedicationFact, context: DateContext): string =>
  [productName(fact.product, context), ...productParts(fact, context)].join(' – ')

/** How it is given, when that is not by mouth. */
export const routeParts = ({ dose }: MedicationFact, { t }: DateContext): readonly string[] =>
  dose.oral ? [] : [t.medicatie.route(dose.routes.join(', '))]
