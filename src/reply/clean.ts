/** How long one span of text may be, and what shows that it was cut. */
export type CleanOptions = { readonly limit: number; readonly cutMark: string }

/** What a renderer uses when nobody says otherwise; the mark is the same in every language. */
export const cleanDefaults: CleanOptions = { limit: 600, cutMark: '[…]' }

const invisible =
  /(?!\u200D|\uFE0E|\uFE0F)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]/gu
const strayVariation = /(?<!\p{Extended_Pictographic})(?:\uFE0E|\uFE0F)(?!\u20E3)/gu
const strayJoiner =
  /\u200D(?!\p{Extended_Pictographic})|(?<!\p{Extended_Pictographic}(?:\uFE0E|\uFE0F|\p{Emoji_Modifier})?)\u200D/gu
const control = /(?:(?![\t\n\v\f\r\u0085])\p{Cc})+/gu
const whitespace = /[\s\u0085]+/gu
// Also in a longer word: a cut may leave `@room` of it.
const roomMention = /@(?=room)/giu

/** True when these texts may not stand side by side: a digit would run on, or `@` would meet `room`. */
export const wouldGlue = (left: string, right: string): boolean => {
  const end = left.slice(-2)
  const start = right.slice(0, 2)
  return (
    (/\p{N}$/u.test(end) && /^[\p{L}\p{N}\p{M}]/u.test(start)) ||
    (/[\p{L}\p{N}\p{M}]$/u.test(end) && /^\p{N}/u.test(start)) ||
    end.endsWith('@')
  )
}

/** Takes away what nobody can see (control, bidi, zero-width); line breaks, tabs and joined emoji stay. */
export const stripInvisible = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, '')
    .replace(strayVariation, '')
    .replace(strayJoiner, '')
    .replace(control, (run, at: number, whole: string) =>
      wouldGlue(whole.slice(0, at), whole.slice(at + run.length)) ? ' ' : '',
    )

const isBreak = (text: string, at: number) =>
  text[at] === ' ' && !/\p{N}$/u.test(text.slice(0, at).slice(-2))

const lastBreak = (text: string, from: number): number => {
  for (let at = from; at > from / 2; at -= 1) if (isBreak(text, at)) return at
  return 0
}

const insideWord = (text: string, at: number): string => {
  const segments = new Intl.Segmenter().segment(text.slice(0, at + 64))
  const border = segments.containing(at)?.index ?? at
  return text.slice(0, border).replace(/[\p{N}.,\s]+$/u, '')
}

const cut = (text: string, { limit, cutMark }: CleanOptions): string => {
  if (text.length <= limit) return text
  const space = Math.max(0, limit - cutMark.length - 1)
  const at = lastBreak(text, space)
  const kept = at > 0 ? text.slice(0, at) : insideWord(text, space)
  return `${kept} ${cutMark}`
}

/**
 * One span: one line, nothing invisible, `@room` written `@ room` so that no client makes it a mention (S17),
 * and cut with a mark, never inside a number, nor between a number and its unit. Spaces at the ends stay, one each.
 */
export const cleanSpan = (text: string, options: CleanOptions = cleanDefaults): string => {
  const oneLine = stripInvisible(text)
    .replace(whitespace, (run) => (/^[\u00A0\u202F]+$/u.test(run) ? '\u00A0' : ' '))
    .replace(roomMention, '@ ')
  return cut(oneLine, options)
}

/** Any text from a record or a person, fit to be shown (S17). */
export const clean = (text: string, options: CleanOptions = cleanDefaults): string =>
  cleanSpan(text.trim(), options).trim()
