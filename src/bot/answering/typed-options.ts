import type { Args, Command } from '../../commands/command.ts'
import { foldWord } from '../../commands/typed/normalize.ts'
import { privateOption } from '../access/private-option.ts'

type Known = Pick<Command<never>, 'access' | 'lay' | 'options'>

/** Option of every reading command that has plain words: they are given to a professional too. */
const plainOptions: ReadonlySet<string> = new Set(['gewone-taal', 'plain-words'])

const hasPlainWords = ({ access, lay }: Known) => access === 'read' && lay === true

/** What may be typed behind a command: its own options, and those of every command that only reads. */
export const optionsOf = (command: Known): readonly string[] => [
  ...command.options,
  ...(command.access === 'write' ? [] : [privateOption]),
  ...(hasPlainWords(command) ? plainOptions : []),
]

/** An option the command does not know. What was meant by it is neither guessed nor left out. */
export const strangeOption = (command: Known, { options }: Args): string | undefined => {
  const known = new Set(optionsOf(command).map(foldWord))
  return Object.keys(options).find((name) => !known.has(foldWord(name)))
}

/** Whether plain words are asked for, and there are such words. */
export const wantsPlainWords = (command: Known, { options }: Args): boolean =>
  hasPlainWords(command) && Object.keys(options).some((name) => plainOptions.has(name))
