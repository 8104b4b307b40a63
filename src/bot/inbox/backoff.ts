import type { Item } from '../../store/store.ts'

export type Backoff = {
  readonly firstMs: number
  readonly longestMs: number
  /** The longest pause after a failure that says itself that it passes, such as a server that is down. */
  readonly longestPassingMs: number
  /** How often an item may fail, unless the failure says itself that it passes. */
  readonly maxAttempts: number
  /** How long after it was received an item is tried again when its failures pass. */
  readonly patienceMs: number
  /** The part of a pause that is left to chance. */
  readonly jitter: number
}

/** One second, doubled each time up to five minutes, eight times; what is down is waited for a day. */
export const usualBackoff: Backoff = {
  firstMs: 1000,
  longestMs: 300_000,
  longestPassingMs: 30_000,
  maxAttempts: 8,
  patienceMs: 24 * 60 * 60 * 1000,
  jitter: 0.2,
}

type Failure = {
  readonly item: Pick<Item, 'attempts' | 'receivedAt'>
  readonly error: unknown
  readonly now: number
  readonly random: () => number
  readonly backoff: Backoff
}

/** When an item that failed is tried again, or undefined when it is given up on. */
export function nextTry({ item, error, now, random, backoff }: Failure): number | undefined {
  const { retryable, retryAfterMs } = hintsOf(error)
  const attempts = item.attempts + 1
  const isTooOften = attempts >= backoff.maxAttempts
  const isTooOld = now - item.receivedAt > backoff.patienceMs
  if (retryable === false || (isTooOften && (retryable !== true || isTooOld))) return undefined
  const longest = retryable === true ? backoff.longestPassingMs : backoff.longestMs
  const pause = Math.min(longest, backoff.firstMs * 2 ** Math.min(item.attempts, 30))
  const spread = 1 + backoff.jitter * (2 * random() - 1)
  return now + Math.round(Math.max(pause * spread, retryAfterMs ?? 0))
}

function hintsOf(error: unknown): { retryable?: boolean; retryAfterMs?: number } {
  if (typeof error !== 'object' || error === null) return {}
  return {
    ...('retryable' in error && typeof error.retryable === 'boolean'
      ? { retryable: error.retryable }
      : {}),
    ...('retryAfterMs' in error && Number.isFinite(error.retryAfterMs)
      ? { retryAfterMs: Number(error.retryAfterMs) }
      : {}),
  }
}
