import { setTimeout as wait } from 'node:timers/promises'
import { LogService, MatrixClient, MatrixError as SdkError, setRequestFn } from 'matrix-bot-sdk'
import { type Content, MatrixError } from '../gateway.ts'
import { createSdkRequest } from './matrix-http.ts'

/** Requests over matrix-bot-sdk as one user of the namespace, with one device; this is its only importer. */
export type MatrixCalls = {
  readonly call: Call
  readonly upload: (bytes: Uint8Array, mimetype: string, filename: string) => Promise<string>
}

/** An error of the SDK in our words: the code only. */
const translate = (error: unknown): MatrixError => {
  if (error instanceof MatrixError) return error
  if (error instanceof SdkError) {
    const status = error.statusCode
    return new MatrixError(error.errcode, {
      status,
      retryable: status === 429 || status >= 500 || error.errcode === 'M_UNKNOWN_TOKEN',
      retryAfterMs: typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined,
    })
  }
  return new MatrixError('unknown', { retryable: true })
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, trace() {} }

/** One request; a 429 is waited out, every failure is a `MatrixError`. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: Content,
  query?: Readonly<Record<string, string>>,
) => Promise<unknown>

const createCall = (client: MatrixClient, timeoutMs: number, patienceMs: number): Call => {
  const once: Call = async (method, path, body, query) => {
    try {
      return await client.doRequest(
        method,
        path,
        query === undefined ? null : { ...query },
        body ?? null,
        timeoutMs,
      )
    } catch (error) {
      throw translate(error)
    }
  }
  return async (method, path, body, query) => {
    const until = Date.now() + patienceMs
    for (;;) {
      try {
        return await once(method, path, body, query)
      } catch (error) {
        const delay =
          error instanceof MatrixError && error.status === 429
            ? (error.retryAfterMs ?? 1000)
            : undefined
        if (delay === undefined || Date.now() + delay > until) throw error
        await wait(delay)
      }
    }
  }
}

/** Undefined in the place of "there is no such thing"; a 404 of a proxy says nothing of the kind. */
export const orNothing = async (request: Promise<unknown>): Promise<unknown> => {
  try {
    return await request
  } catch (error) {
    if (error instanceof MatrixError && error.code === 'M_NOT_FOUND') return undefined
    throw error
  }
}

/**
 * The SDK's clients with our transport under them and their log, which holds bodies, switched off. Nothing ever logs in:
 * without a user the requests are the application service's own, with one they carry `user_id`, and `device_id` once there is one.
 */
export const createMatrixClients = (options: {
  readonly homeserverUrl: string
  readonly asToken: string
  readonly timeoutMs: number
  readonly patienceMs: number
}): ((userId?: string, deviceId?: string) => MatrixCalls) => {
  setRequestFn(createSdkRequest())
  LogService.setLogger(silent)
  return (userId, deviceId) => {
    const client = new MatrixClient(options.homeserverUrl.replace(/\/+$/, ''), options.asToken)
    if (userId !== undefined) client.impersonateUserId(userId, deviceId)
    return {
      call: createCall(client, options.timeoutMs, options.patienceMs),
      upload: async (bytes, mimetype, filename) => {
        try {
          return await client.uploadContent(Buffer.from(bytes), mimetype, filename)
        } catch (error) {
          throw translate(error)
        }
      },
    }
  }
}
