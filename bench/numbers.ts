/** The value below which a share `p` (0 to 1) of the values lies; NaN when there are none. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))
  return sorted[at] ?? Number.NaN
}

/** The middle of the values. */
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** A number as a table shows it: about three digits that matter, thousands apart. */
export const shown = (value: number): string => {
  if (Number.isNaN(value)) return '–'
  const size = Math.abs(value)
  if (size >= 1000) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

/** A median with the lowest and highest round, such as `48.9 [44.1–50.2]`. */
export const withRange = (rounds: readonly number[]): string => {
  const one = shown(median(rounds))
  if (rounds.length < 2) return one
  return `${one} [${shown(Math.min(...rounds))}–${shown(Math.max(...rounds))}]`
}

/** Length of the union of intervals that lie within a window: time in which at least one was under way. */
export const unionLength = (
  intervals: readonly (readonly [number, number])[],
  from: number,
  to: number,
): number => {
  let covered = 0
  let reached = from
  for (const [start, end] of intervals.toSorted(([a], [b]) => a - b)) {
    const begin = Math.max(start, reached)
    const stop = Math.min(end, to)
    if (stop <= begin) continue
    covered += stop - begin
    reached = stop
  }
  return covered
}
