import type { FactOrigin } from '../record/fact-origin.ts'
import type { Agent } from '../value/agents.ts'

/** What is said under one heading of a report; `text` is verbatim, with its line breaks. */
export type ReportLine = {
  readonly heading: 'evaluation' | 'plan' | undefined
  readonly text: string
  /** The words of the code that stands beside it, such as an ICPC code. */
  readonly coded: string | undefined
  /** Its own status, within a report that has another. */
  readonly status: string | undefined
  readonly notes: readonly string[]
}

/** What somebody wrote about a patient: a nursing report, or the evaluation and plan of a consultation. */
export type ReportFact = FactOrigin & {
  readonly kind: 'nursing' | 'consultation'
  /** What a consultation was about. */
  readonly title: string | undefined
  readonly lines: readonly ReportLine[]
  /** Keys of the records the lines were taken from, its own first. */
  readonly keys: readonly string[]
  /** Code of why there is no text. */
  readonly absent: string | undefined
  readonly notes: readonly string[]
  /** Holds more than the lines say. */
  readonly more: boolean
  readonly date: string | undefined
  readonly status: string | undefined
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** Verbatim: only what nobody sees is taken from its ends. */
export const verbatim = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
