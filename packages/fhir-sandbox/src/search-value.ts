import { refusal } from './refusal.ts'

/** Splits at a separator that no backslash precedes; the parts keep their escapes (R4 §3.1.1.4.2). */
export const splitEscaped = (text: string, separator: ',' | '|' | '$'): readonly string[] => {
  const parts: string[] = []
  let part = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '\\') {
      part += c + text.charAt(++i)
    } else if (c === separator) {
      parts.push(part)
      part = ''
    } else {
      part += c
    }
  }
  return [...parts, part]
}

/** Takes the escapes out of a part: `\,` `\|` `\$` `\\`. */
export const unescaped = (part: string): string => part.replaceAll(/\\([,|$\\])/g, '$1')

/** The alternatives of one parameter value; an empty one is refused. */
export const alternatives = (name: string, value: string): readonly string[] => {
  const parts = splitEscaped(value, ',')
  if (parts.some((p) => p === '')) {
    throw refusal(400, 'invalid', `Search parameter "${name}" has an empty value`)
  }
  return parts
}

/** Text as the string index holds it: no accents, lower case, single spaces. */
export const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[\d+-])/

/** A comparison prefix of R4 and what follows it. */
export const splitPrefix = (value: string): { readonly prefix: string; readonly rest: string } => {
  const prefix = PREFIX.exec(value)?.[1]
  return prefix ? { prefix, rest: value.slice(2) } : { prefix: 'eq', rest: value }
}
