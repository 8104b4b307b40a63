import { once } from 'node:events'
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'

/** What happens to a transaction on its way: refused before it arrives, or done while its answer is lost. */
export type Trouble = 'refuse' | 'lose-answer'

/** Stands between the bot and the FHIR server and can spoil the way of what is written. */
export type FhirProxy = {
  readonly baseUrl: string
  /** From now on; undefined is a clear way. */
  spoil(trouble: Trouble | undefined): void
  /** How many transactions came by. */
  transactions(): number
  stop(): Promise<void>
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

type Answer = {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

const passOn = async (request: IncomingMessage, origin: URL, body: Buffer): Promise<Answer> => {
  const onward = forward(new URL(request.url ?? '/', origin), {
    method: request.method,
    headers: request.headers,
  })
  onward.end(body)
  const [response]: IncomingMessage[] = await once(onward, 'response')
  if (response === undefined) throw new Error('no response')
  const { statusCode = 502, headers } = response
  return { status: statusCode, headers, body: await bodyOf(response) }
}

/** Starts a proxy before a FHIR server. */
export const startFhirProxy = async (target: string): Promise<FhirProxy> => {
  const origin = new URL(target)
  let trouble: Trouble | undefined
  let transactions = 0
  const server = createServer()
  const serve = async (request: IncomingMessage): Promise<Answer | undefined> => {
    const body = await bodyOf(request)
    const [path = ''] = (request.url ?? '').split('?', 1)
    const isTransaction = request.method === 'POST' && path.replace(/\/$/, '') === origin.pathname
    if (isTransaction) transactions += 1
    if (isTransaction && trouble === 'refuse')
      return { status: 500, headers: { 'content-type': 'text/plain' }, body: Buffer.from('no') }
    const answer = await passOn(request, origin, body)
    return isTransaction && trouble === 'lose-answer' ? undefined : answer
  }
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await serve(request).catch(() => undefined)
    if (answer === undefined) request.socket.destroy()
    else response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  server.on('request', (request, response) => {
    void respond(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    baseUrl: `http://127.0.0.1:${port}${origin.pathname}`,
    spoil(next) {
      trouble = next
    },
    transactions: () => transactions,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
