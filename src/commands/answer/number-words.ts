import type { Messages } from '../../i18n/messages.ts'

/** Whether a number is the one the record has: what is larger than this was rounded when it was read. */
export const isExact = (value: number): boolean => Math.abs(value) < 1e15

/**
 * A number as the language writes it; from 10 000 in groups. Zeros that a record has behind its last decimal (7.10) are
 * lost when JSON is read, and none are made up: a number that was rounded is not shown.
 */
export const numberWords = (value: number, { t }: { readonly t: Messages }): string => {
  if (!isExact(value)) return t.metingen.inexact
  const written = String(value)
  const plain = written.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : written
  const [whole = '', fraction] = plain.split('.')
  const grouped = whole.length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/gu, '\u00A0')
  if (fraction === undefined) return grouped
  return `${grouped}${t.language === 'nl' ? ',' : '.'}${fraction}`
}
