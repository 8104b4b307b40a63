import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import project from '../package.json' with { type: 'json' }
import { createEncryption } from './bot/access/access.ts'
import { createMatrixGateway } from './bot/homeserver/matrix.ts'
import { namespaces, registrationId } from './bot/homeserver/registration.ts'
import { createInbox } from './bot/inbox/inbox.ts'
import { createIntake } from './bot/inbox/intake.ts'
import { createNumbering } from './bot/inbox/numbering.ts'
import { createReceiver } from './bot/inbox/receiver.ts'
import { within } from './bot/within.ts'
import { createConversation } from './conversation.ts'
import { createCareTeamReader } from './fhir/team/care-team-reader.ts'
import { createFhirSource, createSources, sourceNameOf } from './fhir-source.ts'
import type { Log } from './log.ts'
import type { Config } from './settings.ts'
import { createSqliteStore } from './store/sqlite.ts'
import { createUpkeep, type Up } from './upkeep.ts'

/** The running bot. */
export type Service = {
  readonly port: number
  /** Stops in reverse order within ten seconds; what could not be finished is done after the next start. */
  stop(): Promise<void>
}

const matcher = (patterns: readonly { readonly regex: string }[]) => {
  const regexes = patterns.map(({ regex }) => new RegExp(regex))
  return (value: string) => regexes.some((regex) => regex.test(value))
}

/** Makes the parts and sets them going. The bot is up at once; what it still waits for is told by `/ready`. */
export const startService = async (
  config: Config,
  log: Log,
  clock: () => number = Date.now,
): Promise<Service> => {
  const store = await createSqliteStore({ file: config.DATABASE, version: project.version })
  const fhir = createFhirSource(config, log)
  const others = createSources(config, fhir, log, clock)
  const careTeamReader = createCareTeamReader(fhir, {
    label: sourceNameOf(config),
    timeZone: config.TIME_ZONE,
  })
  const gateway = createMatrixGateway({
    homeserverUrl: config.HOMESERVER_URL,
    serverName: config.SERVER_NAME,
    asToken: config.AS_TOKEN,
    registrationId,
    botLocalpart: config.BOT_LOCALPART,
    device: {
      get: () => store.setting('device id'),
      save: (id) => store.saveSetting('device id', id),
    },
    newDeviceId: () => `ZORGBOT_${randomBytes(6).toString('hex').toUpperCase()}`,
  })
  const ours = namespaces({
    serverName: config.SERVER_NAME,
    publicUrl: '',
    asToken: '',
    hsToken: '',
    senderLocalpart: config.SENDER_LOCALPART,
    userPrefix: config.USER_PREFIX,
    aliasPrefix: config.ALIAS_PREFIX,
  })
  const inNamespace = matcher(ours.users)
  const isOwnUser = (userId: string) =>
    userId === gateway.userId ||
    inNamespace(userId) ||
    userId === `@${config.SENDER_LOCALPART}:${config.SERVER_NAME}`

  const state: Up = { homeserver: false, delivery: false, fhir: false }
  const why = new Map<keyof Up, string>()
  const encryption = createEncryption({
    gateway,
    store,
    onFirst: (roomId) =>
      log.warn('room is encrypted: the bot neither reads nor writes there', { roomId }),
    clock,
  })
  const { handle, onParked } = createConversation({
    config,
    gateway,
    store,
    fhir,
    sources: others.sources,
    careTeamReader,
    encryption,
    isOwnUser,
    log,
    clock,
  })
  const intake = createIntake()
  const numbering = createNumbering({
    readBack: (roomIds) => upkeep.readBack(roomIds),
    log,
    clock,
  })
  const inbox = createInbox({ store, handle, onParked, log, clock, turn: intake.turn })
  const receiver = createReceiver({
    listen: config.LISTEN,
    hsToken: config.HS_TOKEN,
    store,
    onAccepted: () => inbox.wake(),
    intake,
    arrived: numbering.arrived,
    ownsUser: inNamespace,
    ownsAlias: matcher(ours.aliases),
    ignore: ({ sender }) => isOwnUser(sender),
    ready: async () => ({
      missing: Object.entries(state).flatMap(([part, up]) => (up ? [] : [part])),
      why: Object.fromEntries([...why].filter(([part]) => !state[part])),
      encryptedRooms: await encryption.rooms(),
    }),
    log,
  })

  const upkeep = createUpkeep({
    config,
    gateway,
    store,
    fhir,
    careTeamReader,
    isOwnUser,
    state,
    onTrouble: (part, code) => why.set(part, code),
    onWork: () => inbox.wake(),
    onDoubt: () => numbering.doubt(),
    onEntered: () => inbox.start(),
    log,
    clock,
  })

  const { port } = await receiver.start()
  log.info('listening', { port })
  upkeep.start()
  const stopping = new AbortController()
  void others.check(stopping.signal)
  const checking = setTimeout(() => checkCharts(log), chartsCheckedAfterMs).unref()

  return {
    port,
    async stop() {
      clearTimeout(checking)
      // Each step has its share of ten seconds; what hangs on a peer that does not answer is left behind.
      await within(2500, receiver.stop())
      await within(2000, upkeep.stop())
      await inbox.stop(4000)
      stopping.abort()
      await within(500, Promise.all([fhir.close(), others.close()]))
      await store.close()
      log.info('stopped')
    },
  }
}

/** Once the bot is at work; most never draw a chart, so this is done in a process of its own. */
const chartsCheckedAfterMs = 10_000

const checkCharts = (log: Log): void => {
  const program = fileURLToPath(new URL('./main.ts', import.meta.url))
  const options = { env: {}, timeout: 30_000 }
  execFile(process.execPath, [program, 'charts'], options, (error) => {
    if (error === null) log.debug('charts can be drawn')
    else log.error('charts cannot be drawn: their font or renderer is missing', { code: 'chart' })
  })
}
