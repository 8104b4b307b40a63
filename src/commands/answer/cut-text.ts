import { clean } from '../../reply/clean.ts'
import type { DateContext } from './date-words.ts'

const LONGEST = 200

/** Text of a record on one line, cut with a mark when it is long: never inside a number or before its unit. */
export const cutText = (text: string, context: Pick<DateContext, 't'>): string => {
  const cutMark = context.t.clinical.cut
  return clean(text, { limit: LONGEST + cutMark.length + 1, cutMark })
}
