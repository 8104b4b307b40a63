import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { residentMb } from '../resident-memory.ts'
import { boot, type RunningSynapse } from '../synapse/process.ts'
import type { Runtime } from '../synapse/runtime.ts'
import { type Account, loginUser, type RegisterOptions, registerUser } from '../synapse/users.ts'
import type { Place } from './place.ts'

/** The homeserver of one organization. */
export type Homeserver = {
  readonly name: string
  readonly baseUrl: string
  readonly pid: number
  register(user: string, password: string, options?: RegisterOptions): Promise<Account>
  login(user: string, password: string): Promise<Account>
  stop(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same data after it was stopped. */
  start(): Promise<void>
  rssMb(): Promise<number>
}

/** How the homeservers of one topology run. */
export type HomeserverParts = {
  readonly place: Place
  readonly runtime: Runtime
  /** Whether each homeserver ends TLS itself, because no proxy does. */
  readonly ownTls: boolean
}

/** For launch.py: where each server name is reached for federation. */
const federationHosts = ({ place, ownTls }: HomeserverParts): string =>
  place.topology.organizations
    .map(({ name }) => {
      const own = `${place.addresses(name).homeserver.host}:${place.topology.federationPort}`
      return `${name}=${ownTls ? own : place.proxy.listen}`
    })
    .join(',')

/** Starts the homeserver of an organization from its rendered files. */
export const startHomeserver = async (
  parts: HomeserverParts,
  name: string,
  registrationSecret: string,
): Promise<Homeserver> => {
  const { place, runtime, ownTls } = parts
  const folder = join(place.root, name)
  const { host, port } = place.addresses(name).homeserver
  const baseUrl = `http://${host}:${port}`
  const files = ['homeserver.yaml', ...(ownTls ? ['homeserver-tls.yaml'] : [])]
  const start = (): Promise<RunningSynapse> => {
    const log = createWriteStream(join(folder, 'synapse.log'), { flags: 'a', mode: 0o600 })
    return boot(
      runtime,
      folder,
      port,
      { FED_HOSTS: federationHosts(parts) },
      {
        host,
        configs: files.map((file) => join(folder, file)),
        hear: (text) => log.write(text),
      },
    )
  }
  let running = await start()
  return {
    name,
    baseUrl,
    get pid() {
      return running.pid
    },
    register: (user, password, options) =>
      registerUser(baseUrl, registrationSecret, user, password, options),
    login: (user, password) => loginUser(baseUrl, user, password),
    stop: () => running.end('SIGTERM'),
    kill: () => running.end('SIGKILL'),
    start: async () => {
      await running.end('SIGTERM')
      running = await start()
    },
    rssMb: async () => Math.round(await residentMb(running.pid)),
  }
}
