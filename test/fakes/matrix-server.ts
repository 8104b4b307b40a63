import type { ServerResponse } from 'node:http'
import { createMatrixGateway, type MatrixOptions } from '../../src/bot/homeserver/matrix.ts'
import {
  giveJson,
  type LoopbackServer,
  type Seen,
  startLoopbackServer,
} from '../loopback-server.ts'

/** The token of these tests, looked for wherever it must not be. */
export const token = 'as-token-that-nobody-may-see'

/** An answer of the server to one kind of request; undefined leaves it to the usual ones. */
export type Override = (seen: Seen, response: ServerResponse) => true | undefined

const usual = ({ path }: Seen): unknown => {
  if (path.includes('/send/')) return { event_id: '$sent' }
  if (path.includes('/capabilities'))
    return { capabilities: { 'm.room_versions': { default: '11', available: {} } } }
  if (path.includes('/createRoom') || path.includes('/directory/')) return { room_id: '!r:z' }
  if (path.includes('/members')) return { chunk: [] }
  if (path.includes('/joined_rooms')) return { joined_rooms: [] }
  if (path.includes('/messages')) return { chunk: [] }
  if (path.includes('/upload')) return { content_uri: 'mxc://z/1' }
  return {}
}

/** A stub homeserver and a gateway that talks to it. */
export const startMatrix = async (
  override: Override = () => undefined,
  options: Partial<MatrixOptions> = {},
) => {
  const server: LoopbackServer = await startLoopbackServer((seen, response) => {
    if (override(seen, response) === undefined) giveJson(response, usual(seen))
  })
  let device: string | undefined
  const gateway = createMatrixGateway({
    homeserverUrl: server.url,
    serverName: 'z',
    asToken: token,
    registrationId: 'zorgbot',
    botLocalpart: 'zorgbot',
    device: {
      get: async () => device,
      async save(id) {
        device = id
      },
    },
    newDeviceId: () => 'DEVICE',
    timeoutMs: 2000,
    patienceMs: 2000,
    ...options,
  })
  return { server, gateway, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** The query of a request. */
export const queryOf = ({ path }: Seen): URLSearchParams => new URL(path, 'http://z').searchParams
