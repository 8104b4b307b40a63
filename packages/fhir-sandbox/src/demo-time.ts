/** Moments around the start of the demonstration, as FHIR writes them. */
export type DemoTime = {
  /** A day `days` from now, as `2026-01-12`. */
  readonly day: (days: number) => string
  /** A moment on a day `days` from now, on the clock of Amsterdam, as `2026-01-12T07:30:00+01:00`. */
  readonly moment: (days: number, clock: string) => string
}

const DAY = 86_400_000
const ZONE = 'Europe/Amsterdam'

const offset = (at: Date): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' })
  const name = parts.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? 'Z' : name.replace('GMT', '')
}

/** Makes the clock of the demonstration data. */
export const createDemoTime = (now: Date): DemoTime => {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })
  // By the calendar: near midnight a day of 23 or 25 hours would be left out or come twice.
  const today = Date.parse(`${calendar.format(now)}T12:00:00Z`)
  const day = (days: number) => calendar.format(new Date(today + days * DAY))
  return {
    day,
    moment(days, clock) {
      const noon = new Date(`${day(days)}T12:00:00Z`)
      return `${day(days)}T${clock}:00${offset(noon)}`
    },
  }
}
