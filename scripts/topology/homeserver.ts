import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { residentMb } from '../resident-memory.ts'
import { boot, type RunningSynapse } from '../synapse/process.ts'
import type { Runtime } from '../synapse/runtime.ts'
import { type Account, loginUser, type RegisterOptions, registerUser } from '../synapse/users.ts'
import { beginAfresh } from './files.ts'
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

/** A failure to start that says which homeserver it was, where to look, and what always helps. */
const named = (error: unknown, name: string, logFile: string): unknown =>
  error instanceof SetupError && error.code === 'boot'
    ? new SetupError(
        'boot',
        `The homeserver of ${name}: ${error.message}\nSee ${logFile}, or ${beginAfresh}.`,
      )
    : error

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
  const logFile = join(folder, 'synapse.log')
  const start = async (): Promise<RunningSynapse> => {
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
    const booting = boot(
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
    try {
      return await booting
    } catch (error) {
      throw named(error, name, logFile)
    }
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
