import { containsBsn } from '../../fhir/validation/validate-bsn.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'

/** How long a text that is written into a record may be, in characters. */
export const typedLimit = 2000

/** Word for word what was typed; only what nobody can see is taken away. */
export const cleanTyped = (parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .split('\n')
    .map((line) => stripInvisible(line.replaceAll('\t', ' ')).trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
    .normalize('NFC')

/** Whether anything that was typed holds a citizen service number, which must reach nobody. */
export const holdsBsn = ({ words, options, text }: Args): boolean =>
  [words.join(' '), text, ...Object.values(options)].some(
    (typed) => typeof typed === 'string' && containsBsn(stripInvisible(typed)),
  )
