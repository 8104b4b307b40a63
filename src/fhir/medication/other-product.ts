import type { Product } from './product.ts'
import { sharesFirstWord, strengthsDiffer, strengthsOf } from './strength.ts'

const GSTANDAARD = 'urn:oid:2.16.840.1.113883.2.4.4.'
/** The G-Standaard's codes of a generic product (GPK), of what is prescribed (PRK) and of what is sold (HPK). */
const GENERIC = `${GSTANDAARD}1|`
const PRESCRIBED = `${GSTANDAARD}10|`
const SOLD = `${GSTANDAARD}7|`
/** A substance in ATC, under both names of it. */
const SUBSTANCE =
  /^(?:http:\/\/www\.whocc\.no\/atc|urn:oid:2\.16\.840\.1\.113883\.6\.73)\|(\w{7})$/u

const codesIn = ({ codes }: Product, system: string) =>
  codes.filter((code) => code.startsWith(system))

const compare = (one: Product, other: Product, system: string): 'same' | 'other' | undefined => {
  const [left, right] = [codesIn(one, system), codesIn(other, system)]
  if (left.length === 0 || right.length === 0) return undefined
  return left.some((code) => right.includes(code)) ? 'same' : 'other'
}

/** One substance may have several codes, by what it is used for; then its name is the same. */
const otherSubstance = (one: Product, other: Product): boolean => {
  const [left, right] = [one, other].map(({ codes }) =>
    codes.flatMap((code) => SUBSTANCE.exec(code)?.[1] ?? []),
  )
  if (left === undefined || right === undefined || left.length === 0 || right.length === 0)
    return false
  return (
    !left.some((code) => right.includes(code)) && !sharesFirstWord(one.name ?? '', other.name ?? '')
  )
}

/**
 * Whether two products are certainly not the same medicine in the same strength. Another name is no proof: what is
 * sold has names of its own, also where the sources do not code what it is.
 */
export const isOtherProduct = (one: Product, other: Product): boolean => {
  if (one.key !== undefined && one.key === other.key) return false
  if (compare(one, other, SOLD) === 'same' || compare(one, other, PRESCRIBED) === 'same')
    return false
  const generic = compare(one, other, GENERIC)
  if (generic === 'other') return true
  // Two things to prescribe may be one generic product, in another amount.
  if (generic === undefined && compare(one, other, PRESCRIBED) === 'other') return true
  return strengthsDiffer(strengthsOf(one), strengthsOf(other)) || otherSubstance(one, other)
}

const shownName = ({ name, form }: Product) => `${name ?? ''} ${form ?? ''}`.trim().toLowerCase()

/** Whether a product has a name that none of the others has; without a name there is nothing to tell. */
export const isCalledOtherwise = (product: Product, others: readonly Product[]): boolean =>
  product.name !== undefined && others.every((each) => shownName(each) !== shownName(product))
