import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

/** Shared by receiver and inbox, so that acknowledging what comes in goes before handling what waits. */
export type Intake = {
  /** A transaction is being received. */
  began(): void
  /** It was acknowledged; it held this many events. */
  ended(events: number): void
  /** Resolves when the next item may be begun. */
  readonly turn: () => Promise<void>
}

export type IntakeLimits = {
  readonly clock?: () => number
  /** How many items are begun before the event loop looks for requests again. */
  readonly perTurn?: number
  /** How long items may be kept waiting by what comes in. */
  readonly patienceMs?: number
  /** A transaction of this many events is one of many: the next is waited for a moment. */
  readonly many?: number
}

const receivingMs = 5
const betweenMs = 2
const overdue = 4

/**
 * A homeserver sends the next transaction only after the answer to the one before, and doubts an application service
 * that is slow. So items are begun a few at a time with a look at the network in between, and while transactions follow
 * each other closely only now and then. Without such a rush an item begins at once.
 */
export function createIntake(limits: IntakeLimits = {}): Intake {
  const { clock = () => performance.now(), perTurn = 8, patienceMs = 100, many = 20 } = limits
  const waiting: (() => void)[] = []
  let busyUntil = 0
  let left = perTurn
  let isRefilling = false

  const isBusy = () => clock() < busyUntil

  const quiet = async (): Promise<boolean> => {
    const deadline = clock() + patienceMs
    await nextTurn()
    while (isBusy() && clock() < deadline) await wait(1)
    return !isBusy()
  }

  const refill = async () => {
    do {
      left = (await quiet()) ? perTurn : perTurn * overdue
      const next = waiting.splice(0, left)
      left -= next.length
      for (const begin of next) begin()
    } while (waiting.length > 0)
    isRefilling = false
  }

  return {
    began() {
      busyUntil = clock() + receivingMs
    },
    ended(events) {
      busyUntil = events >= many ? clock() + betweenMs : 0
    },
    async turn() {
      if (!isRefilling) {
        isRefilling = true
        void refill()
      }
      if (left > 0 && waiting.length === 0 && !isBusy()) left -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
