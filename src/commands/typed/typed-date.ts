/** A date as a person typed it. `mustConfirm`: something was filled in, so show it in words before it counts. */
export type TypedDate =
  | { readonly kind: 'date'; readonly date: string; readonly mustConfirm: boolean }
  | { readonly kind: 'invalid' }

const months = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']
const otherMonths: Readonly<Record<string, number>> = { maa: 3, mar: 3, may: 5, oct: 10 }
const relative: Readonly<Record<string, number>> = {
  eergisteren: -2,
  gisteren: -1,
  vandaag: 0,
  morgen: 1,
  overmorgen: 2,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
}
const invalid: TypedDate = { kind: 'invalid' }

const isoDay = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : undefined
}

const monthNamed = (word: string): number | undefined => {
  const short = word.slice(0, 3)
  const index = months.indexOf(short)
  if (index >= 0) return index + 1
  return Object.hasOwn(otherMonths, short) ? otherMonths[short] : undefined
}

const found = (date: string | undefined, mustConfirm: boolean): TypedDate =>
  date === undefined ? invalid : { kind: 'date', date, mustConfirm }

const withoutYear = (month: number, day: number, today: string, side: 'past' | 'future') => {
  const year = Number(today.slice(0, 4))
  const near = [0, side === 'future' ? 1 : -1].map((step) => isoDay(year + step, month, day))
  return near.find(
    (date) => date !== undefined && (side === 'future' ? date >= today : date <= today),
  )
}

/**
 * Reads `2026-04-03`, `03-04-2026`, `3-4`, `3 apr`, `3 april 2026` and `morgen`: the day always comes first.
 * A date without a year is the nearest one on the asked side of `today` (`yyyy-mm-dd`).
 */
export const parseTypedDate = (
  text: string,
  context: { readonly today: string; readonly side: 'past' | 'future' },
): TypedDate => {
  const word = text.trim().toLowerCase()
  const { today, side } = context
  if (Object.hasOwn(relative, word)) {
    const date = new Date(`${today}T00:00:00Z`)
    date.setUTCDate(date.getUTCDate() + (relative[word] ?? 0))
    return { kind: 'date', date: date.toISOString().slice(0, 10), mustConfirm: false }
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word)
  if (iso !== null) return found(isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3])), false)
  const typed =
    /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?$/.exec(word) ??
    /^(\d{1,2})([ -]?)(\p{L}{3,9})\.?(?:[ -](\d{4}))?$/u.exec(word)
  if (typed === null) return invalid
  const [, day = '', , monthWord = '', year] = typed
  const month = /^\d/.test(monthWord) ? Number(monthWord) : monthNamed(monthWord)
  if (month === undefined) return invalid
  return year === undefined
    ? found(withoutYear(month, Number(day), today, side), true)
    : found(isoDay(Number(year), month, Number(day)), false)
}
