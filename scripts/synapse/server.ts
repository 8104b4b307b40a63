import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, isPortFree } from '../ports.ts'
import { type Log, SetupError } from '../progress.ts'
import { residentMb } from '../resident-memory.ts'
import { configFile, type JsonObject, writeConfig } from './config.ts'
import { findRuntime } from './find-runtime.ts'
import { boot, type RunningSynapse } from './process.ts'
import type { Runtime } from './runtime.ts'
import { type Account, loginUser, type RegisterOptions, registerUser } from './users.ts'

/** One homeserver: where its data stands, its name, and the application services it serves. */
export type SynapseOptions = {
  /** Its data; starting again on the same folder goes on with the same rooms and accounts. */
  readonly dir: string
  readonly serverName: string
  /** A free one when not given; the one of last time when the folder was used before. */
  readonly port?: number
  readonly registration?: JsonObject | readonly JsonObject[]
  /** The version new rooms get; Synapse's own default when not given. */
  readonly roomVersion?: string
  /** Top-level configuration keys that replace or add to the rest. */
  readonly extra?: JsonObject
  /** Private names of other homeservers, see launch.py. */
  readonly env?: Readonly<Record<string, string>>
  readonly log?: Log
}

/** A homeserver that runs. */
export type Synapse = {
  readonly baseUrl: string
  readonly port: number
  readonly serverName: string
  readonly kind: Runtime['kind']
  readonly pid: number
  register(user: string, password: string, options?: RegisterOptions): Promise<Account>
  login(user: string, password: string): Promise<Account>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Stops it if it runs and starts it on the same data and port. */
  restart(): Promise<void>
  rssMb(): Promise<number>
}

const BOOT_ATTEMPTS = 5
const PORT_PATIENCE_MS = 5000

const listOf = (registration: SynapseOptions['registration']): readonly JsonObject[] => {
  if (registration === undefined) return []
  return isList(registration) ? registration : [registration]
}

const isList = (value: JsonObject | readonly JsonObject[]): value is readonly JsonObject[] =>
  Array.isArray(value)

const earlierPort = async (dir: string): Promise<number | undefined> => {
  const text = await readFile(configFile(dir), 'utf8').catch(() => '{}')
  const config: { listeners?: readonly { port?: number }[] } = JSON.parse(text)
  return config.listeners?.[0]?.port
}

const waitUntilFree = async (port: number, patienceMs: number): Promise<void> => {
  const deadline = Date.now() + patienceMs
  while (!(await isPortFree(port))) {
    if (Date.now() >= deadline)
      throw new SetupError(
        'port-in-use',
        `Port ${port} on 127.0.0.1 is in use: stop the program that listens there (another demonstration, perhaps) and run the same command again.`,
      )
    await wait(100)
  }
}

const choosePort = async (options: SynapseOptions): Promise<number> => {
  if (options.port !== undefined) return options.port
  const earlier = await earlierPort(options.dir)
  return earlier !== undefined && (await isPortFree(earlier)) ? earlier : freePort()
}

/** What an application service's registration says, with its address as this Synapse reaches it. */
const reachable = (registration: JsonObject, hostAddress: string): JsonObject => {
  const url = registration['url']
  if (typeof url !== 'string' || hostAddress === '127.0.0.1') return registration
  return { ...registration, url: url.replace(/\/\/(127\.0\.0\.1|localhost)\b/, `//${hostAddress}`) }
}

/** Starts a Synapse; installs it first when this machine has not got it. */
export const startSynapse = async (options: SynapseOptions): Promise<Synapse> => {
  const runtime = await findRuntime(options.log ?? (() => undefined))
  const sharedSecret = randomBytes(24).toString('hex')
  const macaroonSecret = randomBytes(24).toString('hex')
  let port = 0
  const start = async (patienceMs = 0): Promise<RunningSynapse> => {
    await waitUntilFree(port, patienceMs)
    await writeConfig({
      dir: options.dir,
      port,
      bindAddress: runtime.bindAddress,
      serverName: options.serverName,
      sharedSecret,
      macaroonSecret,
      registrations: listOf(options.registration).map((one) => reachable(one, runtime.hostAddress)),
      roomVersion: options.roomVersion,
      extra: options.extra ?? {},
    })
    return boot(runtime, options.dir, port, options.env ?? {})
  }
  const startSomewhere = async (): Promise<RunningSynapse> => {
    for (let attempt = 1; ; attempt += 1) {
      port = await choosePort(options)
      try {
        return await start()
      } catch (error) {
        const taken = error instanceof SetupError && error.code === 'port-in-use'
        if (!taken || options.port !== undefined || attempt === BOOT_ATTEMPTS) throw error
      }
    }
  }
  let running = await startSomewhere()
  const baseUrl = `http://127.0.0.1:${port}`
  return {
    baseUrl,
    port,
    serverName: options.serverName,
    kind: runtime.kind,
    get pid() {
      return running.pid
    },
    register: (user, password, more) => registerUser(baseUrl, sharedSecret, user, password, more),
    login: (user, password) => loginUser(baseUrl, user, password),
    stop: () => running.end('SIGTERM'),
    kill: () => running.end('SIGKILL'),
    restart: async () => {
      await running.end('SIGTERM')
      running = await start(PORT_PATIENCE_MS)
    },
    rssMb: async () => Math.round(await residentMb(running.pid)),
  }
}
