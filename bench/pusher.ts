import { createConnection } from 'node:net'

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

/** The whole of an answer's head, and how long its body is. */
const headOf = (text: string) => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/u.exec(head)?.[1]),
    length: end + 4 + Number(/^content-length: (\d+)$/imu.exec(head)?.[1] ?? Number.NaN),
  }
}

/**
 * A pusher for the appservice on this port. It writes to the socket itself, so that as little as possible of what is
 * measured is its own work.
 */
export const createPusher = (port: number, hsToken: string): Pusher => {
  let said = ''
  let waiting: { resolve: () => void; reject: (error: Error) => void } | undefined
  const end = (error?: Error) => {
    const { resolve, reject } = waiting ?? {}
    waiting = undefined
    said = ''
    if (error === undefined) resolve?.()
    else reject?.(error)
  }
  const connect = () => {
    const made = createConnection({ port, host: '127.0.0.1', noDelay: true })
    made.setEncoding('latin1')
    made.on('data', (text: string) => {
      said += text
      const head = headOf(said)
      if (head === undefined || said.length < head.length) return
      end(head.status === 200 ? undefined : new Error(`a transaction got ${head.status}`))
    })
    made.on('error', end)
    made.on('close', () => end(new Error('the appservice closed the connection')))
    return made
  }
  let socket = connect()
  let txn = 0
  const write = async (body: Buffer): Promise<number> => {
    txn += 1
    const head = [
      `PUT /_matrix/app/v1/transactions/${txn} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `authorization: Bearer ${hsToken}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
    ]
    const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
    // An appservice may close what was idle for a while.
    if (!socket.writable) socket = connect()
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    waiting = { resolve: () => resolve(undefined), reject }
    const began = performance.now()
    socket.write(bytes)
    await promise
    return performance.now() - began
  }
  // One after another, also when several ask at once.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (body: string): Promise<number> => {
    const bytes = Buffer.from(body)
    const mine = last.then(() => write(bytes))
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    pushText: inTurn,
    push: (events) => inTurn(JSON.stringify({ events })),
    close: () => socket.destroy(),
  }
}
