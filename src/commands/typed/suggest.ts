import { foldWord } from './normalize.ts'

/** What the parser knows of a command. */
export type KnownCommand = {
  readonly name: string
  readonly aliases: readonly string[]
  /** Words that call it too and say something by themselves, folded. */
  readonly forms?: readonly string[]
  readonly access: 'open' | 'read' | 'write'
  readonly options: readonly string[]
  /** What follows the word is one text, as it was typed: no options, no quoted words. */
  readonly verbatim?: true
}

const wordsOf = (command: KnownCommand): readonly string[] =>
  [command.name, ...command.aliases, ...(command.forms ?? [])].map(foldWord)

/** The command that has this folded word as its name or alias. */
export const commandNamed = <Known extends KnownCommand>(
  word: string,
  commands: readonly Known[],
): Known | undefined => commands.find((command) => wordsOf(command).includes(word))

/** True when one letter more, less or other, or two neighbors swapped, makes one word the other. */
export const isOneOff = (left: string, right: string): boolean => {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1 || short === long) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at]
  return swapped && short.slice(at + 2) === long.slice(at + 2)
}

const shortestSuggested = 4
const shortestRun = 5

/** A word that is almost a command: the commands it may be, and the one that may run at once. */
export type Suggestion<Known> = {
  readonly names: readonly string[]
  readonly run: Known | undefined
}

/** Near misses of a folded word. One that is unique and only reads may run; a write never does. */
export const suggest = <Known extends KnownCommand>(
  word: string,
  commands: readonly Known[],
): Suggestion<Known> | undefined => {
  const near = commands.filter((command) =>
    wordsOf(command).some(
      (known) => Math.max(known.length, word.length) >= shortestSuggested && isOneOff(word, known),
    ),
  )
  const [first] = near
  if (first === undefined) return undefined
  const sure = near.length === 1 && first.access !== 'write' && word.length >= shortestRun
  return { names: near.map((command) => command.name), run: sure ? first : undefined }
}
