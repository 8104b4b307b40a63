import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What is sent back; always JSON. */
export type Answer = {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** What follows when it is handed to the system, or its receiver is gone. */
  readonly afterwards?: () => void
}

/** A standard error response (Client-Server API, "Standard error response"). */
export function matrixError(
  status: number,
  errcode: string,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { errcode, error }, headers }
}

/** Checks an Authorization header against the homeserver's token in constant time; answers with a refusal or undefined. */
export function tokenCheck(hsToken: string): (header: string | undefined) => Answer | undefined {
  if (hsToken === undefined || hsToken.trim() === '') throw new Error('the hs token is missing')
  const expected = digest(hsToken)
  return (header) => {
    const token = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1]
    if (token === undefined) return matrixError(401, 'M_MISSING_TOKEN', 'Missing token')
    if (timingSafeEqual(digest(token), expected)) return undefined
    return matrixError(403, 'M_FORBIDDEN', 'Wrong token')
  }
}

/** Reads the body up to `limit` bytes; more than that is refused without reading on. Rejects when the sender goes away. */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): Promise<{ readonly text: string } | { readonly refused: Answer }> {
  const refused = matrixError(413, 'M_TOO_LARGE', 'The body is too large')
  if (Number(request.headers['content-length'] ?? 0) > limit) return { refused }
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        request.off('data', onData)
        request.pause()
        resolve({ refused })
      } else chunks.push(chunk)
    }
    request.on('data', onData)
    request.once('end', () => {
      const [only] = chunks
      const whole = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
      resolve({ text: whole.toString('utf8') })
    })
    request.once('error', reject)
    request.once('close', () => {
      if (!request.complete) reject(new Error('the sender went away'))
    })
  })
}

const lingerMs = 1000

/** Sends the answer. When the body was not read to its end the connection is closed, after a moment in which the sender can read the answer. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  last: boolean,
): void {
  const { afterwards } = answer
  if (response.destroyed) {
    afterwards?.()
    return
  }
  if (afterwards !== undefined) onceOver(response, afterwards)
  const unread = !request.complete && hasBody(request)
  const body = JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
    ...(unread || last ? { connection: 'close' } : {}),
  })
  if (!unread) {
    response.end(body)
    return
  }
  response.write(body)
  request.on('error', () => undefined)
  const finish = () => {
    clearTimeout(timer)
    response.end()
    request.destroy()
  }
  const timer = setTimeout(finish, lingerMs)
  request.once('close', finish)
  request.once('end', finish)
  request.resume()
}

function onceOver(response: ServerResponse, then: () => void): void {
  let isOver = false
  const over = () => {
    if (!isOver) then()
    isOver = true
  }
  response.once('finish', over)
  response.once('close', over)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
