/** One waiting item, as far as its turn is concerned. */
export type Place = { readonly seq: number; readonly lane: string; readonly retryAt: number }

/** The order of what waits: the numbers of the items of each lane, oldest lane first. */
export type Waiting = {
  /** Starts anew with these, in order. */
  load(places: readonly Place[]): void
  add(lane: string, seq: number): void
  remove(lane: string, seq: number): void
  /** The lane is not ready before `until`. */
  delay(lane: string, until: number): void
  /** Every lane is ready. */
  hurry(): void
  ready(options: {
    readonly now: number
    readonly busy: ReadonlySet<string>
    readonly lanes: number
    readonly perLane: number
  }): ReadonlyMap<string, readonly number[]>
  /** When the next lane becomes ready: 0 when one is. */
  readonly nextReadyAt: () => number | undefined
  readonly count: () => number
}

type Lane = { seqs: number[]; readyAt: number }

/** Rooms go before the bot's own work. */
const ranks = [
  (lane: string) => lane.startsWith('!'),
  (lane: string) => !lane.startsWith('!'),
] as const

/**
 * Kept in memory, because an index by lane on disk would cost a page in every commit for every lane. Lanes take turns:
 * who was offered goes to the back.
 */
export function createWaiting(): Waiting {
  const byRank = ranks.map(() => new Map<string, Lane>())
  const lanesOf = (lane: string) => byRank[ranks.findIndex((fits) => fits(lane))] ?? new Map()
  let count = 0

  const add = (name: string, seq: number, readyAt = 0) => {
    const lanes = lanesOf(name)
    const lane = lanes.get(name)
    if (lane === undefined) lanes.set(name, { seqs: [seq], readyAt })
    else lane.seqs.push(seq)
    count += 1
  }

  return {
    add,
    load(places) {
      for (const lanes of byRank) lanes.clear()
      count = 0
      for (const { lane, seq, retryAt } of places) add(lane, seq, retryAt)
    },
    remove(name, seq) {
      const lanes = lanesOf(name)
      const lane = lanes.get(name)
      const at = lane?.seqs.indexOf(seq) ?? -1
      if (lane === undefined || at < 0) return
      lane.seqs.splice(at, 1)
      count -= 1
      // The delay was that of the item that is gone.
      if (at === 0) lane.readyAt = 0
      if (lane.seqs.length === 0) lanes.delete(name)
    },
    delay(name, until) {
      const lane = lanesOf(name).get(name)
      if (lane !== undefined) lane.readyAt = until
    },
    hurry() {
      for (const lanes of byRank) for (const lane of lanes.values()) lane.readyAt = 0
    },
    ready({ now, busy, lanes: most, perLane }) {
      const found = new Map<string, readonly number[]>()
      for (const lanes of byRank) {
        for (const [name, lane] of lanes) {
          if (found.size >= most) break
          if (lane.readyAt <= now && !busy.has(name)) found.set(name, lane.seqs.slice(0, perLane))
        }
        for (const name of found.keys()) {
          const lane = lanes.get(name)
          if (lane === undefined) continue
          lanes.delete(name)
          lanes.set(name, lane)
        }
      }
      return found
    },
    nextReadyAt() {
      let next: number | undefined
      for (const lanes of byRank)
        for (const { readyAt } of lanes.values())
          if (next === undefined || readyAt < next) next = readyAt
      return next
    },
    count: () => count,
  }
}
