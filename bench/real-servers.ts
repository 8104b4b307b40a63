import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { startSynapse } from '../scripts/synapse/server.ts'
import { type Asker, createAsker } from './asker.ts'
import {
  type Contender,
  type ContenderName,
  contenderNames,
  createContender,
} from './contenders.ts'
import { startProxy } from './proxy.ts'
import { benchRecords, localpartOf } from './records.ts'

/** Synapse with every contender registered, the FHIR server, and people who ask. */
export type RealServers = {
  readonly homeserverUrl: string
  readonly synapsePort: number
  /** Through a proxy that notes when requests were under way. */
  readonly fhirUrl: string
  /** Start and end of every FHIR request so far, on the clock of `performance.now`. */
  readonly fhirTimes: readonly (readonly [number, number])[]
  contender(name: ContenderName): Contender
  /** One person for each of the bot's patient rooms. */
  readonly askers: readonly Asker[]
  /** The n-th person's room with this contender, which must be running. */
  room(name: ContenderName, n: number): Promise<string>
  synapseRssMb(): Promise<number>
  stop(): Promise<void>
}

const serverName = 'bench.test'

/** How many rooms ask at once. */
export const roomCount = 16

/** Starts the servers; people have accounts and follow their rooms when this resolves. */
export const startRealServers = async (
  dir: string,
  log: (line: string) => void,
): Promise<RealServers> => {
  await mkdir(dir, { recursive: true })
  const contenders = new Map<ContenderName, Contender>()
  for (const name of contenderNames)
    contenders.set(name, await createContender(name, serverName, dir))
  const sandbox = await startSandbox({ seed: benchRecords(roomCount, serverName) })
  const fhirTimes: (readonly [number, number])[] = []
  const proxy = await startProxy(sandbox.port, {
    done: (_, from, to) => fhirTimes.push([from, to]),
  })
  const synapse = await startSynapse({
    dir: join(dir, 'synapse'),
    serverName,
    registration: [...contenders.values()].map((one) => one.registration),
    extra: { presence: { enabled: false } },
    log,
  })
  const askers: Asker[] = []
  for (let n = 0; n < roomCount; n += 1) {
    const account = await synapse.register(localpartOf(n), `password ${n}`)
    askers.push(createAsker({ baseUrl: synapse.baseUrl, ...account }))
  }
  await Promise.all(askers.map((asker) => asker.start()))
  const rooms = new Map<string, Promise<string>>()
  const contender = (name: ContenderName): Contender => {
    const one = contenders.get(name)
    if (one === undefined) throw new Error('nobody of that name')
    return one
  }
  return {
    homeserverUrl: synapse.baseUrl,
    synapsePort: synapse.port,
    fhirUrl: `${proxy.baseUrl}/fhir`,
    fhirTimes,
    contender,
    askers,
    room(name, n) {
      const asker = askers[n]
      if (asker === undefined) throw new Error('nobody of that number')
      const key = `${name} ${n}`
      const { userId } = contender(name)
      const known =
        rooms.get(key) ?? (name === 'zorgbot' ? asker.roomFrom(userId) : asker.roomWith(userId))
      rooms.set(key, known)
      return known
    },
    synapseRssMb: () => synapse.rssMb(),
    async stop() {
      await Promise.all(askers.map((asker) => asker.stop()))
      await synapse.stop()
      await proxy.stop()
      await sandbox.stop()
    },
  }
}
