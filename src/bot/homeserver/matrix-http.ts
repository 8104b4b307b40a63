import http from 'node:http'
import https from 'node:https'
import { MatrixError } from '../gateway.ts'

/** What matrix-bot-sdk hands to its request function; only the fields it really sets. */
export type SdkRequest = {
  readonly uri: string
  readonly method: string
  readonly qs?: Readonly<Record<string, unknown>> | null
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly encoding?: null
  readonly timeout: number
}

export type SdkResponse = {
  readonly statusCode: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: unknown
}

type Callback = (error: Error | null, response?: SdkResponse, body?: unknown) => void

const maxBytes = 32 * 1024 * 1024

/** The one query name that today's Synapse ignores, and the stable one it reads (spec v1.17, device masquerading). */
const stableNames: Readonly<Record<string, string>> = {
  'org.matrix.msc3202.device_id': 'device_id',
}

const address = (request: SdkRequest): URL => {
  const url = new URL(request.uri)
  for (const [name, value] of Object.entries(request.qs ?? {})) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) {
      url.searchParams.append(stableNames[name] ?? name, String(one))
    }
  }
  return url
}

const retryAfter = (headers: http.IncomingHttpHeaders): number | undefined => {
  const value = headers['retry-after']
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return seconds * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}

const parse = (bytes: Buffer, raw: boolean): unknown => {
  if (raw) return bytes
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Every failure becomes a spec error body here, because the SDK's own errors can carry the access token. */
const asError = (status: number, body: unknown, headers: http.IncomingHttpHeaders): unknown => {
  const given: object = typeof body === 'object' && body !== null ? body : {}
  const code = 'errcode' in given ? given.errcode : undefined
  const wait = retryAfter(headers)
  return {
    errcode:
      typeof code === 'string' && /^[A-Z0-9.]{1,40}_[A-Z0-9_]{1,40}$/.test(code)
        ? code
        : `HTTP_${status}`,
    ...('retry_after_ms' in given ? { retry_after_ms: given.retry_after_ms } : {}),
    ...(wait === undefined ? {} : { retry_after_ms: wait }),
  }
}

/**
 * A request function for matrix-bot-sdk on `node:http`, in the place of its outdated one: keep-alive, one deadline for
 * the whole exchange (a body that never ends included), a size cap, stable query names, and no token in any error.
 */
export const createSdkRequest = (): ((request: SdkRequest, callback: Callback) => void) => {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 32 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 32 }),
  }
  return (request, callback) => {
    const url = address(request)
    const secure = url.protocol === 'https:'
    let settled = false
    const settle: Callback = (error, response, body) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      callback(error, response, body)
    }
    const payload = typeof request.body === 'string' ? Buffer.from(request.body) : request.body
    const call = (secure ? https : http).request(
      url,
      {
        method: request.method,
        agent: secure ? agents['https:'] : agents['http:'],
        headers: {
          ...request.headers,
          ...(payload === undefined ? {} : { 'content-length': payload.length }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxBytes) call.destroy(new MatrixError('too-large'))
          else chunks.push(chunk)
        })
        answer.on('end', () => {
          const status = answer.statusCode ?? 0
          const ok = status >= 200 && status < 300
          const parsed = parse(Buffer.concat(chunks), ok && request.encoding === null)
          if (ok && parsed === undefined)
            return settle(new MatrixError('not-json', { status, retryable: true }))
          const body = ok ? parsed : asError(status, parsed, answer.headers)
          return settle(null, { statusCode: status, headers: answer.headers, body }, body)
        })
        answer.on('error', () => settle(new MatrixError('unreachable', { retryable: true })))
      },
    )
    const timer = setTimeout(() => {
      settle(new MatrixError('timeout', { retryable: true }))
      call.destroy()
    }, request.timeout)
    call.on('error', (error) =>
      settle(
        error instanceof MatrixError ? error : new MatrixError('unreachable', { retryable: true }),
      ),
    )
    call.end(payload)
  }
}
