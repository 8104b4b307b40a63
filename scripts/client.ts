import { randomUUID } from 'node:crypto'
import {
  answeredEvent,
  asList,
  asText,
  type ClientEvent,
  type Json,
  readEvent,
} from './client/event.ts'
import { createRequest, type Request, type Session } from './client/http.ts'
import { type Sync, startSync } from './client/sync.ts'

/** A page of a room's history. */
export type Page = { readonly events: readonly ClientEvent[]; readonly next: string | undefined }

/** A person's Matrix client for demonstrations and tests; it remembers every event since its start. */
export type Client = {
  readonly userId: string
  readonly baseUrl: string
  /** Any request as this person. */
  readonly request: Request
  /** Begins to follow the rooms; resolves after the first sync. Waiting for events begins it too. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Sends a text message and gives its event id. */
  send(roomId: string, body: string, extra?: Json): Promise<string>
  sendContent(roomId: string, content: Json, type?: string, txnId?: string): Promise<string>
  /** Hears every event from now on; gives the way to stop hearing. */
  listen(hear: (event: ClientEvent) => void): () => void
  /** What was seen, oldest first, of one room or of all. */
  events(roomId?: string): readonly ClientEvent[]
  /** The first event, seen already or still to come, for which the predicate holds. */
  waitFor(
    predicate: (event: ClientEvent) => boolean,
    timeoutMs?: number,
    what?: string,
  ): Promise<ClientEvent>
  /** The first message that replies to this event. */
  waitForAnswer(eventId: string, timeoutMs?: number): Promise<ClientEvent>
  /** The room of the first invitation that fits. */
  waitForInvite(predicate?: (event: ClientEvent) => boolean, timeoutMs?: number): Promise<string>
  createRoom(body?: Json): Promise<string>
  join(roomIdOrAlias: string): Promise<string>
  invite(roomId: string, userId: string): Promise<void>
  leave(roomId: string): Promise<void>
  state(roomId: string, type: string, stateKey?: string): Promise<Json>
  /** Newest first unless `dir` is `f`. */
  messages(
    roomId: string,
    options?: { readonly dir?: 'b' | 'f'; readonly from?: string; readonly limit?: number },
  ): Promise<Page>
}

type Waiter = {
  readonly predicate: (event: ClientEvent) => boolean
  readonly found: (event: ClientEvent) => void
}

const PATIENCE_MS = 15_000
const SEND_RETRY_MS = 30_000

const mustHave = (answer: Json, key: string): string => {
  const value = asText(answer[key])
  if (value === undefined) throw new Error(`the homeserver's answer has no ${key}`)
  return value
}

const room = (roomId: string, rest: string): string =>
  `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/${rest}`

const isInviteOf = (userId: string, event: ClientEvent): boolean =>
  event.type === 'm.room.member' &&
  event.state_key === userId &&
  event.content['membership'] === 'invite'

/** Makes a client for a session; nothing is fetched before it is started or used. */
export const createClient = (session: Session): Client => {
  const request = createRequest(session)
  const log: ClientEvent[] = []
  const waiters = new Set<Waiter>()
  const listeners = new Set<(event: ClientEvent) => void>()
  let sync: Sync | undefined
  const emit = (event: ClientEvent): void => {
    log.push(event)
    for (const hear of listeners) hear(event)
    for (const waiter of waiters) if (waiter.predicate(event)) waiter.found(event)
  }
  const begin = (): Sync => {
    sync ??= startSync(request, emit)
    return sync
  }

  const waitFor: Client['waitFor'] = (predicate, timeoutMs = PATIENCE_MS, what = 'an event') => {
    begin()
    const earlier = log.find(predicate)
    if (earlier !== undefined) return Promise.resolve(earlier)
    const { promise, resolve, reject } = Promise.withResolvers<ClientEvent>()
    const waiter: Waiter = { predicate, found: resolve }
    const late = () => reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`))
    const timer = setTimeout(late, timeoutMs)
    waiters.add(waiter)
    return promise.finally(() => {
      clearTimeout(timer)
      waiters.delete(waiter)
    })
  }

  const sendContent: Client['sendContent'] = async (
    roomId,
    content,
    type = 'm.room.message',
    txnId = randomUUID(),
  ) => {
    const path = room(roomId, `send/${encodeURIComponent(type)}/${encodeURIComponent(txnId)}`)
    const answer = await request('PUT', path, { body: content, retryMs: SEND_RETRY_MS })
    return mustHave(answer, 'event_id')
  }

  return {
    userId: session.userId,
    baseUrl: session.baseUrl,
    request,
    start: () => begin().ready,
    stop: async () => {
      await sync?.stop()
    },
    send: (roomId, body, extra = {}) => sendContent(roomId, { msgtype: 'm.text', body, ...extra }),
    sendContent,
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    events: (roomId) => log.filter((event) => roomId === undefined || event.room_id === roomId),
    waitFor,
    waitForAnswer: (eventId, timeoutMs) =>
      waitFor((event) => answeredEvent(event) === eventId, timeoutMs, `an answer to ${eventId}`),
    waitForInvite: async (predicate = () => true, timeoutMs = PATIENCE_MS) => {
      const found = (event: ClientEvent): boolean =>
        isInviteOf(session.userId, event) && predicate(event)
      return (await waitFor(found, timeoutMs, 'an invitation')).room_id
    },
    createRoom: async (body = {}) =>
      mustHave(await request('POST', '/_matrix/client/v3/createRoom', { body }), 'room_id'),
    join: async (roomIdOrAlias) => {
      const path = `/_matrix/client/v3/join/${encodeURIComponent(roomIdOrAlias)}`
      return mustHave(await request('POST', path, { body: {}, retryMs: SEND_RETRY_MS }), 'room_id')
    },
    invite: async (roomId, userId) => {
      await request('POST', room(roomId, 'invite'), { body: { user_id: userId } })
    },
    leave: async (roomId) => {
      await request('POST', room(roomId, 'leave'), { body: {}, retryMs: SEND_RETRY_MS })
    },
    state: (roomId, type, stateKey = '') =>
      request(
        'GET',
        room(roomId, `state/${encodeURIComponent(type)}/${encodeURIComponent(stateKey)}`),
      ),
    messages: async (roomId, { dir = 'b', from, limit = 100 } = {}) => {
      const query = { dir, limit: String(limit), ...(from === undefined ? {} : { from }) }
      const answer = await request('GET', room(roomId, 'messages'), { query })
      const events = asList(answer['chunk']).map((value) => readEvent(roomId, value))
      return { events, next: asText(answer['end']) }
    },
  }
}
