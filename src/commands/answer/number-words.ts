import type { Messages } from '../../i18n/messages.ts'

/** A number as the language writes it, with every digit the record has and no more; from 10 000 in groups. */
export const numberWords = (value: number, { t }: { readonly t: Messages }): string => {
  const written = String(value)
  const plain = written.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : written
  const [whole = '', fraction] = plain.split('.')
  const grouped = whole.length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/gu, '\u00A0')
  if (fraction === undefined) return grouped
  return `${grouped}${t.language === 'nl' ? ',' : '.'}${fraction}`
}
