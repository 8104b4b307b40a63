import type { Observation } from '@medplum/fhirtypes'
import { textOf } from './codes.ts'

/** When a measurement was done; `recorded` when only the moment of recording is known. */
export type Moment = {
  readonly start: string | undefined
  readonly end: string | undefined
  readonly recorded: boolean
  /** For ordering: the latest known moment; undefined when there is none that can be read. */
  readonly instant: number | undefined
}

const instantOf = (value: string | undefined) => {
  if (value === undefined) return undefined
  const withoutZone = /T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/u.test(value)
  const instant = Date.parse(withoutZone ? `${value}Z` : value)
  return Number.isNaN(instant) ? undefined : instant
}

/** The clinical moment of an observation, else when it was recorded. */
export const momentOf = (observation: Observation): Moment => {
  const single = textOf(observation.effectiveDateTime) ?? textOf(observation.effectiveInstant)
  const start = single ?? textOf(observation.effectivePeriod?.start)
  const end = single === undefined ? textOf(observation.effectivePeriod?.end) : undefined
  const clinical = end ?? start
  const recorded = clinical === undefined ? textOf(observation.issued) : undefined
  return {
    start: start ?? recorded,
    end,
    recorded: recorded !== undefined,
    instant: instantOf(clinical ?? recorded),
  }
}
