import { cutText } from '../answer/cut-text.ts'
import { cutWord } from '../answer/cut-word.ts'
import type { Context } from '../command.ts'
import { mostPieces, type RepeatProblem } from './wish.ts'

/** Why what was typed cannot be asked for, in words. */
export const problemWords = (found: RepeatProblem, { t }: Pick<Context, 't'>): string => {
  const { herhaalrecept } = t
  const typed = cutWord(found.word)
  switch (found.problem) {
    case 'ambiguous':
      return herhaalrecept.ambiguous(typed)
    case 'not-whole':
      return herhaalrecept.notWhole(typed)
    case 'out-of-range':
      return herhaalrecept.outOfRange(typed, mostPieces)
    case 'unit':
      return herhaalrecept.unit(typed)
    case 'other':
      return herhaalrecept.otherProduct(typed, cutText(found.name, { t }))
    default:
      return found satisfies never
  }
}
