import { createReceiver, type ReceiverParts } from '../src/bot/inbox/receiver.ts'
import type { Log } from '../src/log.ts'
import type { Incoming, TransactionExtras } from '../src/store/store.ts'

type Accepted = { batch: readonly Incoming[]; extras: TransactionExtras | undefined }
/** A running receiver and what it did. */
export type Made = {
  readonly url: string
  readonly port: number
  readonly accepted: Accepted[]
  readonly woken: () => number
  readonly logged: string[]
  stop(): Promise<void>
}

/** The path of a transaction, and the header that opens it. */
export const put = '/_matrix/app/v1/transactions/1'
export const bearer = { authorization: 'Bearer right' }
/** An event as the homeserver delivers it. */
export const event = (id: string) => ({
  event_id: id,
  room_id: '!r',
  type: 'm.room.message',
  sender: '@a:x',
  origin_server_ts: 1,
  content: { body: 'secret words' },
})

/** Runs a receiver whose store takes everything, with other parts where the test needs them. */
export async function withReceiver(
  parts: Partial<ReceiverParts>,
  run: (made: Made) => Promise<void>,
): Promise<void> {
  const accepted: Accepted[] = []
  const logged: string[] = []
  let woken = 0
  const line = (message: string, fields?: object) => {
    logged.push(`${message} ${JSON.stringify(fields)}`)
  }
  const log: Log = { debug: line, info: line, warn: line, error: line }
  const receiver = createReceiver({
    listen: { host: '127.0.0.1', port: 0 },
    hsToken: 'right',
    store: {
      accept: async (batch, extras) => {
        accepted.push({ batch, extras })
        return batch.length
      },
    },
    onAccepted: () => {
      woken += 1
    },
    ownsUser: (userId) => userId === '@zorgbot_1:x',
    ownsAlias: (alias) => alias === '#careteam/1:x',
    ready: async () => ({ missing: [], encryptedRooms: [] }),
    log,
    ...parts,
  })
  const { port } = await receiver.start()
  const url = `http://127.0.0.1:${port}`
  const stop = () => receiver.stop()
  try {
    await run({ url, port, accepted, logged, woken: () => woken, stop })
  } finally {
    await receiver.stop()
  }
}

type Sent = { readonly status: number; readonly body: unknown; readonly type: string | null }

/** One request and what came back. */
export async function ask(
  made: Pick<Made, 'url'>,
  method: string,
  path: string,
  options: { readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Sent> {
  const { headers = bearer, body } = options
  const init = { method, headers, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${made.url}${path}`, init)
  const type = response.headers.get('content-type')
  return { status: response.status, body: await response.json(), type }
}

/** The error code of a standard error response. */
export const errcodeOf = (body: unknown) =>
  typeof body === 'object' && body !== null && 'errcode' in body ? body.errcode : undefined
