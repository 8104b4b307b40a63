import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../../log.ts'
import type { Inbox, Incoming } from '../../store/store.ts'
import { type DeliveredEvent, malformedLane, toTransaction } from './incoming.ts'
import type { Intake } from './intake.ts'
import type { Arrived } from './numbering.ts'
import { type Answer, matrixError, readBody, send, tokenCheck } from './receiver-http.ts'

export type ReceiverParts = {
  readonly listen: { readonly host: string; readonly port: number }
  readonly hsToken: string
  readonly store: Pick<Inbox, 'accept'>
  /** Called after each commit that brought something new, when it has been acknowledged. */
  readonly onAccepted: () => void
  readonly ownsUser: (userId: string) => boolean
  readonly ownsAlias: (alias: string) => boolean
  readonly ready: () => Promise<Readiness>
  readonly log: Log
  /** Told when a transaction is received, so that other work can wait. */
  readonly intake?: Pick<Intake, 'began' | 'ended'>
  /** Waited for before the events of a transaction are accepted. */
  readonly arrived?: Arrived
  /** Events that are not even accepted, such as the bot's own. */
  readonly ignore?: (event: DeliveredEvent) => boolean
  readonly limits?: Partial<ReceiverLimits>
}

/** What `/ready` tells, without patient data. */
export type Readiness = {
  /** The names of what is not ready. */
  readonly missing: readonly string[]
  /** The code of what failed last, for each that is not ready and was tried. */
  readonly why?: Readonly<Record<string, string>>
  /** Rooms the bot stays silent in because they are encrypted. */
  readonly encryptedRooms: readonly string[]
}

export type ReceiverLimits = {
  readonly bodyBytes: number
  readonly headersMs: number
  readonly requestMs: number
  /** How long requests under way may take to finish when the receiver stops. */
  readonly stopMs: number
}

export type Receiver = {
  start(): Promise<{ readonly port: number }>
  /** Takes no new requests, lets those under way finish, and closes every connection. */
  stop(): Promise<void>
}

type Route = {
  readonly method: string
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<Answer>
}

const usualLimits: ReceiverLimits = {
  bodyBytes: 16 * 1024 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  stopMs: 5000,
}
const root = '/_matrix/app/v1/'
const empty: Answer = { status: 200, body: {} }
const unrecognized = matrixError(404, 'M_UNRECOGNIZED', 'Unrecognized request')
const notFound = matrixError(404, 'M_NOT_FOUND', 'Not found')

/** The HTTP door for the homeserver (Matrix Application Service API): an event is acknowledged only when it is committed. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { listen, store, log, ignore } = parts
  const limits = { ...usualLimits, ...parts.limits }
  const refuse = tokenCheck(parts.hsToken)
  let stopping = false

  const accept = async (
    id: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer> => {
    parts.intake?.began()
    const read = await readBody(request, response, limits.bodyBytes)
    if ('refused' in read) return read.refused
    let body: unknown
    try {
      body = JSON.parse(read.text)
    } catch {
      return matrixError(400, 'M_NOT_JSON', 'The body is not JSON')
    }
    const transaction = toTransaction(body, ignore)
    if (transaction === undefined) {
      return matrixError(400, 'M_BAD_JSON', 'The body is not a transaction')
    }
    const { items, malformed, extras } = transaction
    const apart = malformed.map((one): Incoming => ({ ...one, lane: malformedLane, late: false }))
    await parts.arrived?.(decoded(id) ?? '', items)
    let added: number
    try {
      added = await store.accept([...items, ...apart], extras)
    } catch (err) {
      log.error('a transaction could not be stored; the homeserver will send it again', { err })
      return matrixError(503, 'M_UNKNOWN', 'The transaction could not be stored')
    }
    parts.intake?.ended(items.length)
    if (apart.length > 0) log.warn('malformed events were put aside', { count: apart.length })
    return added > 0 ? { ...empty, afterwards: parts.onAccepted } : empty
  }

  const drained = async (request: IncomingMessage, response: ServerResponse): Promise<Answer> => {
    const read = await readBody(request, response, limits.bodyBytes)
    return 'refused' in read ? read.refused : empty
  }

  const tellReady = async (): Promise<Answer> => {
    const readiness = await parts.ready()
    const ready = readiness.missing.length === 0
    return { status: ready ? 200 : 503, body: { ready, ...readiness } }
  }

  const routeOf = (path: string): Route | undefined => {
    if (path === '/health') return get(async () => ({ status: 200, body: { alive: true } }))
    if (path === '/ready') return get(tellReady)
    if (!path.startsWith(root)) return undefined
    const [kind, id, ...more] = path.slice(root.length).split('/')
    if (kind === 'ping' && id === undefined) return { method: 'POST', answer: drained }
    if (kind === 'thirdparty' && id !== undefined) return get(async () => notFound)
    if (id === undefined || id === '' || more.length > 0) return undefined
    if (kind === 'transactions')
      return { method: 'PUT', answer: (...request) => accept(id, ...request) }
    if (kind === 'users') return get(async () => owned(id, parts.ownsUser))
    if (kind === 'rooms') return get(async () => owned(id, parts.ownsAlias))
    return undefined
  }

  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<Answer> => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const refusal = path.startsWith('/_matrix/') ? refuse(request.headers.authorization) : undefined
    if (refusal !== undefined) return refusal
    const route = routeOf(path)
    if (route === undefined) return unrecognized
    if (route.method !== request.method) {
      return matrixError(405, 'M_UNRECOGNIZED', 'Wrong method', { allow: route.method })
    }
    return route.answer(request, response)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let answer: Answer
    try {
      answer = await answerTo(request, response)
    } catch (err) {
      if (request.destroyed && !request.complete) return
      log.error('a request could not be answered', { err })
      answer = matrixError(500, 'M_UNKNOWN', 'Internal error')
    }
    send(request, response, answer, stopping)
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    void handle(request, response)
  }
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: Math.max(100, Math.min(5000, limits.headersMs / 2)),
  })
  server.on('request', onRequest)
  server.on('checkContinue', onRequest)

  return {
    start() {
      return new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(listen.port, listen.host, () => {
          server.off('error', reject)
          resolve({ port: portOf(server.address()) ?? listen.port })
        })
      })
    },
    stop() {
      stopping = true
      return new Promise((resolve) => {
        const deadline = setTimeout(() => server.closeAllConnections(), limits.stopMs)
        server.close(() => {
          clearTimeout(deadline)
          resolve()
        })
        server.closeIdleConnections()
      })
    },
  }
}

function get(answer: Route['answer']): Route {
  return { method: 'GET', answer }
}

function owned(encoded: string, owns: (id: string) => boolean): Answer {
  const id = decoded(encoded)
  return id !== undefined && owns(id) ? empty : notFound
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function portOf(address: string | AddressInfo | null): number | undefined {
  return typeof address === 'object' ? address?.port : undefined
}
