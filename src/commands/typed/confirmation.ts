/** What a short message may answer to a question of the bot. */
export type ShortAnswer =
  | { readonly kind: 'confirm' | 'cancel' | 'undo'; readonly code: string | undefined }
  /** `agrees`: words of agreement and nothing else; without it the message nearly answered by code. */
  | { readonly kind: 'not-a-confirmation'; readonly agrees: boolean }
  | { readonly kind: 'number'; readonly value: number }

const yes = 'ja|yes'
const no = 'nee|neen|no|stop|annuleer'
const back = 'ongedaan(?: maken)?|maak ongedaan|undo|terugdraaien|draai terug'
const agreed =
  'ok|oke|okee|okay|jaa+|ja (?:graag|hoor|prima|goed|doe maar|akkoord)|yep|jep|jawel|akkoord|prima|bevestig|bevestigen|bevestigd|verstuur|versturen|doorgaan'
const digits = '\\d{3,6}'

/** What may stand around words that count. Any other sign may turn them round: a quotation, a line through them, a cross. */
const plain = '[\\s"“”„‟«»\'‘’‚‛*_`.,!:;#()👍✅👌✔\\p{Emoji_Modifier}]*'
/** Stopping is never the dangerous way to read a message. */
const stopping = '[\\s"“”„‟«»\'‘’‚‛*_`.,!:;#()❌✖🚫🛑⛔👎\\p{Emoji_Modifier}]*'
const anything = '[^\\p{L}\\p{N}?]*'

const whole = (around: string, inside: string): RegExp =>
  new RegExp(`^${around}(?:${inside})${around}$`, 'u')
const withCode = (words: string, around: string): RegExp =>
  whole(around, `(?:${words})${around}(${digits})|(${digits})${around}(?:${words})`)

const confirming = withCode(yes, plain)
const cancelling = withCode(no, stopping)
const undoing = whole(plain, `(?:${back})${plain}(${digits})?|(${digits})${plain}(?:${back})`)
const bareYes = whole(plain, yes)
const bareNo = whole(stopping, no)
const agreeing = whole(plain, agreed)
const thumb = /^(?:[👍✅👌✔]\p{Emoji_Modifier}?\s*)+$/u
const anyAnswer = `${yes}|${no}|${agreed}`
const almostBare = whole(anything, anyAnswer)
const almost = [
  new RegExp(
    `^${anything}(?:${anyAnswer})(?!\\p{L}).{0,40}(?<!\\d)\\d(?:[\\s-]?\\d){3}(?![\\s-]?\\d)`,
    'su',
  ),
  whole(anything, `(?:${anyAnswer})${anything}${digits}|${digits}${anything}(?:${anyAnswer})`),
]
const choice = /^(?:#|nr\.?|nummer)?\s*(\d{1,2})\s*[.)!]?$/u

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\u20E3]/gu, '')
    .toLowerCase()
    .trim()

const nearly = (folded: string): boolean => {
  // Digits of another width confirm nothing, and are no silence either.
  const same = folded.normalize('NFKC')
  return almostBare.test(same) || almost.some((pattern) => pattern.test(same))
}

/**
 * Reads `ja 4821`, `4821 ja`, `nee 4821`, `ongedaan 4821`, a bare `ja` or `nee` (no code), a choice by number, and words of agreement that
 * are no confirmation. A question mark never confirms.
 */
export const shortAnswer = (text: string): ShortAnswer | undefined => {
  if (text.length > 200) return undefined
  const folded = fold(text)
  const undo = undoing.exec(folded)
  if (undo !== null) return { kind: 'undo', code: undo[1] ?? undo[2] }
  const confirmed = confirming.exec(folded)
  if (confirmed !== null) return { kind: 'confirm', code: confirmed[1] ?? confirmed[2] }
  const cancelled = cancelling.exec(folded)
  if (cancelled !== null) return { kind: 'cancel', code: cancelled[1] ?? cancelled[2] }
  if (bareYes.test(folded)) return { kind: 'confirm', code: undefined }
  if (bareNo.test(folded)) return { kind: 'cancel', code: undefined }
  if (agreeing.test(folded) || thumb.test(folded))
    return { kind: 'not-a-confirmation', agrees: true }
  if (nearly(folded)) return { kind: 'not-a-confirmation', agrees: false }
  const number = choice.exec(folded)
  if (number?.[1] !== undefined) return { kind: 'number', value: Number(number[1]) }
  return undefined
}
