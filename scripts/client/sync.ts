import { setTimeout as wait } from 'node:timers/promises'
import { asJson, asList, asText, type ClientEvent, type Json, readEvent } from './event.ts'
import { ClientError, type Request } from './http.ts'

/** A running sync loop. */
export type Sync = {
  /** Resolves after the first answer of the homeserver. */
  readonly ready: Promise<void>
  stop(): Promise<void>
}

const POLL_MS = 30_000
const RETRY_MS = 200
const GAP_PAGES = 100

const FILTER = JSON.stringify({
  presence: { types: [] },
  room: { timeline: { limit: 100 }, ephemeral: { types: [] } },
})

const pathOf = (roomId: string): string =>
  `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages`

/** Follows a session's rooms and gives every event once, in the order of the homeserver; gaps in a busy room are read back. */
export const startSync = (request: Request, emit: (event: ClientEvent) => void): Sync => {
  const stopped = new AbortController()
  const seen = new Set<string>()
  const pass = (roomId: string, values: readonly unknown[]): void => {
    for (const value of values) {
      const event = readEvent(roomId, value)
      if (seen.has(event.event_id)) continue
      seen.add(event.event_id)
      emit(event)
    }
  }

  // A homeserver leaves events out of a sync when there are many; they stand between `since` and `prev_batch`.
  const readGap = async (roomId: string, from: string, since: string): Promise<unknown[]> => {
    const missing: unknown[] = []
    let token: string | undefined = from
    for (let page = 0; token !== undefined && page < GAP_PAGES; page += 1) {
      const answer: Json = await request('GET', pathOf(roomId), {
        query: { dir: 'b', from: token, to: since, limit: '100' },
        signal: stopped.signal,
      })
      missing.push(...asList(answer['chunk']))
      token = asText(answer['end'])
    }
    return missing.toReversed()
  }

  const takeRoom = async (roomId: string, room: Json, since: string | undefined): Promise<void> => {
    const timeline = asJson(room['timeline'])
    const from = asText(timeline['prev_batch'])
    pass(roomId, asList(asJson(room['state'])['events']))
    if (timeline['limited'] === true && since !== undefined && from !== undefined)
      pass(roomId, await readGap(roomId, from, since))
    pass(roomId, asList(timeline['events']))
  }

  const take = async (answer: Json, since: string | undefined): Promise<void> => {
    const rooms = asJson(answer['rooms'])
    for (const [roomId, room] of Object.entries(asJson(rooms['invite']))) {
      const state = asList(asJson(asJson(room)['invite_state'])['events'])
      // An invitation may come again after it was declined: it counts as new each time it is in a sync.
      for (const value of state) emit(readEvent(roomId, value))
    }
    for (const kind of ['join', 'leave'])
      for (const [roomId, room] of Object.entries(asJson(rooms[kind])))
        await takeRoom(roomId, asJson(room), since)
  }

  const first = Promise.withResolvers<void>()
  const loop = async (): Promise<void> => {
    let since: string | undefined
    while (!stopped.signal.aborted) {
      try {
        const answer = await request('GET', '/_matrix/client/v3/sync', {
          query: {
            filter: FILTER,
            ...(since === undefined ? {} : { since, timeout: String(POLL_MS) }),
          },
          signal: stopped.signal,
        })
        await take(answer, since)
        since = asText(answer['next_batch'])
        first.resolve()
      } catch (error) {
        if (stopped.signal.aborted) break
        if (error instanceof ClientError && error.status > 0 && error.status < 500) {
          first.reject(error)
          return
        }
        await wait(RETRY_MS)
      }
    }
    first.resolve()
  }
  const ended = loop()
  first.promise.catch(() => undefined)
  return {
    ready: first.promise,
    stop: async () => {
      stopped.abort()
      await ended
    },
  }
}
