/** Rings once, at the earliest of the times it was set to. */
export type Alarm = {
  readonly ringAt: (at: number) => void
  readonly off: () => void
}

const longestTimer = 2 ** 31 - 1

/** An alarm by `clock`. */
export function createAlarm(clock: () => number, ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined
  let setTo = Number.POSITIVE_INFINITY
  let isOff = false

  const fire = () => {
    timer = undefined
    setTo = Number.POSITIVE_INFINITY
    ring()
  }

  return {
    ringAt(at) {
      if (isOff || at >= setTo) return
      clearTimeout(timer)
      setTo = at
      timer = setTimeout(fire, Math.min(Math.max(0, at - clock()), longestTimer))
    },
    off() {
      isOff = true
      clearTimeout(timer)
    },
  }
}
