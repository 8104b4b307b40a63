import { createServer, type ServerResponse } from 'node:http'

/** A request as it arrived. */
export type Seen = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** A server on loopback that remembers what it was asked. */
export type LoopbackServer = AsyncDisposable & { readonly url: string; readonly seen: Seen[] }

/** Starts a server whose every answer is given by `answer`; it may also stay silent or cut the line. */
export const startLoopbackServer = async (
  answer: (seen: Seen, response: ServerResponse) => void,
): Promise<LoopbackServer> => {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const one = { method, path, headers, body: Buffer.concat(parts).toString() }
      seen.push(one)
      answer(one, response)
    })
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const stop = async () => {
    const closed = Promise.withResolvers<void>()
    server.close(() => closed.resolve())
    server.closeAllConnections()
    await closed.promise
  }
  return { url: `http://127.0.0.1:${port}`, seen, [Symbol.asyncDispose]: stop }
}

/** Answers with JSON as FHIR. */
export const giveJson = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers })
  response.end(JSON.stringify(body))
}
