import { createHash } from 'node:crypto'
import type { Log } from '../../log.ts'
import type { Incoming, Store } from '../../store/store.ts'
import type { Invitation, MatrixGateway, RoomEvent } from '../gateway.ts'

export type GapsParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly log: Log
  /** Events that are never handled, such as the bot's own. */
  readonly ignore: (sender: string) => boolean
  readonly onFound: () => void
  readonly clock: () => number
  /** How far back a room that was never read is looked at. */
  readonly firstLookMs?: number
  readonly pageSize?: number
  readonly maxPages?: number
}

export type GapRepair = {
  /** Looks at every room and at the invitations. */
  all(signal: AbortSignal): Promise<{ readonly found: number; readonly failed: number }>
  /** Looks at these rooms only; rejects when one could not be read. */
  rooms(roomIds: readonly string[], signal: AbortSignal): Promise<void>
}

const wanted = new Set(['m.room.message', 'm.room.encrypted', 'm.room.encryption'])

/** The event as the homeserver would have pushed it, marked late. */
const toIncoming = (event: RoomEvent): Incoming => ({
  id: event.eventId,
  lane: event.roomId,
  late: true,
  body: JSON.stringify({
    type: event.type,
    event_id: event.eventId,
    room_id: event.roomId,
    sender: event.sender,
    origin_server_ts: event.originServerTs,
    content: event.content,
    ...(event.stateKey === undefined ? {} : { state_key: event.stateKey }),
    ...(event.age === undefined ? {} : { unsigned: { age: event.age } }),
  }),
})

/** An invitation has no id of its own here: the same one on the same day is the same work. */
const invitationOf = ({ roomId, sender, content }: Invitation, userId: string, now: number) => {
  const day = new Date(now).toISOString().slice(0, 10)
  const eventId = `invite:${createHash('sha256').update([roomId, sender, day].join('\0')).digest('base64url')}`
  const event = { type: 'm.room.member', eventId, roomId, sender, content, stateKey: userId }
  return toIncoming({ ...event, originServerTs: now, age: undefined })
}

const ownMembership = (event: RoomEvent, userId: string): unknown =>
  event.type === 'm.room.member' && event.stateKey === userId
    ? event.content['membership']
    : undefined

/**
 * What was written since the bot came in, newest first: nobody was talking to it before. Its oldest join counts, because
 * a new display name or avatar is a join event too.
 */
const sinceOwnJoin = (events: readonly RoomEvent[], userId: string): readonly RoomEvent[] => {
  const joined = events.findLastIndex((event) => ownMembership(event, userId) === 'join')
  return joined === -1 ? events : events.slice(0, joined)
}

/**
 * Reads back what the homeserver did not deliver: a restart of Synapse loses events it had queued, also from the middle.
 * Each room is read from its newest event back to where it was read before; unknown events go through the inbox, which
 * drops what it has seen. Invitations are asked for: their rooms cannot be read. Returns how many were found.
 */
export const createGapRepair = (parts: GapsParts): GapRepair => {
  const { gateway, store, log, clock } = parts
  const { pageSize = 100, maxPages = 50, firstLookMs = 24 * 60 * 60_000 } = parts

  const readBack = async (roomId: string, signal: AbortSignal) => {
    const mark = await store.gap(roomId)
    const until = mark === undefined ? clock() - firstLookMs : 0
    const events: RoomEvent[] = []
    let from: string | undefined
    let whole = false
    for (let page = 0; page < maxPages && !whole && !signal.aborted; page += 1) {
      const next = await gateway.history(roomId, {
        limit: pageSize,
        ...(from === undefined ? {} : { from }),
      })
      for (const event of next.events) {
        whole ||= event.eventId === mark?.lastEventId || event.originServerTs < until
        const own = ownMembership(event, gateway.userId)
        whole ||= mark === undefined && own !== undefined && own !== 'join'
        if (whole) break
        events.push(event)
      }
      from = next.next
      // A page may be empty and still not be the last: what the bot may not see is left out of it.
      if (from === undefined) whole = true
    }
    return { events: mark === undefined ? sinceOwnJoin(events, gateway.userId) : events, whole }
  }

  const repair = async (roomId: string, signal: AbortSignal): Promise<number> => {
    const { events, whole } = await readBack(roomId, signal)
    const newest = events[0]
    // Stopped halfway: the mark stays where it is, so that the rest is read next time.
    if (newest === undefined || (!whole && signal.aborted)) return 0
    if (!whole) log.warn('room history is longer than is read back', { roomId })
    const candidates = events
      .filter((event) => wanted.has(event.type) && !parts.ignore(event.sender))
      .toReversed()
    const known = await store.known(candidates.map((event) => event.eventId))
    const missing = candidates.filter((event) => !known.has(event.eventId))
    const found = missing.length === 0 ? 0 : await store.accept(missing.map(toIncoming))
    await store.saveGap({
      roomId,
      lastEventId: newest.eventId,
      lastTs: newest.originServerTs,
    })
    return found
  }

  /** What waits for the bot at the door. A delivered invitation that was left alone is looked at once more each day. */
  const invited = async (): Promise<number> => {
    const waiting = (await gateway.invitations()).filter(({ sender }) => !parts.ignore(sender))
    return waiting.length === 0
      ? 0
      : store.accept(waiting.map((one) => invitationOf(one, gateway.userId, clock())))
  }

  const all: GapRepair['all'] = async (signal) => {
    let found = 0
    let failed = 0
    try {
      found = await invited()
      if (found > 0) parts.onFound()
    } catch (err) {
      failed += 1
      log.warn('invitations could not be read', { err })
    }
    for (const roomId of await gateway.joinedRooms()) {
      if (signal.aborted) break
      try {
        const here = await repair(roomId, signal)
        found += here
        if (here > 0) parts.onFound()
      } catch (err) {
        failed += 1
        log.warn('room history could not be read', { roomId, err })
      }
    }
    if (found > 0) log.info('events were read back', { found })
    return { found, failed }
  }

  return {
    all,
    async rooms(roomIds, signal) {
      for (const roomId of roomIds) if ((await repair(roomId, signal)) > 0) parts.onFound()
    },
  }
}
