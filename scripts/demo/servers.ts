import { join } from 'node:path'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { type Sandbox, startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { registration } from '../../src/bot/homeserver/registration.ts'
import { type BotProcess, startBot } from '../bot-process.ts'
import { isPortFree } from '../ports.ts'
import { type Log, SetupError, step } from '../progress.ts'
import { type Synapse, startSynapse } from '../synapse/server.ts'
import { type DemoState, demoDir } from './state.ts'

/** The name in the demonstration's Matrix ids. */
export const serverName = 'demo.localhost'

/** What runs during the demonstration. */
export type Servers = {
  readonly synapse: Synapse
  readonly fhir: Sandbox
  readonly bot: BotProcess
}

const SENDER = '_zorgbot'
const PREFIX = 'zorgbot'

/** Throws one sentence when another program has one of the three ports. */
export const mustBeFree = async (first: number): Promise<void> => {
  for (const port of [first, first + 1, first + 2])
    if (!(await isPortFree(port)))
      throw new SetupError(
        'port-in-use',
        `Port ${port} on 127.0.0.1 is in use: stop the other demonstration, or choose other ports with "npm run demo -- --port ${first + 100}".`,
      )
}

/** Starts the homeserver, the FHIR server with its records, and the bot; what was started is handed to `stops` at once. */
export const startServers = async (
  first: number,
  state: DemoState,
  stops: AsyncDisposableStack,
  log: Log,
): Promise<Servers> => {
  const [homeserverPort, botPort, fhirPort] = [first, first + 1, first + 2]
  const botUrl = `http://127.0.0.1:${botPort}`
  const fhir = await step(log, 'starting the FHIR server with the demonstration records', () =>
    startSandbox({
      port: fhirPort,
      file: join(demoDir, 'fhir.db'),
      seed: demoResources({ serverName, now: new Date() }),
      organizationName: 'Thuiszorg (demonstration)',
    }),
  )
  stops.defer(() => fhir.stop())
  const synapse = await step(log, 'starting the homeserver (Synapse)', () =>
    startSynapse({
      dir: join(demoDir, 'synapse'),
      serverName,
      port: homeserverPort,
      registration: registration({
        serverName,
        publicUrl: botUrl,
        asToken: state.asToken,
        hsToken: state.hsToken,
        senderLocalpart: SENDER,
        userPrefix: PREFIX,
        aliasPrefix: undefined,
      }),
      log,
    }),
  )
  stops.defer(() => synapse.stop())
  const bot = await step(log, 'starting the bot', async () => {
    const started = await startBot({
      port: botPort,
      logFile: join(demoDir, 'zorgbot.log'),
      settings: {
        HOMESERVER_URL: synapse.baseUrl,
        SERVER_NAME: serverName,
        AS_TOKEN: state.asToken,
        HS_TOKEN: state.hsToken,
        PUBLIC_URL: botUrl,
        FHIR_URL: fhir.baseUrl,
        FHIR_NAME: 'Dossier Thuiszorg (demo)',
        FHIR_POLL_SECONDS: '2',
        DATABASE: join(demoDir, 'zorgbot.db'),
        SENDER_LOCALPART: SENDER,
        USER_PREFIX: PREFIX,
      },
    })
    stops.defer(() => started.stop())
    await started.ready()
    return started
  })
  return { synapse, fhir, bot }
}
