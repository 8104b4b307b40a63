import http from 'node:http'

/** An event as a homeserver pushes it. */
export type PushedEvent = Readonly<Record<string, unknown>> & {
  readonly event_id: string
  readonly room_id: string
}

let eventCount = 0

/** A text message that was written just now. */
export const message = (roomId: string, sender: string, body: string): PushedEvent => ({
  type: 'm.room.message',
  event_id: `$${process.pid}-${++eventCount}-bench0123456789abcdefghijklmnop`,
  room_id: roomId,
  sender,
  origin_server_ts: Date.now(),
  unsigned: { age: 3 },
  content: { msgtype: 'm.text', body },
})

/** Pushes transactions to one appservice over one connection, one after another, as Synapse does. */
export type Pusher = {
  /** Resolves with the milliseconds until the acknowledgement was read. */
  push(events: readonly PushedEvent[]): Promise<number>
  /** The same for a body that was made beforehand. */
  pushText(body: string): Promise<number>
  close(): void
}

/** A pusher for the appservice on this port. */
export const createPusher = (port: number, hsToken: string): Pusher => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  let txn = 0
  const pushText = (body: string): Promise<number> =>
    new Promise((resolve, reject) => {
      txn += 1
      const began = performance.now()
      const request = http.request(
        {
          host: '127.0.0.1',
          port,
          agent,
          method: 'PUT',
          path: `/_matrix/app/v1/transactions/${txn}`,
          headers: {
            authorization: `Bearer ${hsToken}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          response.resume()
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - began)
            else reject(new Error(`a transaction was answered with ${response.statusCode}`))
          })
        },
      )
      request.once('error', reject)
      request.end(body)
    })
  return {
    pushText,
    push: (events) => pushText(JSON.stringify({ events })),
    close: () => agent.destroy(),
  }
}
