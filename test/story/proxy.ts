import { once } from 'node:events'
import http from 'node:http'
import { freePort } from '../../scripts/ports.ts'

/** What a request gets in the place of the server's answer: one of these, or nothing at all. */
export type Mischief =
  | 'silence'
  | 'reset'
  | { readonly status: number; readonly body: string; readonly type?: string }

/** How a proxy treats one request; `path` is with its query. */
export type Meddler = {
  /** Undefined lets the request through. */
  readonly instead?: (method: string, path: string) => Mischief | undefined
  /** Changes the text of the server's answer. */
  readonly rewrite?: (path: string, text: string) => string
}

/** A server between the bot and another one, that remembers every address and can misbehave. */
export type Proxy = {
  readonly baseUrl: string
  /** Method and whole path with query of every request. */
  readonly requests: readonly string[]
  /** From now on; without an argument it behaves. */
  meddle(meddler?: Meddler): void
  /** Refuses connections, until `up`. */
  down(): Promise<void>
  up(): Promise<void>
}

const send = (response: http.ServerResponse, mischief: Mischief) => {
  if (mischief === 'silence') return
  if (mischief === 'reset') {
    response.destroy()
    return
  }
  const { status, body, type = 'application/fhir+json' } = mischief
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

const textOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Starts a proxy for a server that stands at the root of `target`. */
export const startProxy = async (target: string): Promise<Proxy> => {
  const port = await freePort()
  const requests: string[] = []
  let meddler: Meddler = {}
  let server: http.Server | undefined

  const pass = (request: http.IncomingMessage, response: http.ServerResponse, path: string) => {
    const { rewrite } = meddler
    const onward = http.request(new URL(path, target), {
      method: request.method,
      // What is rewritten is read as text.
      headers: { ...request.headers, 'accept-encoding': 'identity' },
    })
    onward.on('error', () => response.destroy())
    onward.on('response', (answer) => {
      const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers
      response.writeHead(answer.statusCode ?? 502, rewrite === undefined ? answer.headers : headers)
      if (rewrite === undefined) answer.pipe(response)
      else void textOf(answer).then((text) => response.end(rewrite(path, text)))
    })
    request.pipe(onward)
  }

  const up = async () => {
    if (server !== undefined) return
    server = http.createServer((request, response) => {
      const { method = '', url = '' } = request
      requests.push(`${method} ${url}`)
      const mischief = meddler.instead?.(method, url)
      if (mischief === undefined) pass(request, response, url)
      else send(response, mischief)
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }

  await up()
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    up,
    meddle(next = {}) {
      meddler = next
    },
    async down() {
      const running = server
      if (running === undefined) return
      server = undefined
      const closed = once(running, 'close')
      running.close()
      running.closeAllConnections()
      await closed
    },
  }
}
