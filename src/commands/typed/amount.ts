/** An amount as a person typed it. `decimal` has a point and the digits that were typed, as FHIR wants it. */
export type Amount =
  | { readonly kind: 'number'; readonly value: number; readonly decimal: string }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'invalid' }

/** Reads `71,4` and `71.4`; refuses `1.000` and `1,000`, which are one or a thousand depending on who reads. */
export const parseAmount = (word: string): Amount => {
  const match = /^([+-]?)(\d{1,9})(?:([.,])(\d{1,6}))?$/.exec(word)
  if (match === null)
    return /^[+-]?\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?$/.test(word)
      ? { kind: 'ambiguous' }
      : { kind: 'invalid' }
  const [, sign = '', whole = '', separator, fraction = ''] = match
  if (separator !== undefined && fraction.length === 3 && Number(whole) !== 0)
    return { kind: 'ambiguous' }
  const digits = whole.replace(/^0+(?=\d)/, '')
  const decimal = `${sign === '-' ? '-' : ''}${digits}${separator === undefined ? '' : `.${fraction}`}`
  return { kind: 'number', value: Number(decimal), decimal }
}
