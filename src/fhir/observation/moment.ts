import type { Observation } from '@medplum/fhirtypes'
import { list, textOf } from '../value/codes.ts'

/** When a measurement was done; `recorded` when only the moment of recording is known. */
export type Moment = {
  readonly start: string | undefined
  readonly end: string | undefined
  readonly recorded: boolean
  /** For ordering: the latest known moment; undefined when there is none that can be read. */
  readonly instant: number | undefined
}

const DATE =
  /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/u

const isDay = (day: string) => {
  const start = Date.parse(day)
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(day)
}

/** Where a FHIR date stands in time, at its earliest; undefined when it is no date (HL7 FHIR R4 §2.24.0.1). */
const instantOf = (value: string | undefined): number | undefined => {
  const [whole, day, zone] = DATE.exec(value ?? '') ?? []
  if (whole === undefined || day === undefined || !isDay(day)) return undefined
  const instant = Date.parse(zone === undefined && whole.includes('T') ? `${whole}Z` : whole)
  return Number.isNaN(instant) ? undefined : instant
}

/** From the first to the last moment of a schedule by which something was measured (HL7 FHIR R4 Timing). */
const timedOf = ({ effectiveTiming }: Observation) => {
  const events = list(effectiveTiming?.event)
    .flatMap((each) => textOf(each) ?? [])
    .toSorted((one, other) => (instantOf(one) ?? -Infinity) - (instantOf(other) ?? -Infinity))
  const { start, end } = effectiveTiming?.repeat?.boundsPeriod ?? {}
  return events.length === 0 ? { start, end } : { start: events[0], end: events.slice(1).at(-1) }
}

/** The clinical moment of an observation, else when it was recorded. */
export const momentOf = (observation: Observation): Moment => {
  const single = textOf(observation.effectiveDateTime) ?? textOf(observation.effectiveInstant)
  const span = observation.effectivePeriod ?? timedOf(observation)
  const start = single ?? textOf(span.start)
  const end = single === undefined ? textOf(span.end) : undefined
  const clinical = end ?? start
  const recorded = clinical === undefined ? textOf(observation.issued) : undefined
  return {
    start: start ?? recorded,
    end,
    recorded: recorded !== undefined,
    instant: instantOf(clinical ?? recorded),
  }
}
