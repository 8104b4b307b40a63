import { stripInvisible } from '../../reply/clean.ts'

/** Drops the quotation old clients put before a reply (removed from the specification in v1.13). */
export const withoutQuote = (body: string): string => {
  const lines = body.replace(/\r\n?/g, '\n').split('\n')
  const quoted = lines.findIndex((line) => !line.startsWith('>'))
  if (quoted === -1) return ''
  return lines.slice(quoted).join('\n')
}

/** The whole message: composed letters, plain line breaks, nothing invisible, nothing around it. */
export const cleanMessage = (body: string): string =>
  stripInvisible(body.normalize('NFC').replace(/\r\n?/g, '\n')).trim()

/** A line that may hold a command: spaces, quotation marks and escapes as if typed on a plain keyboard. */
export const plainLine = (line: string): string =>
  line
    .replace(/\s/gu, ' ')
    .replace(/[“”„‟«»＂]/gu, '"')
    .replace(/[‘’‚‛＇]/gu, "'")
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim()

const longestWord = 100

/** A word for comparing: no accents, emoji or closing punctuation, lower case. */
export const foldWord = (word: string): string =>
  word
    .slice(0, longestWord)
    .normalize('NFD')
    .replace(/[\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\u200D]/gu, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .toLowerCase()
