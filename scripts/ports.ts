import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range from which systems take ports for outgoing connections, so that none is taken while a server restarts.
const FIRST_PORT = 20_000
const LAST_PORT = 31_999
const ATTEMPTS = 50

/** Whether nothing listens on this port of the loopback address. */
export const isPortFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** A port that is free now; it can be closed and opened again without losing it to an outgoing connection. */
export const freePort = async (): Promise<number> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1)
    if (await isPortFree(port)) return port
  }
  throw new Error('no free port found on 127.0.0.1')
}
