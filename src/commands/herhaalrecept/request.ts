import { lineNumber } from '../answer/listed-line.ts'
import type { Args } from '../command.ts'

/** Of which medicine: a line of the last list, a record that was chosen, or a name. */
export type Which =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'name'; readonly name: string }

/** What somebody asks with `!herhaalrecept`: only with the medicine found is known what of the rest is its name. */
export type RepeatRequest = {
  readonly which: Which
  /** What follows on the same line. */
  readonly rest: string
  readonly text: string
}

const whichOf = (typed: string): { readonly which: Which; readonly rest: string } => {
  const [whole, quoted] = /^"([^"]+)"/u.exec(typed) ?? []
  const word = quoted ?? /^\S+/u.exec(typed)?.[0] ?? ''
  const rest = typed.slice((whole ?? word).length).trim()
  const number = quoted === undefined ? lineNumber(word) : undefined
  if (number !== undefined) return { which: { kind: 'line', number }, rest }
  return /^Medication[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?: @.+)?$/u.test(word)
    ? { which: { kind: 'key', key: word }, rest }
    : { which: { kind: 'name', name: word }, rest }
}

/** Reads the words of `!herhaalrecept`; undefined when no medicine is named. */
export const readRepeat = ({ words, text }: Args): RepeatRequest | undefined => {
  const typed = words.join(' ').trim()
  return typed === '' ? undefined : { ...whichOf(typed), text }
}

/** The words with which the same request goes on with a medicine that was chosen. */
export const argsWith = (key: string, { rest, text }: RepeatRequest): Args => ({
  words: [`"${key}" ${rest}`.trim()],
  options: {},
  text,
})
