import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Answer, type Ask, pairsOf, type Server } from './ask.ts'
import { capabilityStatement } from './capability.ts'
import { interact } from './interactions.ts'
import { outcomeOf, Refusal, refusal } from './refusal.ts'
import { answerBundle } from './transaction.ts'

const LARGEST_BODY = 32 * 1024 * 1024

/** What the HTTP side needs besides the interactions. */
export type HttpOptions = {
  readonly organization: string
  readonly started: Date
  readonly log: (line: string) => void
  readonly counted: (kind: 'read' | 'search' | 'write' | 'bundle') => void
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw refusal(413, 'too-long', 'The body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parsed = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'structure', 'The body is not JSON')
  }
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

const send = (response: ServerResponse, answer: Answer, minimal: boolean): void => {
  const { status, body, location, etag, lastModified } = answer
  response.statusCode = status
  if (location) response.setHeader('location', location)
  if (etag) response.setHeader('etag', etag)
  if (lastModified) response.setHeader('last-modified', new Date(lastModified).toUTCString())
  if (!body || (minimal && status < 300 && location)) {
    response.end()
    return
  }
  const text = JSON.stringify(body)
  response.setHeader('content-type', 'application/fhir+json; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(text))
  response.end(text)
}

/** The HTTP side: everything below `/fhir`. Query values are never logged. */
export const createListener = (server: Server, options: HttpOptions): RequestListener => {
  const answer = async (request: IncomingMessage, minimal: boolean): Promise<Answer> => {
    const base = `http://${header(request, 'host') ?? 'localhost'}/fhir`
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    const [target = '', query = ''] = (request.url ?? '').split(/\?(.*)/s, 2)
    if (target !== '/fhir' && !target.startsWith('/fhir/')) {
      throw refusal(404, 'not-found', 'The FHIR server stands at /fhir')
    }
    const path = target
      .split('/')
      .slice(2)
      .filter((p) => p !== '')
      .map(decodeURIComponent)
    const text = await bodyOf(request)
    if (path[0] === 'metadata' && method === 'GET') {
      return { status: 200, body: capabilityStatement(base, options.organization, options.started) }
    }
    if (path.length === 0 && method === 'POST') {
      options.counted('bundle')
      return { status: 200, body: answerBundle(server, parsed(text), base, minimal) }
    }
    const form = path[1] === '_search' && method === 'POST'
    const ask: Ask = {
      method,
      path,
      base,
      query: pairsOf(query),
      body: form ? undefined : parsed(text),
      form: form ? pairsOf(text) : [],
      ifMatch: header(request, 'if-match'),
      ifNoneMatch: header(request, 'if-none-match'),
      ifNoneExist: header(request, 'if-none-exist'),
    }
    const searching = form || (method === 'GET' && path.length < 2)
    options.counted(searching ? 'search' : method === 'GET' ? 'read' : 'write')
    return interact(server, ask)
  }

  const refused = (error: unknown): Answer => {
    if (error instanceof Refusal) return { status: error.status, body: outcomeOf(error.issues) }
    const kind = error instanceof URIError ? 400 : 500
    options.log(`failed: ${error instanceof Error ? (error.stack ?? error.name) : 'unknown'}`)
    return { status: kind, body: outcomeOf([{ severity: 'error', code: 'exception' }]) }
  }

  return (request, response) => {
    const began = performance.now()
    const minimal = /return=minimal/.test(header(request, 'prefer') ?? '')
    const where = (request.url ?? '').split('?', 1)[0]?.replace(/^\/fhir\/?/, '') ?? ''
    const respond = async (): Promise<void> => {
      const given = await answer(request, minimal).catch(refused)
      send(response, given, minimal)
      const took = Math.round(performance.now() - began)
      options.log(`${request.method} ${where} ${given.status} ${took} ms`)
    }
    void respond()
  }
}
