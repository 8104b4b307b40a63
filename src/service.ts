import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createEncryption, createTeams } from './bot/access.ts'
import { createAnswer } from './bot/answer.ts'
import { createCareTeams } from './bot/care-teams.ts'
import { createCarryOut } from './bot/carry-out.ts'
import { createChoose } from './bot/choose.ts'
import { createClientRooms } from './bot/client-rooms.ts'
import { createConfirm } from './bot/confirm.ts'
import { createCourtesy } from './bot/courtesy.ts'
import { createGapRepair } from './bot/gaps.ts'
import { MatrixError } from './bot/gateway.ts'
import { createHandle, eventOf } from './bot/handle.ts'
import { createHeartbeat } from './bot/heartbeat.ts'
import { createInbox } from './bot/inbox.ts'
import { introduceSelf } from './bot/introduce.ts'
import { createLoop } from './bot/loop.ts'
import { createMatrixGateway } from './bot/matrix.ts'
import { createPoll } from './bot/poller.ts'
import { createPorts } from './bot/ports.ts'
import { createPromptMaker } from './bot/prompts.ts'
import { createReceiver } from './bot/receiver.ts'
import { namespaces, registrationId } from './bot/registration.ts'
import { createReply } from './bot/reply.ts'
import { createCommandRunner } from './bot/run-command.ts'
import { commands } from './commands/registry.ts'
import { createCareTeamReader } from './fhir/care-team-reader.ts'
import { createChangeReader } from './fhir/changes.ts'
import { createValidator } from './fhir/validate.ts'
import { createFhirSource, sourceNameOf } from './fhir-source.ts'
import { messages } from './i18n/messages.ts'
import type { Log } from './log.ts'
import { paragraph } from './reply/document.ts'
import type { Config } from './settings.ts'
import { createSqliteStore } from './store/sqlite.ts'
import type { Item } from './store/store.ts'

/** The running bot. */
export type Service = {
  readonly port: number
  /** Stops in reverse order within ten seconds; what could not be finished is done after the next start. */
  stop(): Promise<void>
}

