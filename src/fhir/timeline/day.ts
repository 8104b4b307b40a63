import { isDate } from '../medication/period.ts'

/** The days that are shown, as the reader's zone has them; `from` is `yyyy-mm-dd`. */
export type Span = { readonly from: string; readonly dayOf: (at: Date) => string }

/** The day of a FHIR date in the reader's zone; undefined when it tells no day. */
export const dayIn = (at: string, { dayOf }: Pick<Span, 'dayOf'>): string | undefined => {
  if (!isDate(at) || at.length < 'yyyy-mm-dd'.length) return undefined
  return /T.*(?:Z|[+-]\d{2}:\d{2})$/u.test(at) ? dayOf(new Date(at)) : at.slice(0, 10)
}

/** Whether a FHIR date lies within the span; one that tells only a month or a year does when it may. */
export const isWithin = (at: string, span: Span): boolean => {
  const day = dayIn(at, span)
  return day === undefined ? at >= span.from.slice(0, at.length) : day >= span.from
}
