import type { DateContext } from './date-words.ts'

const LONGEST = 200

/** Text of a record on one line, cut with a mark when it is long. */
export const cutText = (text: string, { t }: Pick<DateContext, 't'>): string => {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' ').trim())
  return letters.length <= LONGEST
    ? letters.join('')
    : t.clinical.cut(letters.slice(0, LONGEST).join('').trim())
}

/** A number as the language writes it, with every digit the record has and no more. */
export const numberWords = (value: number, { t }: Pick<DateContext, 't'>): string => {
  const written = String(value)
  const plain = written.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : written
  const [whole = '', fraction] = plain.split('.')
  const grouped = whole.length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/gu, '\u00A0')
  if (fraction === undefined) return grouped
  return `${grouped}${t.language === 'nl' ? ',' : '.'}${fraction}`
}
