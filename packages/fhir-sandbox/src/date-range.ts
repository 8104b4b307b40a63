/** A FHIR date as the milliseconds it covers, both ends included. Without a zone it is read as UTC. */
export type DateRange = { readonly low: number; readonly high: number }

/** The ends of time, for periods without start or end. */
export const FOREVER: DateRange = { low: -8.64e15, high: 8.64e15 }

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/

const offsetOf = (zone: string | undefined): number => {
  if (!zone || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** Reads a date, dateTime or instant; undefined when it is none. */
export const dateRange = (text: string): DateRange | undefined => {
  const m = DATE.exec(text)
  if (!m) return undefined
  const [, y, mo, d, h, mi, s, fraction, zone] = m
  const year = Number(y)
  const month = mo ? Number(mo) - 1 : 0
  const day = d ? Number(d) : 1
  const ms = fraction ? Number(fraction.padEnd(3, '0').slice(0, 3)) : 0
  const low = Date.UTC(year, month, day, Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0), ms)
  const made = new Date(low)
  const real = made.getUTCMonth() === month && (Number(h ?? 0) < 24 ? made.getUTCDate() === day : 1)
  if (!real || Number(mi ?? 0) > 59 || Number(s ?? 0) > 59 || Number(h ?? 0) > 23) return undefined
  const next = (): number => {
    if (!mo) return Date.UTC(year + 1, 0, 1)
    if (!d) return Date.UTC(year, month + 1, 1)
    if (!h) return low + 86_400_000
    if (!s) return low + 60_000
    return fraction ? low + 1 : low + 1000
  }
  const shift = offsetOf(zone)
  return { low: low - shift, high: next() - 1 - shift }
}
