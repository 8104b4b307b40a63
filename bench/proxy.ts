import http, { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A request on its way through. */
export type Passing = {
  readonly method: string
  readonly path: string
  readonly body: string
  /** Aborted when the sender has gone. */
  readonly gone: AbortSignal
}

/** What may happen to a request on its way; a promise that stays open stalls it. */
export type ProxyHooks = {
  /** Before it is handed on. */
  readonly before?: (passing: Passing) => Promise<void> | undefined
  /** When its answer is there, before that is given back. */
  readonly after?: (passing: Passing, status: number) => Promise<void> | undefined
  /** An answer made up here, in the place of the server's: JSON text. */
  readonly instead?: (passing: Passing) => string | undefined
  /** When the answer was given back. */
  readonly done?: (passing: Passing, from: number, to: number) => void
}

/** A proxy on the loopback address, in front of one server. */
export type Proxy = { readonly port: number; readonly baseUrl: string; stop(): Promise<void> }

type Reply = {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

const jsonReply = (text: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/fhir+json' },
  body: Buffer.from(text),
})

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Starts a proxy in front of `targetPort`. Requests whose sender has gone are dropped, never handed on late. */
export const startProxy = async (
  targetPort: number,
  hooks: ProxyHooks,
  port = 0,
): Promise<Proxy> => {
  const agent = new http.Agent({ keepAlive: true })

  const forward = (request: IncomingMessage, body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { method, url: path, headers } = request
      const onward = http.request(
        { host: '127.0.0.1', port: targetPort, agent, method, path, headers },
        (answer) => {
          read(answer).then(
            (text) =>
              resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
            reject,
          )
        },
      )
      onward.once('error', reject)
      onward.end(body)
    })

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const from = performance.now()
    const body = await read(request)
    const passing: Passing = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: body.toString('utf8'),
      gone: gone.signal,
    }
    await hooks.before?.(passing)
    if (gone.signal.aborted) return
    const madeUp = hooks.instead?.(passing)
    const reply = madeUp === undefined ? await forward(request, body) : jsonReply(madeUp)
    await hooks.after?.(passing, reply.status)
    if (gone.signal.aborted) return
    const { 'transfer-encoding': _, ...headers } = reply.headers
    response.writeHead(reply.status, { ...headers, 'content-length': reply.body.length })
    response.end(reply.body)
    hooks.done?.(passing, from, performance.now())
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
  })
  server.keepAliveTimeout = 60_000
  const taken = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(Object(server.address()).port))
  })
  return {
    port: taken,
    baseUrl: `http://127.0.0.1:${taken}`,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
