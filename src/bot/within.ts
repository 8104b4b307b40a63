import { setTimeout as pause } from 'node:timers/promises'

/** Waits for the work, but no longer than `ms`; what is not ready then goes on by itself. Rejects when the work does in time. */
export const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  const settled = new AbortController()
  const late = pause(ms, undefined, { signal: settled.signal }).catch(() => undefined)
  try {
    await Promise.race([work, late])
  } finally {
    settled.abort()
  }
}
