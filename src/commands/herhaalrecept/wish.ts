import type { RepeatAmount } from '../../fhir/medication/repeat-proposal.ts'
import { parseAmount } from '../typed/amount.ts'
import { cleanTyped } from '../typed/typed-text.ts'
import { type KnownName, type OtherName, withoutName } from './name-words.ts'
import type { RepeatRequest } from './request.ts'

/** How much of the medicine, and what is said with it. */
export type RepeatWish = { readonly amount?: RepeatAmount; readonly comment: string }

/** Why what was typed cannot be asked for; the word as it was typed. */
export type RepeatProblem =
  | {
      readonly problem: 'ambiguous' | 'not-whole' | 'out-of-range' | 'unit'
      readonly word: string
    }
  | OtherName

/** The most that can be asked for at once; more is likelier a slip. */
export const mostPieces = 500
const MOST_ML = 2000

const PIECES =
  /^(?:x|st(?:uks?)?|tab(?:l|let|letten|lets?)?|caps(?:ule|ules)?|pil(?:len|ls)?|zetpil(?:len)?|sachets?|zakjes?|ampul(?:len)?|pleisters?|pieces?)$/u
const ML = /^(?:ml|milliliter)$/u
// Right after a number only these begin a comment: any other word there may be a unit.
const COMMENT =
  /^(?:voor|graag|svp|aub|alstublieft|ivm|want|omdat|wegens|met|zonder|op|bij|tot|om|als|en|dan|is|zijn|liefst|alvast|nog|nodig|alleen|extra|snel|vandaag|morgen|please|for|because|with|without|until|before|as|and|if|to|today|tomorrow|soon|needed|only)$/u
// After a comma these still belong to the number.
const UNIT =
  /^(?:dag|dagen|week|weken|maand|maanden|mnd|jaar|keer|mg|milligram|g|gr|gram|mcg|µg|μg|ug|microgram|ie|iu|e|eh|eenheden|eenheid|units?|mmol|doos|dozen|doosjes?|pak|pakken|pakjes?|strips?|flesjes?|flessen|tubes?|uur|days?|weeks?|months?|box|boxes|packs?|%)$/u

const wordAt = (text: string): string => /^[\p{L}%]+(?:\.\p{L}+)*\.?/u.exec(text)?.[0] ?? ''
const bare = (word: string) => word.toLowerCase().replaceAll('.', '')

const afterNumber = (
  after: string,
  glued: string,
): 'unit' | 'comment' | { readonly bad: string } => {
  const word = glued === '' ? wordAt(after) : glued
  const plain = bare(word)
  if (PIECES.test(plain) || ML.test(plain)) return 'unit'
  if (glued !== '') return { bad: word }
  if (/^\d/u.test(after)) return { bad: after.split(/\s/u)[0] ?? '' }
  const next = wordAt(after.replace(/^[\s,;]+/u, ''))
  if (UNIT.test(bare(next))) return { bad: next }
  return word === '' || COMMENT.test(plain) ? 'comment' : { bad: word }
}

const amountIn = (rest: string): RepeatWish | RepeatProblem => {
  // A mark that ends the number parts it from what follows.
  const typed = rest.replace(/^([+-]?\d[\d.,]*)[.,](?=\D|$)/u, '$1 , ')
  const [whole, number, glued = ''] = /^([+-]?\d[\d.,]*)([\p{L}%]*)(?=[\s,;]|$)/u.exec(typed) ?? []
  if (whole === undefined || number === undefined)
    return /^[+-]?\d/u.test(rest)
      ? { problem: 'unit', word: rest.replace(/^[+-]?[\d.,]+/u, '').split(/\s/u)[0] ?? '' }
      : { comment: rest }
  const read = parseAmount(number)
  if (read.kind === 'ambiguous') return { problem: 'ambiguous', word: number }
  if (read.kind === 'invalid') return { problem: 'not-whole', word: number }
  const after = typed.slice(whole.length).trimStart()
  const next = afterNumber(after, glued)
  if (typeof next === 'object') return { problem: 'unit', word: next.bad }
  const unitWord = glued === '' ? wordAt(after) : glued
  const unit = next === 'unit' && ML.test(bare(unitWord)) ? 'ml' : 'stuk'
  if (!Number.isInteger(read.value)) return { problem: 'not-whole', word: number }
  if (read.value < 1 || read.value > (unit === 'ml' ? MOST_ML : mostPieces))
    return { problem: 'out-of-range', word: number }
  const comment = next === 'unit' && glued === '' ? after.slice(unitWord.length) : after
  return { amount: { value: read.value, unit }, comment: comment.replace(/^[\s,;]+/u, '') }
}

/** Reads how much is asked for; without a name only what is no amount whatever the medicine is called. */
export const wishOf = (
  { which, rest, text }: RepeatRequest,
  known?: KnownName,
): RepeatWish | RepeatProblem => {
  const name = which.kind === 'name' ? which.name : ''
  const said = known === undefined ? { rest } : withoutName(name, rest, known)
  if ('problem' in said) return said
  const found = amountIn(said.rest)
  if ('problem' in found) return found
  // A comment that goes on about another strength or form asks for another medicine.
  const about = known === undefined ? { rest: '' } : withoutName('', found.comment, known)
  if ('problem' in about) return about
  return { ...found, comment: cleanTyped([found.comment, text]) }
}
