import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { answeredEvent, asText, type ClientEvent, type Json } from '../scripts/client/event.ts'
import { createRequest, type Session } from '../scripts/client/http.ts'
import { type Sync, startSync } from '../scripts/client/sync.ts'

/** One question and its answer, on the clock of `performance.now`. */
export type Trip = { readonly from: number; readonly to: number; readonly ms: number }

/** A person who asks bots and notes when their answers are in the person's own sync. Joins where invited. */
export type Asker = {
  readonly userId: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Types a line; resolves with the event id. */
  send(roomId: string, body: string): Promise<string>
  /** Types a line and waits for the answer to it. */
  ask(roomId: string, body: string): Promise<Trip>
  /** How many different answers an event has got. */
  answersTo(eventId: string): number
  /** The room, not the space, this bot invited the person to. */
  roomFrom(botUserId: string): Promise<string>
  /** A new room with this bot in it. */
  roomWith(botUserId: string): Promise<string>
}

const answerLimitMs = 60_000

const until = async <T>(look: () => T | undefined, what: string): Promise<T> => {
  const deadline = Date.now() + answerLimitMs
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await wait(20)
  }
}

/** Prepares one person; nothing is fetched before `start`. */
export const createAsker = (session: Session): Asker => {
  const request = createRequest(session)
  const answers = new Map<string, Set<string>>()
  const firstAt = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  const inviters = new Map<string, string>()
  const kinds = new Map<string, 'space' | 'room'>()
  const joined = new Set<string>()
  let sync: Sync | undefined

  const answered = (event: ClientEvent, of: string) => {
    const known = answers.get(of) ?? new Set()
    answers.set(of, known.add(event.event_id))
    if (known.size > 1) return
    firstAt.set(of, performance.now())
    waiting.get(of)?.()
  }

  const emit = (event: ClientEvent) => {
    const { type, room_id: roomId, state_key: key, sender, content } = event
    const of = answeredEvent(event)
    if (of !== undefined) answered(event, of)
    if (type === 'm.room.create')
      kinds.set(roomId, content['type'] === 'm.space' ? 'space' : 'room')
    if (type !== 'm.room.member') return
    if (content['membership'] === 'join' && key !== undefined) joined.add(`${roomId} ${key}`)
    if (content['membership'] === 'invite' && key === session.userId) {
      inviters.set(roomId, sender)
      const path = `/_matrix/client/v3/join/${encodeURIComponent(roomId)}`
      request('POST', path, { body: {}, retryMs: 10_000 }).catch(() => undefined)
    }
  }

  const send: Asker['send'] = async (roomId, body) => {
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${randomUUID()}`
    const content: Json = { msgtype: 'm.text', body }
    const { event_id: id } = await request('PUT', path, { body: content })
    return asText(id) ?? ''
  }

  const answer = (eventId: string): Promise<number> => {
    const there = firstAt.get(eventId)
    if (there !== undefined) return Promise.resolve(there)
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const timer = setTimeout(() => reject(new Error('an answer did not come')), answerLimitMs)
    waiting.set(eventId, () => {
      clearTimeout(timer)
      waiting.delete(eventId)
      resolve(firstAt.get(eventId) ?? performance.now())
    })
    return promise
  }

  return {
    userId: session.userId,
    send,
    async start() {
      sync ??= startSync(request, emit)
      await sync.ready
    },
    async stop() {
      await sync?.stop()
    },
    async ask(roomId, body) {
      const from = performance.now()
      const to = await answer(await send(roomId, body))
      return { from, to, ms: to - from }
    },
    answersTo: (eventId) => answers.get(eventId)?.size ?? 0,
    roomFrom: (botUserId) =>
      until(
        () =>
          [...inviters].find(
            ([roomId, inviter]) =>
              inviter === botUserId &&
              kinds.get(roomId) === 'room' &&
              joined.has(`${roomId} ${session.userId}`),
          )?.[0],
        'a room of the bot',
      ),
    async roomWith(botUserId) {
      const body = { preset: 'private_chat', invite: [botUserId] }
      const { room_id: id } = await request('POST', '/_matrix/client/v3/createRoom', { body })
      const roomId = asText(id) ?? ''
      await until(() => joined.has(`${roomId} ${botUserId}`) || undefined, 'a bot to join')
      return roomId
    },
  }
}
