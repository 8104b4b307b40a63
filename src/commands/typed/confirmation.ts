/** What a short message may answer to a question of the bot. */
export type ShortAnswer =
  | { readonly kind: 'confirm' | 'cancel' | 'undo'; readonly code: string | undefined }
  | { readonly kind: 'not-a-confirmation' }
  | { readonly kind: 'number'; readonly value: number }

const yes = 'ja|yes'
const no = 'nee|neen|no|stop|annuleer'
const back = 'ongedaan(?: maken)?|maak ongedaan|undo|terugdraaien|draai terug'
const before = '^[^\\p{L}\\p{N}?]*'
const after = '[^\\p{L}\\p{N}?]*$'
const between = '[^\\p{L}\\p{N}?]*'
const codeAfter = new RegExp(`${before}(?:(${yes})|${no})${between}(\\d{3,6})${after}`, 'u')
const codeBefore = new RegExp(`${before}(\\d{3,6})${between}(?:(${yes})|${no})${after}`, 'u')
const bare = new RegExp(`${before}(?:(${yes})|${no})${after}`, 'u')
const almost = new RegExp(`^(?:${yes}|${no}|ok|oke)(?![\\p{L}]).{0,40}(?<!\\d)\\d{4}(?!\\d)`, 'su')
const undoing = new RegExp(
  `${before}(?:(?:${back})${between}(\\d{3,6})?|(\\d{3,6})${between}(?:${back}))${after}`,
  'u',
)
const agreeing = new RegExp(
  `${before}(?:ok|oke|okee|okay|jaa+|ja (?:graag|hoor|prima|goed|doe maar|akkoord)|yep|jep|jawel|akkoord|prima|bevestig|bevestigen|bevestigd|verstuur|versturen|doorgaan)${after}`,
  'u',
)
const thumb = /^(?:[👍✅👌✔]\p{Emoji_Modifier}?\s*)+$/u
const choice = /^(?:#|nr\.?|nummer)?\s*(\d{1,2})\s*[.)!]?$/u

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\u20E3]/gu, '')
    .toLowerCase()
    .trim()

/**
 * Reads `ja 4821`, `4821 ja`, `nee 4821`, `ongedaan 4821`, a bare `ja` or `nee` (no code), a choice by number, and words of agreement that
 * are no confirmation. A question mark never confirms.
 */
export const shortAnswer = (text: string): ShortAnswer | undefined => {
  if (text.length > 200) return undefined
  const folded = fold(text)
  const undo = undoing.exec(folded)
  if (undo !== null) return { kind: 'undo', code: undo[1] ?? undo[2] }
  const last = codeAfter.exec(folded)
  if (last?.[2] !== undefined)
    return { kind: last[1] === undefined ? 'cancel' : 'confirm', code: last[2] }
  const first = codeBefore.exec(folded)
  if (first?.[1] !== undefined)
    return { kind: first[2] === undefined ? 'cancel' : 'confirm', code: first[1] }
  const word = bare.exec(folded)
  if (word !== null) return { kind: word[1] === undefined ? 'cancel' : 'confirm', code: undefined }
  if (agreeing.test(folded) || thumb.test(folded) || almost.test(folded))
    return { kind: 'not-a-confirmation' }
  const number = choice.exec(folded)
  if (number?.[1] !== undefined) return { kind: 'number', value: Number(number[1]) }
  return undefined
}
