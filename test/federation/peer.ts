import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { asJson, type Json } from '../../scripts/client/event.ts'
import type { Network } from '../../scripts/topology/servers.ts'
import { until } from '../story/until.ts'

/** A homeserver's answer to another one. */
export type PeerAnswer = { readonly status: number; readonly body: Json }

/** An event with its id. */
export type Forged = { readonly id: string; readonly pdu: Json }

/** Whoever holds the signing key of a homeserver: says what it likes to another one. */
export type Peer = {
  readonly name: string
  /** A signed request (Server-Server API, "Request Authentication"). */
  readonly ask: (
    destination: string,
    method: string,
    path: string,
    content?: Json,
  ) => Promise<PeerAnswer>
  /** An event with its hash, signature and id (room versions 10, 11 and 12). */
  readonly forge: (event: Json) => Forged
  /** Pushes events in a transaction, and gives what is said to each of them. */
  readonly push: (
    destination: string,
    transaction: string,
    pdus: readonly Json[],
  ) => Promise<PeerAnswer>
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

/** As signatures are made over it (Appendices, "Canonical JSON"); keys here are ASCII and no numbers. */
const canonical = (value: Json): string => JSON.stringify(sorted(value))

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const digest = (value: Json): Buffer => createHash('sha256').update(canonical(value)).digest()

// RFC 8410: the private key of Ed25519 as PKCS #8 is this and its 32 bytes.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const readKey = async (file: string): Promise<{ readonly id: string; readonly key: KeyObject }> => {
  const [algorithm, version, seed = ''] = (await readFile(file, 'utf8')).trim().split(' ')
  const der = Buffer.concat([PKCS8, Buffer.from(seed, 'base64')])
  return {
    id: `${algorithm}:${version}`,
    key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  }
}

/** What is signed of an event: of its content only a membership, the one kind of state that is forged here. */
const redacted = ({ type, content, ...event }: Json): Json => ({
  ...event,
  type,
  content: type === 'm.room.member' ? { membership: asJson(content)['membership'] } : {},
})

const entryOf = ({ place }: Pick<Network, 'place'>): { host: string; port: number } => {
  const [host = '', port] = place.proxy.listen.split(':')
  return { host, port: Number(port) }
}

/**
 * Speaks for a homeserver of the network, through the TLS entry, with that homeserver's own signing key. It trusts the
 * network's authority, and these others.
 */
export const createPeer = async (
  network: Network,
  name: string,
  others: readonly string[] = [],
): Promise<Peer> => {
  const { id: keyId, key } = await readKey(join(network.place.root, name, 'signing.key'))
  const signature = (value: Json): string =>
    unpadded(sign(null, Buffer.from(canonical(value)), key))

  const ask: Peer['ask'] = (destination, method, path, content) => {
    const signed = { method, uri: path, origin: name, destination }
    const proof = signature(content === undefined ? signed : { ...signed, content })
    const { host, port } = entryOf(network)
    const { promise, resolve, reject } = Promise.withResolvers<PeerAnswer>()
    const asked = request(
      {
        host,
        port,
        servername: destination,
        ca: [network.ca, ...others],
        method,
        path,
        agent: false,
        timeout: 30_000,
        headers: {
          host: `${destination}:${port}`,
          authorization: `X-Matrix origin="${name}",destination="${destination}",key="${keyId}",sig="${proof}"`,
          'content-type': 'application/json',
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: asJson(JSON.parse(text)) }),
        )
        response.on('error', reject)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('the homeserver did not answer')))
    asked.on('error', reject)
    asked.end(content === undefined ? undefined : JSON.stringify(content))
    return promise
  }

  return {
    name,
    ask,
    forge: (event) => {
      const hashed = { ...event, hashes: { sha256: unpadded(digest(event)) } }
      const bare = redacted(hashed)
      return {
        id: `$${digest(bare).toString('base64url')}`,
        pdu: { ...hashed, signatures: { [name]: { [keyId]: signature(bare) } } },
      }
    },
    async push(destination, transaction, pdus) {
      const path = `/_matrix/federation/v1/send/${encodeURIComponent(transaction)}`
      const content = { origin: name, origin_server_ts: Date.now(), pdus }
      // Synapse takes one transaction of a homeserver at a time, and the one spoken for sends its own meanwhile.
      return until(
        'the transaction of the homeserver itself to be over',
        async () => {
          const answer = await ask(destination, 'PUT', path, content)
          return answer.status === 429 ? undefined : answer
        },
        30_000,
      )
    },
  }
}

/** Whether the entry shows a certificate of this authority for a name. */
export const isCertified = (
  network: Pick<Network, 'place'>,
  name: string,
  ca: string,
): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ ...entryOf(network), servername: name, ca })
    const end = (good: boolean) => {
      socket.destroy()
      resolve(good)
    }
    socket.once('secureConnect', () => end(true))
    socket.once('error', () => end(false))
  })
