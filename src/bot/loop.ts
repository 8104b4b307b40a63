/** Something that is done again and again, and at once when woken; one run at a time. */
export type Loop = {
  start(): void
  /** Runs soon, also when a run is under way: then once more after it. */
  wake(): void
  /** Waits for the run under way; nothing runs afterwards. */
  stop(): Promise<void>
}

export type LoopParts = {
  /** Rejections are reported and the loop goes on, later each time it fails. */
  readonly run: (signal: AbortSignal) => Promise<void>
  readonly everyMs: number
  readonly onError: (error: unknown) => void
  /** Longest pause after failures. */
  readonly maxPauseMs?: number
}

/** A loop with back-off: after n failures in a row the pause is doubled n times, up to a limit. */
export const createLoop = ({ run, everyMs, onError, maxPauseMs = 300_000 }: LoopParts): Loop => {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> | undefined
  let again = false
  let failures = 0

  const plan = () => {
    if (stopping.signal.aborted) return
    const pause = failures === 0 ? everyMs : Math.min(maxPauseMs, 1000 * 2 ** Math.min(failures, 9))
    timer = setTimeout(go, again ? 0 : Math.min(pause, Math.max(everyMs, 1000)))
  }

  const once = async () => {
    try {
      await run(stopping.signal)
      failures = 0
    } catch (error) {
      failures += 1
      if (!stopping.signal.aborted) onError(error)
    }
    current = undefined
    plan()
  }

  const go = () => {
    clearTimeout(timer)
    again = false
    current = once()
  }

  return {
    start: go,
    wake() {
      if (stopping.signal.aborted) return
      if (current === undefined) go()
      else again = true
    },
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await current
    },
  }
}
