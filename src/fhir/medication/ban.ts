import { fold } from '../team/disciplines.ts'
import type { MedicationFact } from './fact.ts'
import { namedIngredients } from './ingredient.ts'
import type { Doubt } from './judgement.ts'
import { isClosedProposal } from './proposal.ts'
import type { Treatment } from './treatment.ts'

const STRENGTH = /^(?:\d+)?(?:mg|mcg|ug|µg|μg|g|kg|ml|l|ie|iu|%)?$/u

/** The words of a name without the strength: what is forbidden in one strength is in doubt in another. */
const nameWords = (name: string): readonly string[] =>
  fold(name)
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => !STRENGTH.test(word))

const holds = (whole: readonly string[], part: readonly string[]) =>
  part.length > 0 && part.every((word) => whole.includes(word))

const sharesName = (ban: MedicationFact, fact: MedicationFact): boolean => {
  const forbidden = nameWords(ban.product.name ?? '')
  const { name, ingredients } = fact.product
  return [name ?? '', ...namedIngredients(ingredients)]
    .map(nameWords)
    .some((given) => holds(given, forbidden) || holds(forbidden, given))
}

/** Whether a ban may be about the medicine of a record: by treatment, product, code or name; a doubt costs less than a miss. */
const mayBeAbout = (ban: MedicationFact, fact: MedicationFact): boolean =>
  (ban.treatment !== undefined && ban.treatment === fact.treatment) ||
  (ban.product.key !== undefined && ban.product.key === fact.product.key) ||
  ban.product.codes.some((code) => fact.product.codes.includes(code)) ||
  sharesName(ban, fact)

const factsOf = ({ main, pharmacy, use, schedule, also, next }: Treatment) =>
  [main, pharmacy, use, schedule?.fact, ...also, ...next].filter((fact) => fact !== undefined)

/** A treatment with what the record says against it: what runs, or is to start, while it must not be given is unclear. */
export const withBans = (treatment: Treatment, all: readonly MedicationFact[]): Treatment => {
  const { state, main, doubts, about } = treatment
  if (state === 'over' || main.forbidden) return treatment
  const facts = factsOf(treatment)
  const bans = all.filter(
    (each) =>
      each.forbidden && !isClosedProposal(each) && facts.some((fact) => mayBeAbout(each, fact)),
  )
  if (bans.length === 0) return treatment
  const doubt: Doubt = bans.some(({ proposal }) => !proposal)
    ? 'forbidden-elsewhere'
    : 'forbidding-proposed'
  return {
    ...treatment,
    state: state === 'interrupted' ? state : 'unclear',
    doubts: [doubt, ...doubts],
    about: [...new Set([...about, ...bans.map(({ key }) => key)])],
  }
}
