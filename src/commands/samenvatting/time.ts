/** So much longer than for all the rest is waited for one part. */
const graceMs = 700

/**
 * What a part gives, or undefined when it is late: once the rest is there it has little time left, and is stopped after
 * that. What it throws by itself is thrown.
 */
export const inTime = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  rest: Promise<unknown>,
  signal: AbortSignal,
): Promise<T | undefined> => {
  const stop = new AbortController()
  const late = Promise.withResolvers<undefined>()
  const end = () => {
    late.resolve(undefined)
    stop.abort()
  }
  const part = work(AbortSignal.any([signal, stop.signal]))
  void rest.then(
    () => AbortSignal.timeout(graceMs).addEventListener('abort', end, { once: true }),
    () => undefined,
  )
  try {
    return await Promise.race([part, late.promise])
  } catch (error) {
    if (stop.signal.aborted && !signal.aborted) return undefined
    throw error
  }
}
