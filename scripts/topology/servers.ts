import { join } from 'node:path'
import type { Sandbox } from '../../packages/fhir-sandbox/src/server.ts'
import type { BotProcess } from '../bot-process.ts'
import { isPortFree } from '../ports.ts'
import { type Log, SetupError, step } from '../progress.ts'
import { installSynapse } from '../synapse/install.ts'
import { nativeRuntime } from '../synapse/runtime.ts'
import { startOrganizationBot } from './bot.ts'
import type { Organization } from './description.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'
import { findNginx, type Proxy, startNginx } from './nginx.ts'
import type { Place } from './place.ts'
import { startRecords } from './records.ts'
import { type SetUpOptions, setUp } from './setup.ts'

/** The servers of one organization. */
export type OrganizationServers = {
  readonly organization: Organization
  readonly homeserver: Homeserver
  readonly fhir: Sandbox
  readonly bot: BotProcess
}

/** A running topology. */
export type Network = {
  readonly place: Place
  readonly ca: string
  /** Undefined: each homeserver ends TLS itself. */
  readonly proxy: Proxy | undefined
  readonly of: (name: string) => OrganizationServers
  readonly all: readonly OrganizationServers[]
}

/** How a topology is started. */
export type NetworkOptions = SetUpOptions & {
  readonly place: Place
  /** What was started is handed over at once; disposing it stops everything. */
  readonly stops: AsyncDisposableStack
  readonly log: Log
  /** `own`: Synapse ends TLS, also where nginx is there. */
  readonly tls?: 'proxy' | 'own'
  /** Settings of the bots that replace or add to the rendered ones. */
  readonly botSettings?: Readonly<Record<string, string>>
}

/** Throws one sentence when another program listens where a server of this topology is to listen. */
export const mustBeFree = async (place: Place): Promise<void> => {
  const wanted = place.topology.organizations.flatMap(({ name }) => {
    const { homeserver, botListen, fhirUrl } = place.addresses(name)
    return [`${homeserver.host}:${homeserver.port}`, botListen, new URL(fhirUrl).host]
  })
  for (const address of [place.proxy.listen, place.proxy.wellKnownListen, ...wanted]) {
    const [host, port] = address.split(':')
    if (!(await isPortFree(Number(port), host)))
      throw new SetupError(
        'port-in-use',
        `Port ${port} on ${host} is in use: stop the other topology and run the same command again.`,
      )
  }
}

const startProxy = async (
  options: NetworkOptions,
  ca: string,
  python: string,
): Promise<Proxy | undefined> => {
  const { place, stops, log } = options
  const nginx = options.tls === 'own' ? undefined : await findNginx(log)
  if (nginx === undefined) {
    log('There is no nginx on this machine: each homeserver ends TLS itself.')
    return undefined
  }
  const proxy = await startNginx(place, ca, nginx, python)
  stops.defer(() => proxy.stop())
  return proxy
}

/** Starts the whole topology on this machine and waits until every bot is ready. */
export const startNetwork = async (options: NetworkOptions): Promise<Network> => {
  const { place, stops, log } = options
  const { organizations } = place.topology
  await mustBeFree(place)
  const { ca, secrets } = await setUp(place, options)
  const { python } = await installSynapse({ log })
  const proxy = await startProxy(options, ca, python)
  const parts = { place, runtime: nativeRuntime(python), ownTls: proxy === undefined }

  const kept = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting
    stops.defer(() => started.stop())
    return started
  }
  // All three start at the same time: a bot waits for its homeserver and its record by itself.
  const startOne = async (organization: Organization): Promise<OrganizationServers> => {
    const { name } = organization
    const { hostname: host, port } = new URL(place.addresses(name).fhirUrl)
    const folder = join(place.root, name)
    const secret = secrets.get(name)?.registrationSecret ?? ''
    const homeserver = kept(startHomeserver(parts, name, secret))
    const bot = kept(startOrganizationBot(place, name, options.botSettings))
    const fhir = kept(startRecords(organization, { host, port: Number(port), folder }))
    // All are waited for, also when one fails, so that each has handed over what it started.
    await Promise.allSettled([homeserver, bot, fhir])
    return { organization, homeserver: await homeserver, fhir: await fhir, bot: await bot }
  }

  const starts = organizations.map(startOne)
  const all = await step(log, `starting ${organizations.length} organizations`, async () => {
    await Promise.allSettled(starts)
    const started = await Promise.all(starts)
    await Promise.all(started.map(({ bot }) => bot.ready()))
    return started
  })
  const of = (name: string): OrganizationServers => {
    const found = all.find(({ organization }) => organization.name === name)
    if (found === undefined) throw new Error(`there is no organization ${name} in the topology`)
    return found
  }
  return { place, ca, proxy, of, all }
}
