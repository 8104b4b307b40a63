import type { Args } from '../command.ts'
import { isFields, type StructuredCommand } from '../typed/message.ts'
import { cleanMessage, plainLine } from '../typed/normalize.ts'

const wordOf = (value: unknown): readonly string[] => {
  if (typeof value === 'number') return [String(value)]
  if (isFields(value)) return wordOf(value['id'])
  const word = typeof value === 'string' ? plainLine(cleanMessage(value)) : ''
  return word === '' ? [] : [word]
}

const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap(wordOf) : wordOf(value)

/** Arguments of a command object (MSC4391): known options by name, `text` for the lines below, the rest as words in order. */
export const structuredArgs = (
  structured: StructuredCommand,
  known: readonly string[],
  leading: readonly string[],
): Args => {
  const words: string[] = [...leading]
  const options: Record<string, string | true> = {}
  let text = ''
  for (const [name, value] of Object.entries(structured.arguments)) {
    const [first] = wordsOf(value)
    if (name === 'text' && typeof value === 'string') text = cleanMessage(value)
    else if (!known.includes(name)) words.push(...wordsOf(value))
    else if (value === true) options[name] = true
    else if (first !== undefined) options[name] = first
  }
  return { words, options, text }
}
