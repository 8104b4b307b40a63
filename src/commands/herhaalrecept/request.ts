import type { RepeatAmount } from '../../fhir/medication/repeat-proposal.ts'
import { lineNumber } from '../answer/listed-line.ts'
import type { Args } from '../command.ts'
import { parseAmount } from '../typed/amount.ts'
import { cleanTyped } from '../typed/typed-text.ts'

/** Of which medicine: a line of the last list, a record that was chosen, or a name. */
export type Which =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'name'; readonly name: string }

/** What somebody asks with `!herhaalrecept`. */
export type RepeatRequest = {
  readonly which: Which
  readonly amount?: RepeatAmount
  readonly comment: string
}

/** Why the amount cannot be used; the word as it was typed. */
export type RepeatProblem = {
  readonly problem: 'ambiguous' | 'not-whole' | 'out-of-range' | 'unit'
  readonly word: string
}

/** The most that can be asked for at once; more is likelier a slip. */
export const mostPieces = 500
const MOST_ML = 2000

const PIECES =
  /^(?:x|st(?:uks?)?|tab(?:l|let|letten)?|caps(?:ule|ules)?|pil(?:len)?|zetpil(?:len)?)$/u
const ML = /^(?:ml|milliliter)$/u
// A number before one of these is no number of pieces.
const OTHER =
  /^(?:dag|dagen|week|weken|maand|maanden|jaar|keer|mg|g|gram|mcg|doos|dozen|doosjes?|strips?|flesjes?|flessen|tubes?|uur|%)$/u

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

const amountIn = (
  rest: string,
): { readonly amount?: RepeatAmount; readonly comment: string } | RepeatProblem => {
  const [whole, number, glued = ''] = /^([+-]?\d[\d.,]*)(\p{L}*)(?=[\s,;]|$)/u.exec(rest) ?? []
  if (whole === undefined || number === undefined) return { comment: rest }
  const read = parseAmount(number.replace(/[.,]$/u, ''))
  if (read.kind === 'ambiguous') return { problem: 'ambiguous', word: number }
  if (read.kind === 'invalid') return { problem: 'not-whole', word: number }
  const after = rest.slice(whole.length).trimStart()
  const next = glued === '' ? (/^[\p{L}%]+\.?/u.exec(after)?.[0] ?? '') : glued
  const unitWord = next.toLowerCase().replace(/\.$/u, '')
  const isUnit = PIECES.test(unitWord) || ML.test(unitWord)
  if (OTHER.test(unitWord) || (glued !== '' && !isUnit)) return { problem: 'unit', word: next }
  const unit = ML.test(unitWord) ? 'ml' : 'stuk'
  if (!Number.isInteger(read.value)) return { problem: 'not-whole', word: number }
  if (read.value < 1 || read.value > (unit === 'ml' ? MOST_ML : mostPieces))
    return { problem: 'out-of-range', word: number }
  const comment = isUnit && glued === '' ? after.slice(next.length) : after
  return { amount: { value: read.value, unit }, comment: comment.replace(/^[\s,;]+/u, '') }
}

/** Reads the words of `!herhaalrecept`; undefined when no medicine is named. */
export const readRepeat = ({ words, text }: Args): RepeatRequest | RepeatProblem | undefined => {
  const typed = words.join(' ').trim()
  if (typed === '') return undefined
  const { which, rest } = whichOf(typed)
  const found = amountIn(rest)
  if ('problem' in found) return found
  const { amount } = found
  return {
    which,
    ...(amount === undefined ? {} : { amount }),
    comment: cleanTyped([found.comment, text]),
  }
}

/** The words with which the same request goes on with a medicine that was chosen. */
export const argsWith = (key: string, { amount, comment }: RepeatRequest): Args => ({
  words: [[`"${key}"`, amount === undefined ? '' : `${amount.value} ${amount.unit}`].join(' ')],
  options: {},
  text: comment,
})
