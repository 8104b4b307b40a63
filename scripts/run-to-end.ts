import { SetupError } from './progress.ts'

/** Resolves with the exit code of a program that was asked to stop, when it is. */
export const interrupted = (): Promise<number> =>
  new Promise((resolve) => {
    process.on('SIGINT', () => resolve(130))
    process.on('SIGTERM', () => resolve(143))
  })

/** Runs a command to its exit code: what it started is stopped however it ends, and a `SetupError` is told in its sentence. */
export const runToEnd = async (
  work: (stops: AsyncDisposableStack) => Promise<number>,
): Promise<number> => {
  const stops = new AsyncDisposableStack()
  try {
    return await work(stops)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await stops.disposeAsync()
  }
}
