import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { asJson, asList, type Json } from '../scripts/client/event.ts'
import type { Request } from '../scripts/client/http.ts'
import type { MatrixGateway } from '../src/bot/gateway.ts'
import { createMatrixGateway } from '../src/bot/homeserver/matrix.ts'
import { registration } from '../src/bot/homeserver/registration.ts'
import { createReceiver } from '../src/bot/inbox/receiver.ts'
import { createLog } from '../src/log.ts'
import { createSqliteStore } from '../src/store/sqlite.ts'
import { startLoopbackServer } from './loopback-server.ts'

/** An application service of the test: what the homeserver is told of it, and its two tokens. */
export type Service = {
  readonly registration: Json
  readonly asToken: string
  readonly hsToken: string
}

/** The product's own receiver, store and gateway, in this process. */
export type OwnService = Service & {
  /** The events of a room that were committed, in their order. */
  received(roomId: string): Promise<readonly Json[]>
  /** A user of the namespace, made when it is first asked for. */
  user(homeserverUrl: string, localpart: string): Promise<MatrixGateway>
}

/** A service that only listens, with every event the homeserver gave it. */
export type ListeningService = Service & { heard(roomId: string): readonly Json[] }

const newToken = () => randomBytes(24).toString('hex')

const loginType = 'm.login.application_service'

/** Makes an account as an application service may, without a session. */
export const registerUser = async (service: Request, username: string): Promise<void> => {
  const body = { type: loginType, username, inhibit_login: true }
  await service('POST', '/_matrix/client/v3/register', { body })
}

/** Logs in as an application-service user; gives the access token of the session. */
export const login = async (service: Request, user: string): Promise<string> => {
  const body = { type: loginType, identifier: { type: 'm.id.user', user } }
  return String((await service('POST', '/_matrix/client/v3/login', { body }))['access_token'])
}

/** Registers the product's parts, with a name that holds a character with a meaning in patterns. */
export const startOwnService = async (
  stack: AsyncDisposableStack,
  serverName: string,
  dir: string,
): Promise<OwnService> => {
  const [asToken, hsToken] = [newToken(), newToken()]
  const store = await createSqliteStore({ file: join(dir, 'own.db') })
  stack.defer(() => store.close())
  const receiver = createReceiver({
    listen: { host: '127.0.0.1', port: 0 },
    hsToken,
    store,
    onAccepted: () => {},
    ownsUser: () => false,
    ownsAlias: () => false,
    ready: async () => ({ missing: [], encryptedRooms: [] }),
    log: createLog({ level: 'error' }),
  })
  const { port } = await receiver.start()
  stack.defer(() => receiver.stop())
  const users = new Map<string, Promise<MatrixGateway>>()
  const start = async (homeserverUrl: string, botLocalpart: string): Promise<MatrixGateway> => {
    const deviceId = `SEED_${randomBytes(4).toString('hex')}`
    const gateway = createMatrixGateway({
      homeserverUrl,
      serverName,
      asToken,
      registrationId: 'own',
      botLocalpart,
      device: { get: async () => deviceId, save: async () => {} },
      newDeviceId: () => deviceId,
    })
    await gateway.start()
    return gateway
  }
  return {
    asToken,
    hsToken,
    registration: {
      ...registration({
        serverName,
        publicUrl: `http://127.0.0.1:${port}`,
        asToken,
        hsToken,
        senderLocalpart: '_seed',
        userPrefix: 'seed.1_',
        aliasPrefix: 'seed.1_',
      }),
      id: 'own',
    },
    async received(roomId) {
      const all = { now: Date.now(), busy: new Set<string>(), lanes: 1000, perLane: 1000 }
      const items = (await store.ready(all)).get(roomId) ?? []
      return items.map(({ body }) => asJson(JSON.parse(body)))
    },
    user(homeserverUrl, localpart) {
      const user = users.get(localpart) ?? start(homeserverUrl, localpart)
      users.set(localpart, user)
      return user
    },
  }
}

/**
 * Registers a service as the first bridge was: it may log in (which a service that manages its devices itself, MSC4190,
 * may not), and its pattern for rooms is `!*`.
 */
export const startListeningService = async (
  stack: AsyncDisposableStack,
  serverName: string,
): Promise<ListeningService> => {
  const [asToken, hsToken] = [newToken(), newToken()]
  const server = stack.use(
    await startLoopbackServer((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{}')
    }),
  )
  const own = registration({
    serverName,
    publicUrl: server.url,
    asToken,
    hsToken,
    senderLocalpart: '_first',
    userPrefix: 'first_',
    aliasPrefix: 'first_',
  })
  const { 'io.element.msc4190': _, ...rest } = own
  const rooms = [{ exclusive: false, regex: '!*' }]
  return {
    asToken,
    hsToken,
    registration: { ...rest, id: 'first', namespaces: { ...own.namespaces, rooms } },
    heard: (roomId) =>
      server.seen
        .filter(({ path }) => path.includes('/transactions/'))
        .flatMap(({ body }) => asList(asJson(JSON.parse(body))['events']).map(asJson))
        .filter((event) => event['room_id'] === roomId),
  }
}
