import { setTimeout as sleep } from 'node:timers/promises'
import type { FhirError } from '../fhir.ts'

/** What a server gave. Not whole: it said itself that this is a part (206, RFC 9110 §15.3.7). */
export type Answer = { readonly body: unknown; readonly isWhole: boolean }

/** One try of a request. `retryAfter` is the header as it came. */
export type Attempt =
  | ({ readonly ok: true } & Answer)
  | {
      readonly ok: false
      readonly error: FhirError
      readonly status: number | undefined
      readonly retryAfter: string | undefined
    }

/** `write` is a write that may be repeated because it is conditional; `never` is for a server that may be asked only once. */
export type Repeat = 'read' | 'write' | 'never'

type Failed = Extract<Attempt, { ok: false }>

const longestWait = 5000

const worthAgain = ({ error, status }: Failed, repeat: Repeat): boolean => {
  if (repeat === 'never') return false
  if (status !== undefined && [429, 502, 503, 504].includes(status)) return true
  if (status === undefined && error.code === 'unreachable') return true
  return repeat === 'write' && (error.code === 'conflict' || error.code === 'timeout')
}

/** Milliseconds a Retry-After header asks for: seconds or an HTTP date (RFC 9110 10.2.3). */
const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

/**
 * Tries again what can be tried again, up to three times and never past `deadline`. A server that asks for more patience
 * than a few seconds is not asked again now.
 */
export const withRetries = async (
  attempt: () => Promise<Attempt>,
  options: {
    readonly repeat: Repeat
    readonly deadline: number
    readonly clock: () => number
    readonly random: () => number
    readonly signal: AbortSignal | undefined
  },
): Promise<Answer> => {
  for (let tries = 0; ; tries++) {
    const result = await attempt()
    if (result.ok) return result
    const now = options.clock()
    const backoff = (0.5 + options.random()) * 100 * 2 ** tries
    const wait = Math.max(backoff, retryAfterMs(result.retryAfter, now) ?? 0)
    const inTime = wait <= longestWait && now + wait < options.deadline
    if (tries >= 3 || !inTime || !worthAgain(result, options.repeat)) throw result.error
    await sleep(wait, undefined, options.signal === undefined ? {} : { signal: options.signal })
  }
}
