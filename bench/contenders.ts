import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import project from '../package.json' with { type: 'json' }
import { freePort } from '../scripts/ports.ts'
import { registration } from '../src/bot/homeserver/registration.ts'
import { type Child, portOpens, startChild, untilReady } from './child.ts'

/** Who is measured side by side. */
export const contenderNames = ['zorgbot', 'bare', 'bare-sqlite', 'sdk'] as const

/** One of them. */
export type ContenderName = (typeof contenderNames)[number]

/** An appservice of the bench: what the homeserver must know of it, and how it is started. */
export type Contender = {
  readonly name: ContenderName
  readonly userId: string
  readonly port: number
  readonly hsToken: string
  readonly registration: Readonly<Record<string, unknown>>
  /** Resolves when it takes transactions; the bot when it is ready. */
  start(where: Where): Promise<Child>
}

/** What it talks to, and where it listens when not on its own port. */
export type Where = {
  readonly homeserverUrl: string
  readonly fhirUrl: string
  readonly listenPort?: number
  readonly nodeOptions?: readonly string[]
  /** False: only until the process runs. */
  readonly wait?: boolean
}

/** The bot is run as `npm start` runs it. */
const botNodeOptions: readonly string[] = project.botNodeOptions

const main = join(import.meta.dirname, '../src/main.ts')

/** Prepares one contender with fresh tokens and a port; its database lies in `dir`. */
export const createContender = async (
  name: ContenderName,
  serverName: string,
  dir: string,
): Promise<Contender> => {
  const port = await freePort()
  const asToken = randomBytes(24).toString('hex')
  const hsToken = randomBytes(24).toString('hex')
  const url = `http://127.0.0.1:${port}`
  const database = join(dir, `${name}.db`)

  if (name === 'zorgbot')
    return {
      name,
      port,
      hsToken,
      userId: `@zorgbot:${serverName}`,
      registration: registration({
        serverName,
        publicUrl: url,
        asToken,
        hsToken,
        senderLocalpart: '_zorgbot',
        userPrefix: 'zorgbot',
        aliasPrefix: undefined,
      }),
      async start(where) {
        const listenPort = where.listenPort ?? port
        const child = await startChild(
          main,
          {
            ...project.botEnvironment,
            ZORGBOT_HOMESERVER_URL: where.homeserverUrl,
            ZORGBOT_REPEAT_SECONDS: '0',
            ZORGBOT_SERVER_NAME: serverName,
            ZORGBOT_AS_TOKEN: asToken,
            ZORGBOT_HS_TOKEN: hsToken,
            ZORGBOT_LISTEN: `127.0.0.1:${listenPort}`,
            ZORGBOT_FHIR_URL: where.fhirUrl,
            ZORGBOT_FHIR_NAME: 'Dossier Thuiszorg',
            ZORGBOT_DATABASE: database,
          },
          where.nodeOptions ?? botNodeOptions,
        )
        if (where.wait !== false) await untilReady(listenPort, child)
        return child
      },
    }

  const userId = `@${name}:${serverName}`
  const escaped = serverName.replaceAll('.', String.raw`\.`)
  return {
    name,
    port,
    hsToken,
    userId,
    registration: {
      id: name,
      url,
      as_token: asToken,
      hs_token: hsToken,
      sender_localpart: name,
      rate_limited: false,
      namespaces: { users: [{ exclusive: true, regex: `^@${name}_.*:${escaped}$` }] },
    },
    async start(where) {
      const listenPort = where.listenPort ?? port
      const child = await startChild(join(import.meta.dirname, `partners/${name}.ts`), {
        BENCH_PORT: String(listenPort),
        BENCH_HOMESERVER: where.homeserverUrl,
        BENCH_SERVER_NAME: serverName,
        BENCH_AS_TOKEN: asToken,
        BENCH_HS_TOKEN: hsToken,
        BENCH_USER: userId,
        BENCH_DATABASE: database,
      })
      if (where.wait !== false) await portOpens(listenPort)
      return child
    },
  }
}
