import { clean } from '../../reply/clean.ts'

const LONGEST = 40

/** Something that was typed, as a refusal repeats it: one short line, whatever was typed. */
export const cutWord = (word: string): string => clean(word, { limit: LONGEST, cutMark: '…' })
