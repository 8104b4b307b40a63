import { foldWord } from './normalize.ts'

/** An option that stood alone is `true`; `--reden="pijn"` has a value. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'option'; readonly name: string; readonly value: string | true }

const piece = /((?:--|[-–—])[^\s"=]+=)?"([^"]*)(?:"|$)|\S+/gu
const closingEmoji = /^(?:\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?){1,3}$/u
const option = /^(--|[-–—])(\p{L}[\p{L}\p{N}-]*)(?:=(.*)|[.!?,;:]*)$/su

const optionOf = (text: string, known: ReadonlySet<string>): Token | undefined => {
  const match = option.exec(text)
  const name = foldWord(match?.[2] ?? '')
  if (match === null || name === '') return undefined
  const isOption = match[1] === '--' || known.has(name)
  return isOption ? { kind: 'option', name, value: match[3] ?? true } : undefined
}

/**
 * Splits a plain line into words and options. Only double quotes hold words together; an apostrophe is a letter. Two
 * hyphens always make an option; one dash, which keyboards make of two, only makes one that is known. A few emoji at the end are a courtesy, not an argument.
 */
export const tokensOf = (line: string, options: readonly string[]): readonly Token[] => {
  const known = new Set(options.map(foldWord))
  const tokens: Token[] = []
  let onlyWords = false
  for (const [whole, start, quoted] of line.matchAll(piece)) {
    const isQuoted = quoted !== undefined && start === undefined
    const text = quoted === undefined ? whole : `${start ?? ''}${quoted}`
    if (text === '--' && !isQuoted && !onlyWords) onlyWords = true
    else if (text !== '')
      tokens.push(
        (isQuoted || onlyWords ? undefined : optionOf(text, known)) ?? { kind: 'word', text },
      )
  }
  const last = tokens.at(-1)
  const endsInEmoji = last?.kind === 'word' && closingEmoji.test(last.text)
  return endsInEmoji ? tokens.slice(0, -1) : tokens
}
