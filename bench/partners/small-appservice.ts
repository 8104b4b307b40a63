import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A Matrix event as a homeserver pushes it, without any checking. */
export type Pushed = {
  readonly event_id: string
  readonly room_id: string
  readonly type: string
  readonly state_key?: string
  readonly content: { readonly body?: string; readonly membership?: string }
}

const setting = (name: string): string => process.env[name] ?? ''

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The smallest appservice there can be: it acknowledges and then answers what begins with `!`. `keep` runs before the 200. */
export const serveSmallAppservice = (keep: (events: readonly Pushed[]) => void): void => {
  const call = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${setting('BENCH_HOMESERVER')}/_matrix/client/v3/rooms/${path}`, {
      method,
      headers: { authorization: `Bearer ${setting('BENCH_AS_TOKEN')}` },
      body: JSON.stringify(body),
    })
    await response.arrayBuffer()
  }
  const answer = async ({ type, event_id, room_id, content, state_key }: Pushed) => {
    const room = encodeURIComponent(room_id)
    if (state_key === setting('BENCH_USER') && content.membership === 'invite')
      await call('POST', `${room}/join`, {})
    if (type !== 'm.room.message' || content.body?.startsWith('!') !== true) return
    await call('PUT', `${room}/send/m.room.message/${crypto.randomUUID()}`, {
      msgtype: 'm.notice',
      body: 'answer',
      'm.relates_to': { 'm.in_reply_to': { event_id } },
    })
  }
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(request)
    const events: readonly Pushed[] = text === '' ? [] : (JSON.parse(text).events ?? [])
    keep(events)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    for (const event of events) answer(event).catch(() => undefined)
  }
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy())
  })
  server.listen(Number(setting('BENCH_PORT')), '127.0.0.1')
}
