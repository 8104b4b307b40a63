import type { DateContext } from './date-words.ts'

const LONGEST = 200

/** Text of a record on one line, cut with a mark when it is long. */
export const cutText = (text: string, { t }: Pick<DateContext, 't'>): string => {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' ').trim())
  return letters.length <= LONGEST
    ? letters.join('')
    : t.clinical.cut(letters.slice(0, LONGEST).join('').trim())
}
