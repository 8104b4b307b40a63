import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { codeOf } from '../../log-clean.ts'
import type { Inbox as InboxStore, Item } from '../../store/store.ts'
import { within } from '../within.ts'
import { createAlarm } from './alarm.ts'
import { type Backoff, nextTry, usualBackoff } from './backoff.ts'
import { malformedLane } from './incoming.ts'

export type InboxParts = {
  readonly store: Pick<InboxStore, 'ready' | 'done' | 'retry' | 'park' | 'nextReadyAt'>
  /** Handles one item. A rejection is tried again later, or parked when its `retryable` is false or it failed too often. */
  readonly handle: (item: Item, signal: AbortSignal) => Promise<void>
  /** Tells people about an item that was given up on. */
  readonly onParked: (item: Item, code: string) => Promise<void>
  readonly log: Log
  /** Waited for before each item. */
  readonly turn?: () => Promise<void>
  readonly clock?: () => number
  readonly random?: () => number
  /** How many lanes run at once, and so how many items. */
  readonly maxLanes?: number
  /** How many items of a lane are held in memory. */
  readonly perLane?: number
  readonly backoff?: Partial<Backoff>
  /** How often waiting work is looked for when nobody says that there is any. */
  readonly pollMs?: number
  /** When the signal of an item is aborted that takes too long. */
  readonly itemMs?: number
}

export type Inbox = {
  start(): void
  /** Looks for work at once. */
  readonly wake: () => void
  /** Resolves when nothing runs and nothing is ready. */
  idle(): Promise<void>
  /** Takes no new items; waits for those that run, and aborts them at the deadline. */
  stop(deadlineMs: number): Promise<void>
  /** How many lanes are running. */
  readonly busy: () => number
}

const tellMs = 30_000
const afterStoreFailureMs = 1000
const afterAbortMs = 1000
const hiddenMs = 500

/** Works through what was accepted: lanes at the same time, the items of a lane in order. The one place that catches the unexpected. */
export function createInbox(parts: InboxParts): Inbox {
  const { store, log, clock = Date.now, random = Math.random } = parts
  const { maxLanes = 64, perLane = 16, pollMs = 5000, itemMs = 300_000 } = parts
  const backoff = { ...usualBackoff, ...parts.backoff }
  const lanes = new Map<string, Promise<void>>()
  const running = new Set<AbortController>()
  const stopping = new AbortController()
  let isStarted = false
  let isLooking = false
  let lookAgain = false
  let waiters: (() => void)[] = []

  const tell = async (item: Item, code: string) => {
    try {
      await within(tellMs, parts.onParked(item, code))
    } catch (err) {
      log.error('nobody could be told about a parked item', { id: item.id, err })
    }
  }

  const giveUp = async (item: Item, code: string, err: unknown) => {
    await store.park(item.seq, code)
    log.error('an item was parked', { id: item.id, code, attempts: item.attempts + 1, err })
    await tell(item, code)
  }

  const handle = async (item: Item) => {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), itemMs)
    timer.unref()
    running.add(controller)
    try {
      await parts.handle(item, controller.signal)
    } finally {
      clearTimeout(timer)
      running.delete(controller)
    }
  }

  /** True when the lane may go on with its next item. */
  const afterFailure = async (item: Item, err: unknown): Promise<boolean> => {
    if (stopping.signal.aborted) return false
    const now = clock()
    const next = nextTry({ item, error: err, now, random, backoff })
    if (next === undefined) {
      await giveUp(item, codeOf(err), err)
      return true
    }
    await store.retry(item.seq, next)
    alarm.ringAt(next)
    const fields = { id: item.id, attempts: item.attempts + 1, inMs: next - now, err }
    log.warn('an item failed and is tried again', fields)
    return false
  }

  const work = async (item: Item): Promise<boolean> => {
    if (item.lane === malformedLane) {
      await store.park(item.seq, 'malformed')
      return true
    }
    const began = clock()
    try {
      await handle(item)
    } catch (err) {
      return afterFailure(item, err)
    }
    log.debug('an item was handled', { id: item.id, ms: clock() - began })
    await store.done(item.seq)
    return true
  }

  const runLane = async (lane: string, items: readonly Item[]) => {
    try {
      for (const item of items) {
        await parts.turn?.()
        if (stopping.signal.aborted || !(await work(item))) break
      }
    } catch (err) {
      log.error('the store failed; a lane rests for a moment', { err })
      await rest(afterStoreFailureMs, stopping.signal)
    }
    lanes.delete(lane)
    wake()
  }

  const look = async () => {
    do {
      lookAgain = false
      if (lanes.size >= maxLanes) break
      await parts.turn?.()
      const busy = new Set(lanes.keys())
      const options = { now: clock(), busy, lanes: maxLanes - lanes.size, perLane }
      for (const [lane, items] of await store.ready(options)) {
        if (stopping.signal.aborted) return
        lanes.set(
          lane,
          Promise.resolve().then(() => runLane(lane, items)),
        )
      }
    } while (lookAgain)
    const now = clock()
    const next = (await store.nextReadyAt()) ?? now + pollMs
    alarm.ringAt(next > now ? Math.min(next, now + pollMs) : now + Math.min(hiddenMs, pollMs))
  }

  const lookOnce = async () => {
    try {
      await look()
    } catch (err) {
      log.error('the inbox could not be read', { err })
      alarm.ringAt(clock() + afterStoreFailureMs)
    }
    isLooking = false
    if (lookAgain && lanes.size < maxLanes) wake()
    else if (lanes.size === 0) {
      for (const resolve of waiters) resolve()
      waiters = []
    }
  }

  const wake = () => {
    lookAgain = true
    if (!isStarted || isLooking || stopping.signal.aborted) return
    isLooking = true
    void lookOnce()
  }

  const alarm = createAlarm(clock, wake)

  return {
    start() {
      isStarted = true
      wake()
    },
    wake,
    async idle() {
      if (stopping.signal.aborted) return
      const settled = new Promise<void>((resolve) => waiters.push(resolve))
      wake()
      await settled
    },
    async stop(deadlineMs) {
      stopping.abort()
      alarm.off()
      await within(deadlineMs, Promise.allSettled(lanes.values()))
      for (const controller of running) controller.abort()
      await within(afterAbortMs, Promise.allSettled(lanes.values()))
    },
    busy: () => lanes.size,
  }
}

/** A pause that ends early, without an error, when the signal is aborted. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}
