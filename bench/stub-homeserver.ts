import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = Readonly<Record<string, unknown>>
type Answer = readonly [status: number, body: Json]

/** A message the bot sent. */
export type Sent = {
  readonly roomId: string
  readonly answers: string
  readonly at: number
}

/** A homeserver that does nothing but answer at once what an appservice asks. */
export type StubHomeserver = {
  readonly baseUrl: string
  /** The room (not the space) this account was invited to, once it was. */
  roomOf(userId: string): string | undefined
  /** Rooms that were not made here, with their members. */
  addRoom(roomId: string, members: readonly string[]): void
  /** Called for every message as its request arrives. */
  listen(heard: (sent: Sent) => void): void
  readonly requests: () => number
  stop(): Promise<void>
}

/** Marks the notice that an answer takes long. */
const busyKey = 'zorgbot.busy'

const ok: Answer = [200, {}]
const notFound: Answer = [404, { errcode: 'M_NOT_FOUND', error: 'Not found' }]

const bodyOf = async (request: IncomingMessage): Promise<Json> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  if (chunks.length === 0 || request.headers['content-type'] === 'image/png') return {}
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const answeredBy = (content: Json): string =>
  Object(Object(content['m.relates_to'])['m.in_reply_to']).event_id ?? ''

const replacedBy = (content: Json): string => Object(content['m.relates_to']).event_id ?? ''

/** Starts the stub; `botUserId` is a member of every room. */
export const startStubHomeserver = async (botUserId: string): Promise<StubHomeserver> => {
  const members = new Map<string, Set<string>>()
  const spaces = new Set<string>()
  const busy = new Map<string, string>()
  let heard: ((sent: Sent) => void) | undefined
  let count = 0
  let requests = 0

  const inRoom = (method: string, roomId: string, rest: string, body: Json): Answer => {
    if (rest.startsWith('send/')) {
      const eventId = `$sent${++count}`
      const answers = answeredBy(body) || (busy.get(replacedBy(body)) ?? '')
      // A notice that it takes long is no answer; the answer takes its place.
      if (busyKey in body) busy.set(eventId, answers)
      else heard?.({ roomId, answers, at: performance.now() })
      return [200, { event_id: eventId }]
    }
    if (rest === 'members') {
      const chunk = [...(members.get(roomId) ?? []), botUserId].map((userId) => ({
        state_key: userId,
        sender: botUserId,
        content: { membership: 'join' },
      }))
      return [200, { chunk }]
    }
    const invited = /^state\/m\.room\.member\/(.+)$/.exec(rest)?.[1]
    if (invited !== undefined) members.get(roomId)?.add(decodeURIComponent(invited))
    if (rest.startsWith('state/'))
      return method === 'GET' ? notFound : [200, { event_id: `$state${++count}` }]
    if (rest === 'messages') return [200, { chunk: [] }]
    return ok
  }

  const answer = (method: string, path: string, body: Json): Answer => {
    const room = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/(.*)$/.exec(path)
    if (room !== null) return inRoom(method, decodeURIComponent(room[1] ?? ''), room[2] ?? '', body)
    if (path.endsWith('/register')) return [200, { user_id: botUserId }]
    if (path.endsWith('/ping')) return [200, { duration_ms: 1 }]
    if (path.endsWith('/whoami')) return [200, { user_id: botUserId }]
    if (path.endsWith('/joined_rooms')) return [200, { joined_rooms: [...members.keys()] }]
    if (path.endsWith('/upload')) return [200, { content_uri: 'mxc://bench/avatar' }]
    if (path.endsWith('/capabilities'))
      return [200, { capabilities: { 'm.room_versions': { default: '12', available: {} } } }]
    if (path.includes('/directory/room/')) return notFound
    if (path.endsWith('/createRoom')) {
      const roomId = `!room${++count}`
      members.set(roomId, new Set())
      if (Object(body['creation_content']).type === 'm.space') spaces.add(roomId)
      return [200, { room_id: roomId }]
    }
    return ok
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    // The heartbeat never stops.
    if (!path.endsWith('/whoami')) requests += 1
    const [status, body] = answer(request.method ?? '', path, await bodyOf(request))
    const text = JSON.stringify(body)
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    response.end(text)
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo = Object(server.address())
      resolve(address.port)
    })
  })
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    roomOf: (userId) =>
      [...members].find(([roomId, users]) => !spaces.has(roomId) && users.has(userId))?.[0],
    addRoom: (roomId, users) => members.set(roomId, new Set(users)),
    listen(next) {
      heard = next
    },
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
