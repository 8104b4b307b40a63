import { setTimeout as wait } from 'node:timers/promises'
import { asJson, asText, type Json } from './event.ts'

/** Where a client stands: one session on one homeserver. */
export type Session = {
  readonly baseUrl: string
  readonly accessToken: string
  readonly userId: string
}

/** A refusal of the homeserver, or its absence (`errcode` is then `unreachable`). */
export class ClientError extends Error {
  override name = 'ClientError'
  readonly status: number
  readonly errcode: string
  constructor(status: number, errcode: string, message: string) {
    super(`${status} ${errcode}: ${message}`)
    this.status = status
    this.errcode = errcode
  }
}

/** One request. `retryMs` repeats it while the homeserver is away; only for what may be done twice. */
type RequestOptions = {
  readonly body?: Json
  readonly query?: Readonly<Record<string, string>>
  readonly retryMs?: number
  readonly signal?: AbortSignal
}

/** Does a request as this session and gives the answer's object. */
export type Request = (method: string, path: string, options?: RequestOptions) => Promise<Json>

const REQUEST_LIMIT_MS = 60_000
const RETRY_PAUSE_MS = 150
const RATE_LIMIT_PATIENCE_MS = 60_000

const parse = (text: string): Json => {
  try {
    return asJson(JSON.parse(text))
  } catch {
    return {}
  }
}

const isAway = (error: ClientError): boolean => error.status === 0 || error.status >= 500

/** Requests for a session: rate limits are waited out, and repeatable requests survive a restart of the homeserver. */
export const createRequest = (session: Session): Request => {
  const once = async (
    method: string,
    path: string,
    options: RequestOptions,
  ): Promise<Json | ClientError> => {
    const url = new URL(path, session.baseUrl)
    for (const [name, value] of Object.entries(options.query ?? {}))
      url.searchParams.set(name, value)
    const limit = AbortSignal.timeout(REQUEST_LIMIT_MS)
    try {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${session.accessToken}`,
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        signal: options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]),
      })
      const answer = parse(await response.text())
      if (response.ok) return answer
      const pause = answer['retry_after_ms']
      if (response.status === 429) {
        await wait(Math.min(typeof pause === 'number' ? pause : 1000, RATE_LIMIT_PATIENCE_MS))
        return await once(method, path, options)
      }
      return new ClientError(
        response.status,
        asText(answer['errcode']) ?? 'unknown',
        asText(answer['error']) ?? '',
      )
    } catch (error) {
      options.signal?.throwIfAborted()
      return new ClientError(0, 'unreachable', error instanceof Error ? error.message : '')
    }
  }
  return async (method, path, options = {}) => {
    const deadline = Date.now() + (options.retryMs ?? 0)
    for (;;) {
      const result = await once(method, path, options)
      if (!(result instanceof ClientError)) return result
      if (!isAway(result) || Date.now() >= deadline) throw result
      await wait(RETRY_PAUSE_MS)
    }
  }
}