const hour = 60 * 60_000
const day = 24 * hour

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
  const t = messages[config.LANGUAGE]
  const store = await createSqliteStore({ file: config.DATABASE })
  const fhir = createFhirSource(config, log)
  const label = sourceNameOf(config)
  const timeZone = config.TIME_ZONE
  const validator = createValidator()
  const careTeamReader = createCareTeamReader(fhir, { label, timeZone })
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

  const state = { homeserver: false, delivery: false, fhir: false }
  const timeOf = (at: number) =>
    new Intl.DateTimeFormat('nl-NL', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  const teams = createTeams(careTeamReader, clock)
  const encryption = createEncryption(
    gateway,
    (roomId) => log.warn('room is encrypted: the bot neither reads nor writes there', { roomId }),
    clock,
  )
  const reply = createReply({ gateway, store, teams, encryption, t, clock })
  const runner = createCommandRunner({
    ports: createPorts({ fhir, careTeamReader, gateway, store, label, timeZone, validator }),
    teams,
    gateway,
    sourceName: label,
    t,
    timeZone,
    clock,
  })
  const carryOut = createCarryOut({ store, runner, commands, t, clock })
  const answer = createAnswer({
    store,
    reply,
    runner,
    confirm: createConfirm({ store, runner, carryOut, t, clock, timeOf }),
    choose: createChoose(store, t, clock),
    prompts: createPromptMaker(store, clock),
    encryption,
    courtesy: createCourtesy(gateway),
    commands,
    botUserId: gateway.userId,
    botName: config.BOT_NAME,
    isOwnUser,
    t,
    clock,
  })
  const handle = createHandle({
    answer,
    reply,
    gateway,
    store,
    careTeams: careTeamReader,
    encryption,
    botName: config.BOT_NAME,
    t,
    log,
    timeOf,
    clock,
  })

  /** An item was given up on: its person is told once, and what it had claimed is free again. */
  const onParked = async (item: Item, code: string) => {
    log.error('an item was parked', { itemId: item.id, lane: item.lane, code })
    const event = eventOf(JSON.parse(item.body))
    if (event === undefined || event.type !== 'm.room.message' || isOwnUser(event.sender)) return
    for (const prompt of await store.promptsOf(event.roomId))
      if (prompt.claimedBy === item.id && prompt.state === 'executing')
        await store.releasePrompt(prompt.id)
    const asked = { itemId: item.id, event, threadId: undefined, answers: event.eventId }
    const reference = item.id.slice(1, 9)
    await reply.answer(
      asked,
      {
        document: [paragraph(t.bot.failed(reference))],
        refs: [],
        audit: [runner.entry(event, 'command', 'parked', code)],
        clinicalFor: undefined,
      },
      AbortSignal.timeout(30_000),
    )
  }

  const inbox = createInbox({ store, handle, onParked, log, clock })
  const receiver = createReceiver({
    listen: config.LISTEN,
    hsToken: config.HS_TOKEN,
    store,
    onAccepted: () => inbox.wake(),
    ownsUser: inNamespace,
    ownsAlias: matcher(ours.aliases),
    ignore: ({ sender }) => isOwnUser(sender),
    ready: async () => ({
      missing: Object.entries(state).flatMap(([part, up]) => (up ? [] : [part])),
      encryptedRooms: encryption.rooms(),
    }),
    log,
  })

  const repairGaps = createGapRepair({
    gateway,
    store,
    log,
    ignore: isOwnUser,
    onFound: () => inbox.wake(),
    clock,
  })
  const gaps = createLoop({
    run: async (signal) => {
      if (!state.homeserver) throw new MatrixError('unreachable', { retryable: true })
      const { failed } = await repairGaps(signal)
      if (failed > 0) throw new MatrixError('unreachable', { retryable: true })
    },
    everyMs: hour,
    onError: (err) => log.warn('room history was not read back whole', { err }),
    maxPauseMs: 60_000,
  })
  const rooms = createCareTeams({
    reader: careTeamReader,
    rooms: createClientRooms({
      gateway,
      store,
      t,
      aliasPrefix: config.ALIAS_PREFIX,
      roomVersion: config.ROOM_VERSION,
    }),
    membership: { gateway, store, t, clock },
    log,
    everyMs: hour,
  })
  const poll = createPoll({
    changes: createChangeReader(fhir),
    store,
    clock,
    onWork: () => inbox.wake(),
    onTeams: (patients) => rooms.changed(patients),
  })
  const pollEveryMs = config.FHIR_POLL_SECONDS * 1000
  const changes = createLoop({
    run: async (signal) => {
      if (!state.fhir) {
        await fhir.check({ signal })
        state.fhir = true
        log.info('the FHIR server answers', { source: label })
        rooms.changed(undefined)
      }
      try {
        await poll(signal)
      } catch (error) {
        if (!signal.aborted) state.fhir = false
        throw error
      }
    },
    everyMs: pollEveryMs,
    onError: (err) => log.warn('the FHIR server could not be followed', { source: label, err }),
    maxPauseMs: pollEveryMs,
  })
  const housekeeping = createLoop({
    run: async () => {
      const expired = await store.expiredPrompts(clock())
      const work = expired.map(({ id, roomId }) => ({
        id: `expiry:${id}`,
        lane: roomId,
        body: JSON.stringify({ kind: 'expiry', prompt: id }),
        late: false,
      }))
      if (work.length > 0 && (await store.accept(work)) > 0) inbox.wake()
      const last = Number((await store.setting('purged at')) ?? 0)
      if (clock() - last > day) {
        await store.purge(clock() - 14 * day)
        await store.saveSetting('purged at', String(clock()))
      }
    },
    everyMs: 15_000,
    onError: (err) => log.error('housekeeping failed', { err }),
  })

  /** Once the homeserver answers: the user, its device and profile, and what waits for us there. */
  const enter = async () => {
    await gateway.start()
    state.homeserver = true
    log.info('the homeserver answers', { userId: gateway.userId })
    rooms.changed(undefined)
    gaps.wake()
    await introduceSelf(gateway, store, config.BOT_NAME)
  }
  const entry = createLoop({
    run: async () => {
      if (!state.homeserver) await enter()
      if (state.delivery) return
      // Makes the homeserver deliver what it kept for us, and shows whether it can reach us at all.
      await gateway.ping()
      state.delivery = true
    },
    everyMs: 60_000,
    onError: (err) => log.warn('the homeserver cannot be used yet', { err }),
    maxPauseMs: 5000,
  })
  const heartbeat = createHeartbeat({
    ask: () => gateway.whoami(),
    everyMs: 10_000,
    onState: (up) => {
      if (up) return
      state.homeserver = false
      state.delivery = false
      entry.wake()
      log.warn('the homeserver does not answer')
    },
    onDoubt: () => gaps.wake(),
    clock,
  })

  const { port } = await receiver.start()
  log.info('listening', { port })
  inbox.start()
  for (const loop of [entry, changes, housekeeping]) loop.start()
  heartbeat.start()

  return {
    port,
    async stop() {
      // Each step has its share of ten seconds; what hangs on a peer that does not answer is left behind.
      await within(2500, receiver.stop())
      const loops = [entry, gaps, changes, housekeeping, rooms].map((loop) => loop.stop())
      await within(2000, Promise.all([...loops, heartbeat.stop()]))
      await inbox.stop(4000)
      await within(500, fhir.close())
      await store.close()
      log.info('stopped')
    },
  }
}

/** Waits for the work, but no longer than `ms`. */
const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, wait(ms, undefined, { ref: false })])
