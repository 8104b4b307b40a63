/** Where a line for the person at the terminal goes. */
export type Log = (line: string) => void

/** A failure whose message is one sentence that says what to do; anything else is a defect. */
export class SetupError extends Error {
  override name = 'SetupError'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const REPORT_EVERY_MS = 10_000

const seconds = (ms: number): string =>
  ms < 10_000 ? (ms / 1000).toFixed(1) : `${Math.round(ms / 1000)}`

/** Runs one long step: says that it starts, that it still runs, and how long it took. */
export const step = async <T>(log: Log, label: string, work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const took = () => `${seconds(performance.now() - started)} s`
  log(`${label}…`)
  const timer = setInterval(() => log(`${label}… ${took()}`), REPORT_EVERY_MS)
  try {
    const result = await work()
    log(`${label}: done in ${took()}`)
    return result
  } catch (error) {
    log(`${label}: failed after ${took()}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
