/** Whether nine digits are a citizen service number by the eleven-test of its publisher. */
export const isBsn = (digits: string): boolean => {
  if (!/^\d{9}$/u.test(digits) || digits === '000000000') return false
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return sum % 11 === 0
}

// Nine digits, also written with spaces or dots between them; no part of a longer run of digits.
const NINE_DIGITS = /(?<!\d)(?<!\+\d\d[ .]?)(?=(\d(?:[ .]?\d){8})(?!\d))/gu

/** Whether a text holds a citizen service number, also one written with spaces or dots. */
export const containsBsn = (text: string): boolean =>
  [...text.normalize('NFKC').matchAll(NINE_DIGITS)].some(([, found]) =>
    isBsn((found ?? '').replaceAll(/[ .]/gu, '')),
  )
