import type { MedicationFact } from '../../fhir/medication/fact.ts'
import {
  leadingStrength,
  type Strength,
  sameStrength,
  strengthsOf,
} from '../../fhir/medication/strength.ts'
import { fold } from '../../fhir/team/disciplines.ts'
import type { Context } from '../command.ts'
import { productName, productWords } from '../medicatie/words.ts'

/** What a medicine is called, and how strong it is as far as is known. */
export type KnownName = {
  readonly name: string
  /** With all that is in it. */
  readonly whole: string
  readonly strengths: readonly Strength[]
}

/** What was typed names another strength or form than the medicine that was found. */
export type OtherName = {
  readonly problem: 'other'
  readonly word: string
  readonly name: string
}

/** The name that a medicine is shown with. */
export const nameOf = (fact: MedicationFact, context: Pick<Context, 't' | 'now' | 'timeZone'>) => ({
  name: productName(fact.product, context),
  whole: productWords(fact, context),
  strengths: strengthsOf(fact.product),
})

const FORM =
  /^(?:tablet|tabl|caps|zetpil|drank|druppel|stroop|siroop|pleister|inject|injvl|spray|zalf|creme|gel|poeder|sachet|inhal|retard|mga|msr)/u
// Words that a comment begins with as often as a name holds them.
const SMALL = /^(?:voor|met|en|of|in|van|de|het|een|op|for|with|and|or)$/u

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const baseOf = (strength: Strength): Strength => ({
  ...strength,
  kind: strength.kind.replace(/\/.*$/u, ''),
})

const isSaid = (typed: readonly Strength[], known: readonly Strength[]) =>
  typed.some((one) =>
    known.some((other) => sameStrength(one, other) || sameStrength(one, baseOf(other))),
  )

const parts = (text: string) => text.split(/\s+/u).filter(Boolean)

/** What follows the whole name as it is shown. */
const afterWhole = (typed: string, rest: string, name: string): string | undefined => {
  const all = parts(`${typed} ${rest}`)
  const named = parts(name).map(fold)
  const isWhole = named.length > 0 && named.every((word, index) => fold(all[index] ?? '') === word)
  return isWhole ? all.slice(named.length).join(' ') : undefined
}

const isForm = (word: string, names: readonly string[]): 'same' | 'other' | undefined => {
  const form = FORM.exec(word)?.[0]
  if (form === undefined) return undefined
  if (names.some((each) => each.startsWith(form))) return 'same'
  return names.some((each) => FORM.test(each)) ? 'other' : undefined
}

/** What is left of the words after a name once those that are in it too are taken off; a number alone is none of them. */
export const withoutName = (
  typed: string,
  rest: string,
  known: KnownName,
): { readonly rest: string } | OtherName => {
  const names = wordsOf(known.whole)
  let left = afterWhole(typed, rest, known.name) ?? rest
  for (;;) {
    left = left.trimStart()
    const strength = leadingStrength(left)
    if (strength !== undefined && known.strengths.length > 0) {
      if (!isSaid(strength.strengths, known.strengths))
        return { problem: 'other', word: strength.words, name: known.name }
      left = left.slice(strength.words.length)
      continue
    }
    const word = /^\p{L}[\p{L}\p{N}]*/u.exec(left)?.[0]
    if (word === undefined) return { rest: left }
    const folded = fold(word)
    const form = isForm(folded, names)
    if (form === 'other') return { problem: 'other', word, name: known.name }
    if (form === undefined && (SMALL.test(folded) || !names.includes(folded))) return { rest: left }
    left = left.slice(word.length)
  }
}
