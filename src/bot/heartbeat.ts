/** What made the heartbeat look for lost events. */
export type HeartbeatCause = 'back' | 'slept'

export type HeartbeatParts = {
  /** Resolves when the homeserver answers. */
  readonly ask: () => Promise<void>
  /** The homeserver is back after it was away, or this process stood still: events may have been lost. */
  readonly onDoubt: (cause: HeartbeatCause) => void
  readonly onState: (up: boolean) => void
  readonly everyMs: number
  readonly clock?: () => number
}

/** Watches whether the homeserver answers and whether this process was halted, because both can lose events. */
export const createHeartbeat = (parts: HeartbeatParts) => {
  const { ask, onDoubt, onState, everyMs, clock = Date.now } = parts
  let timer: NodeJS.Timeout | undefined
  let last = clock()
  let up: boolean | undefined
  let running: Promise<void> | undefined

  const beat = async () => {
    const slept = clock() - last > everyMs + 5000
    try {
      await ask()
      const back = up === false
      if (up !== true) onState(true)
      up = true
      if (slept || back) onDoubt(back ? 'back' : 'slept')
    } catch {
      if (up !== false) onState(false)
      up = false
    }
    last = clock()
  }

  const tick = () => {
    running = beat().finally(() => {
      running = undefined
    })
  }

  return {
    start() {
      last = clock()
      timer = setInterval(() => {
        if (running === undefined) tick()
      }, everyMs)
    },
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
