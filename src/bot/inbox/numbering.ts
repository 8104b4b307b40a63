import type { Log } from '../../log.ts'
import type { Incoming } from '../../store/store.ts'
import { within } from '../within.ts'

export type NumberingParts = {
  /** Reads back what these rooms had before now; rejects when that could not be done. */
  readonly readBack: (roomIds: readonly string[]) => Promise<void>
  readonly log: Log
  readonly clock?: () => number
  /** How long after a doubt the numbers are watched. */
  readonly doubtMs?: number
  /** How long a transaction may be kept waiting. */
  readonly patienceMs?: number
  /** A transaction of more rooms is not kept waiting: what it left out is found when every room is read back. */
  readonly mostRooms?: number
}

/** Told of a transaction and its events before they are accepted. */
export type Arrived = (
  transaction: string,
  items: readonly Pick<Incoming, 'lane'>[],
) => Promise<void>

/** Watches the numbers of transactions for one that was left out. */
export type Numbering = {
  /** This process or the homeserver was away: what comes next may have a gap. */
  readonly doubt: () => void
  /** Before a transaction is accepted; resolves, never late and never with an error, when it may be. */
  readonly arrived: Arrived
}

/**
 * Synapse numbers its transactions. One that is made just as it finds its application service recovered stays behind
 * while later ones are delivered, until the next failure (`synapse/appservice/scheduler.py`: between the last
 * `get_oldest_unsent_txn` and the state UP). Which room it was of is not known. So for a while after a doubt, a jump in the
 * numbers makes each room be read back before the next event in it is accepted: people are answered in the order in
 * which they asked. A homeserver that numbers for several application services jumps often, which costs one request a
 * room and no more.
 */
export function createNumbering(parts: NumberingParts): Numbering {
  const { readBack, log, clock = Date.now } = parts
  const { doubtMs = 60_000, patienceMs = 5000, mostRooms = 8 } = parts
  let last: number | undefined
  let doubtUntil = clock() + doubtMs
  /** The rooms that were read back since the last jump. */
  const read = new Set<string>()

  const readFirst = (roomIds: readonly string[]) =>
    within(
      patienceMs,
      readBack(roomIds).catch((err: unknown) =>
        log.warn('rooms could not be read back before a transaction', { err }),
      ),
    )

  return {
    doubt() {
      doubtUntil = clock() + doubtMs
      read.clear()
    },
    async arrived(transaction, items) {
      const number = /^\d{1,15}$/.test(transaction) ? Number(transaction) : undefined
      if (number === undefined || clock() >= doubtUntil) return
      if (last === undefined || number > last + 1) read.clear()
      last = Math.max(last ?? 0, number)
      const unread = [...new Set(items.map(({ lane }) => lane))].filter((room) => !read.has(room))
      for (const roomId of unread) read.add(roomId)
      if (unread.length > 0 && unread.length <= mostRooms) await readFirst(unread)
    },
  }
}
