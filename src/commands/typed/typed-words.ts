import { clean } from '../../reply/clean.ts'
import type { Args } from '../command.ts'

/** Everything that was typed after a command word. */
export const typedIn = ({ words, text }: Pick<Args, 'words' | 'text'>): string =>
  [...words, text].join(' ').trim()

/** What was typed, fit to be repeated in a sentence that must stay readable. */
export const repeated = (typed: string): string => clean(typed, { limit: 60, cutMark: '…' })
