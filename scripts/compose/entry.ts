import { request } from 'node:https'

/** What the TLS entry answered for a server name: a status, or that no connection came about. */
export type EntryAnswer = { readonly status: number } | { readonly refused: string }

const LIMIT_MS = 15_000

/** Asks the TLS entry for the homeserver of this name, and trusts this authority alone. */
export const askEntry = (port: number, name: string, ca: string): Promise<EntryAnswer> =>
  new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        servername: name,
        headers: { host: `${name}:${port}` },
        path: '/_matrix/federation/v1/version',
        ca,
        agent: false,
        timeout: LIMIT_MS,
      },
      (response) => {
        response.resume()
        resolve({ status: response.statusCode ?? 0 })
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('timeout')))
    asked.once('error', (error) =>
      resolve({ refused: 'code' in error ? String(error.code) : error.message }),
    )
    asked.end()
  })
