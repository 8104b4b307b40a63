/** The longest span that can be asked for. */
export const MOST_DAYS = 730

const units: readonly (readonly [number, string])[] = [
  [1, 'd dag dagen day days'],
  [7, 'w week weken weeks'],
  [30, 'm maand maanden month months'],
  [365, 'j jaar y year years'],
]

/** Reads `30d`, `30 dagen`, `4w`, `6m`, `1 jaar` and a bare number of days; undefined for anything absurd. */
export const daysIn = (typed: string): number | undefined => {
  const [, digits = '', word = 'd'] = /^(\d{1,3})\s?(\p{L}+)?$/u.exec(typed.toLowerCase()) ?? []
  const unit = units.find(([, words]) => words.split(' ').includes(word))
  if (digits === '' || unit === undefined) return undefined
  const days = Number(digits) * unit[0]
  return days >= 1 && days <= MOST_DAYS ? days : undefined
}

/** The moment so many days before now, as the parameter of a date search; a day earlier, for the zone of the server. */
export const sinceParam = (now: Date, days: number): string =>
  `ge${new Date(now.getTime() - (days + 1) * 86_400_000).toISOString().slice(0, 10)}`
