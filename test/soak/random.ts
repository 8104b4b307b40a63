/** Chance that can be repeated: the same seed gives the same numbers. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number
  pick<T>(values: readonly [T, ...T[]]): T
  /** True in this part of all cases. */
  chance(part: number): boolean
}

/** A source of chance for `name` under a seed, so that each of several goes its own way (mulberry32). */
export const createRandom = (seed: number, name: string): Random => {
  let state = seed >>> 0
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    chance: (part) => next() < part,
  }
}
