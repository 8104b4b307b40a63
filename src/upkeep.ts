import { expiryOf } from './bot/answering/prompts.ts'
import { MatrixError, type MatrixGateway } from './bot/gateway.ts'
import { createHeartbeat } from './bot/homeserver/heartbeat.ts'
import { createGapRepair } from './bot/inbox/gaps.ts'
import { createLoop } from './bot/loop.ts'
import { createCareTeams } from './bot/rooms/care-teams.ts'
import { createClientRooms } from './bot/rooms/client-rooms.ts'
import { introduceSelf } from './bot/rooms/introduce.ts'
import { createPoll } from './bot/telling/poller.ts'
import type { FhirClient } from './fhir/fhir.ts'
import { createChangeReader } from './fhir/server/changes.ts'
import type { CareTeamReader } from './fhir/team/care-team.ts'
import { sourceNameOf } from './fhir-source.ts'
import { messages } from './i18n/messages.ts'
import type { Log } from './log.ts'
import { codeOf } from './log-clean.ts'
import { type Config, federationServers } from './settings.ts'
import type { Store } from './store/store.ts'

/** What the bot can reach: the homeserver, the homeserver reaching the bot, the FHIR server. */
export type Up = { homeserver: boolean; delivery: boolean; fhir: boolean }

export type UpkeepParts = {
  readonly config: Config
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly fhir: FhirClient
  readonly careTeamReader: CareTeamReader
  readonly isOwnUser: (userId: string) => boolean
  /** Kept up to date here, for `/ready`. */
  readonly state: Up
  /** The code of why something cannot be reached, for `/ready`. */
  readonly onTrouble: (part: keyof Up, code: string) => void
  readonly onWork: () => void
  /** The homeserver or this process was away. */
  readonly onDoubt: () => void
  /** The bot can act: its user is known to the homeserver. */
  readonly onEntered: () => void
  readonly log: Log
  readonly clock: () => number
}

const hour = 60 * 60_000
/** By then a homeserver has delivered what it kept, save for what it left behind. */
const deliveredMs = 15_000
const day = 24 * hour

/** Everything the bot does unasked: getting in, following the record, keeping rooms in step, mending gaps, tidying. */
export const createUpkeep = (parts: UpkeepParts) => {
  const { config, gateway, store, fhir, careTeamReader, state, onWork, log, clock } = parts
  const t = messages[config.LANGUAGE]
  const label = sourceNameOf(config)
  const servers = federationServers(config)
  const stopping = new AbortController()
  const repairGaps = createGapRepair({
    gateway,
    store,
    log,
    ignore: parts.isOwnUser,
    onFound: onWork,
    clock,
  })
  const gaps = createLoop({
    run: async (signal) => {
      if (!state.homeserver) throw new MatrixError('unreachable', { retryable: true })
      const { failed } = await repairGaps.all(signal)
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
      servers,
    }),
    membership: { gateway, store, t, clock, servers },
    log,
    everyMs: hour,
  })
  // Before the homeserver answers nothing can be done about rooms; when it does, all are compared.
  const roomsChanged = (patients: readonly string[] | undefined) => {
    if (state.homeserver) rooms.changed(patients)
  }
  const poll = createPoll({
    changes: createChangeReader(fhir),
    store,
    clock,
    onWork: onWork,
    onTeams: roomsChanged,
  })
  const pollEveryMs = config.FHIR_POLL_SECONDS * 1000
  const changes = createLoop({
    run: async (signal) => {
      if (!state.fhir) {
        await fhir.check({ signal })
        state.fhir = true
        log.info('the FHIR server answers', { source: label })
        roomsChanged(undefined)
      }
      try {
        await poll(signal)
      } catch (error) {
        if (!signal.aborted) state.fhir = false
        throw error
      }
    },
    everyMs: pollEveryMs,
    onError: (err) => {
      parts.onTrouble('fhir', codeOf(err))
      log.warn('the FHIR server could not be followed', { source: label, err })
    },
    maxPauseMs: pollEveryMs,
  })
  const housekeeping = createLoop({
    run: async () => {
      const work = (await store.expiredPrompts(clock())).map(expiryOf)
      const fired = await store.fireTimers(clock())
      const added = work.length > 0 ? await store.accept(work) : 0
      if (fired + added > 0) onWork()
      const last = Number((await store.setting('purged at')) ?? 0)
      if (clock() - last > day) {
        await store.purge(clock() - 14 * day)
        await store.saveSetting('purged at', String(clock()))
      }
    },
    everyMs: 5000,
    onError: (err) => log.error('housekeeping failed', { err }),
  })

  let again: NodeJS.Timeout | undefined
  /** Events may have been lost, and one that is made while the homeserver recovers may stay behind: looked for now and later. */
  const doubt = () => {
    parts.onDoubt()
    gaps.wake()
    clearTimeout(again)
    again = setTimeout(() => gaps.wake(), deliveredMs).unref()
  }

  /** Once the homeserver answers: the user, its device and profile, and what waits for us there. */
  const enter = async () => {
    await gateway.start()
    state.homeserver = true
    log.info('the homeserver answers', { userId: gateway.userId })
    parts.onEntered()
    rooms.changed(undefined)
    doubt()
    // What failed while the homeserver was away need not wait for its next try.
    await store.hurry()
    onWork()
  }
  let introduced = false
  const entry = createLoop({
    run: async () => {
      if (!state.homeserver) await enter()
      // Makes the homeserver deliver what it kept for us, and shows whether it can reach us at all.
      if (!state.delivery) await gateway.ping()
      state.delivery = true
      if (!introduced) await introduceSelf(gateway, store, config.BOT_NAME)
      introduced = true
    },
    everyMs: 60_000,
    onError: (err) => {
      parts.onTrouble(state.homeserver ? 'delivery' : 'homeserver', codeOf(err))
      log.warn('the homeserver cannot be used yet', { err })
    },
    maxPauseMs: 5000,
  })
  const heartbeat = createHeartbeat({
    ask: () => gateway.whoami(),
    everyMs: 2000,
    onState: (up) => {
      if (up) return
      state.homeserver = false
      state.delivery = false
      entry.wake()
      log.warn('the homeserver does not answer')
    },
    onDoubt: doubt,
    clock,
  })

  return {
    /** What these rooms had before now and the bot was not given. */
    async readBack(roomIds: readonly string[]) {
      if (state.homeserver) await repairGaps.rooms(roomIds, stopping.signal)
    },
    start() {
      for (const loop of [entry, changes, housekeeping]) loop.start()
      heartbeat.start()
    },
    async stop() {
      clearTimeout(again)
      stopping.abort()
      const loops = [entry, gaps, changes, housekeeping, rooms].map((loop) => loop.stop())
      await Promise.all([...loops, heartbeat.stop()])
    },
  }
}
