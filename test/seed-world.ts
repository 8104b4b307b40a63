import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { asJson, type Json } from '../scripts/client/event.ts'
import { createRequest, type Request } from '../scripts/client/http.ts'
import { type Client, createClient } from '../scripts/client.ts'
import { freePort } from '../scripts/ports.ts'
import { startSynapse } from '../scripts/synapse/server.ts'
import { createSqliteStore } from '../src/store/sqlite.ts'
import type { Store } from '../src/store/store.ts'
import {
  type ListeningService,
  type OwnService,
  startListeningService,
  startOwnService,
} from './seed-services.ts'
import { type BotProcess, createBotProcess } from './story/bot-process.ts'
import { runMain } from './story/run-main.ts'

/** The name of the homeserver. */
export const serverName = 'zorg.test'

/** A real Synapse with three application services, and people. */
export type SeedWorld = {
  readonly baseUrl: string
  readonly own: OwnService
  readonly first: ListeningService
  readonly settings: Readonly<Record<string, string>>
  /** The registration that the bot printed with these settings. */
  readonly printed: Json
  /** The bot as an operator runs it, ready; started when it is first asked for. */
  startBot(): Promise<BotProcess>
  /** A person with an account, made when first asked for; follows the rooms. */
  person(name: string): Promise<Client>
  /** Makes an account or is refused. */
  register(name: string): Promise<unknown>
  /** Requests with this token. */
  as(accessToken: string): Request
  /** Delivers a transaction to the bot and gives status and body of the answer. */
  push(transaction: Json, token: string | undefined): Promise<readonly [number, unknown]>
  /** Looks into the bot's database, beside the running bot or after it. */
  database<T>(question: (store: Store) => Promise<T>, beside?: boolean): Promise<T>
  close(): Promise<void>
}

const newToken = () => randomBytes(24).toString('hex')

/** Starts a world in which the bot is configured by `names`. Always `close` it. */
export const startSeedWorld = async (
  names: Readonly<Record<string, string>>,
): Promise<SeedWorld> => {
  await using starting = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'zorgbot-seed-'))
  starting.defer(() => rm(dir, { recursive: true, force: true }))
  const fhir = await startSandbox({ seed: demoResources({ serverName, now: new Date() }) })
  starting.defer(() => fhir.stop())
  const [botPort, synapsePort] = [await freePort(), await freePort()]
  const settings = {
    ZORGBOT_HOMESERVER_URL: `http://127.0.0.1:${synapsePort}`,
    ZORGBOT_SERVER_NAME: serverName,
    ZORGBOT_AS_TOKEN: newToken(),
    ZORGBOT_HS_TOKEN: newToken(),
    ZORGBOT_LISTEN: `127.0.0.1:${botPort}`,
    ZORGBOT_FHIR_URL: fhir.baseUrl,
    ZORGBOT_FHIR_POLL_SECONDS: '1',
    ZORGBOT_DATABASE: join(dir, 'zorgbot.db'),
    ...names,
  }
  const { code, stdout, output } = await runMain(['registration'], settings)
  if (code !== 0) throw new Error(`no registration was printed: ${output}`)
  const printed = asJson(JSON.parse(stdout))
  const own = await startOwnService(starting, serverName, dir)
  const first = await startListeningService(starting, serverName)
  const synapse = await startSynapse({
    dir: join(dir, 'synapse'),
    serverName,
    port: synapsePort,
    registration: [printed, own.registration, first.registration],
  })
  starting.defer(() => synapse.stop())
  const { baseUrl } = synapse
  const bot = createBotProcess(settings, botPort)
  starting.defer(() => bot.kill().catch(() => {}))

  let started: Promise<BotProcess> | undefined
  const start = async (): Promise<BotProcess> => {
    await bot.start()
    await bot.untilReady()
    return bot
  }

  const people = new Map<string, Promise<Client>>()
  const register = (name: string) => synapse.register(name, `password of ${name}`)
  const newPerson = async (name: string): Promise<Client> => {
    const client = createClient({ baseUrl, ...(await register(name)) })
    running.defer(() => client.stop())
    await client.start()
    return client
  }
  const running = starting.move()
  return {
    baseUrl,
    own,
    first,
    settings,
    printed,
    startBot() {
      started ??= start()
      return started
    },
    register,
    person(name) {
      const person = people.get(name) ?? newPerson(name)
      people.set(name, person)
      return person
    },
    as: (accessToken) => createRequest({ baseUrl, accessToken, userId: '' }),
    async push(transaction, token) {
      const response = await fetch(`http://127.0.0.1:${botPort}/_matrix/app/v1/transactions/1`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(transaction),
        signal: AbortSignal.timeout(15_000),
      })
      return [response.status, await response.json()]
    },
    async database(question, beside = false) {
      const store = await createSqliteStore({ file: settings.ZORGBOT_DATABASE, beside })
      try {
        return await question(store)
      } finally {
        await store.close()
      }
    },
    close: () => running.disposeAsync(),
  }
}
