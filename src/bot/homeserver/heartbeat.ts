/** What made the heartbeat look for lost events. */
export type HeartbeatCause = 'back' | 'halted'

export type HeartbeatParts = {
  /** Resolves when the homeserver answers. */
  readonly ask: () => Promise<void>
  /** The homeserver is back after it was away, or this process stood still: events may have been lost. */
  readonly onDoubt: (cause: HeartbeatCause) => void
  readonly onState: (up: boolean) => void
  /** How often the homeserver is asked: more often than its shortest restart takes. */
  readonly everyMs: number
  /** How often it is looked whether time went on without this process. */
  readonly tickMs?: number
  /** How long this process may stand still: less than a homeserver needs to restart (a small Synapse: 1.3 s). */
  readonly haltMs?: number
  readonly clock?: () => number
}

/** Watches whether the homeserver answers and whether this process was halted, because both can lose events. */
export const createHeartbeat = (parts: HeartbeatParts) => {
  const { ask, onDoubt, onState, everyMs, clock = Date.now } = parts
  const { tickMs = 500, haltMs = 700 } = parts
  let timer: NodeJS.Timeout | undefined
  let lastTick = clock()
  let lastAsk = clock()
  let halted = false
  let up: boolean | undefined
  let running: Promise<void> | undefined

  const beat = async () => {
    lastAsk = clock()
    try {
      await ask()
    } catch {
      if (up !== false) onState(false)
      up = false
      return
    }
    const back = up === false
    if (up !== true) onState(true)
    up = true
    if (halted || back) onDoubt(back ? 'back' : 'halted')
    halted = false
  }

  const tick = () => {
    const now = clock()
    halted ||= now - lastTick > tickMs + haltMs
    lastTick = now
    if (running !== undefined || (!halted && now - lastAsk < everyMs)) return
    running = beat().finally(() => {
      running = undefined
    })
  }

  return {
    start() {
      lastTick = clock()
      lastAsk = lastTick
      timer = setInterval(tick, tickMs)
    },
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
