import { createTeams, type Encryption } from './bot/access/access.ts'
import { createAnswer } from './bot/answering/answer.ts'
import { createCarryOut } from './bot/answering/carry-out.ts'
import { createChoose } from './bot/answering/choose.ts'
import { createConfirm } from './bot/answering/confirm.ts'
import { createCourtesy } from './bot/answering/courtesy.ts'
import { createPorts } from './bot/answering/ports.ts'
import { createPromptMaker } from './bot/answering/prompts.ts'
import { createCommandRunner } from './bot/answering/run-command.ts'
import { createTakeBack } from './bot/answering/take-back.ts'
import { createUndo } from './bot/answering/undo.ts'
import type { MatrixGateway } from './bot/gateway.ts'
import { createHandle } from './bot/inbox/handle.ts'
import { createOnParked } from './bot/inbox/parked.ts'
import { createConversationWork } from './bot/rooms/conversations-work.ts'
import { createPlaces } from './bot/rooms/places.ts'
import { createSpeech } from './bot/sending/speech.ts'
import { createVoices } from './bot/sending/voices.ts'
import { keepProposals } from './bot/telling/proposals.ts'
import { createRequests } from './bot/telling/requests.ts'
import { createFanOut, newsWork, writtenChanges } from './bot/telling/subscriptions.ts'
import { createTellNews } from './bot/telling/subscriptions-tell.ts'
import { commands } from './commands/registry.ts'
import type { FhirClient } from './fhir/fhir.ts'
import { createRecordReaders } from './fhir/record/record.ts'
import { postingOf, type Source } from './fhir/server/source.ts'
import type { CareTeamReader } from './fhir/team/care-team.ts'
import { createValidator } from './fhir/validation/validate.ts'
import { sourceNameOf } from './fhir-source.ts'
import { messages } from './i18n/messages.ts'
import type { Log } from './log.ts'
import { loadPolicy } from './policy.ts'
import { loadProfiles } from './profiles.ts'
import { type Config, federationServers } from './settings.ts'
import type { Store } from './store/store.ts'

export type ConversationParts = {
  readonly config: Config
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly fhir: FhirClient
  /** Every server that is asked about patients, the own record first. */
  readonly sources: readonly Source[]
  readonly careTeamReader: CareTeamReader
  readonly encryption: Encryption
  readonly isOwnUser: (userId: string) => boolean
  readonly log: Log
  readonly clock: () => number
}

/** Everything between an accepted item and what is said about it. */
export const createConversation = (parts: ConversationParts) => {
  const {
    config,
    gateway,
    store,
    fhir,
    sources,
    careTeamReader,
    encryption,
    isOwnUser,
    log,
    clock,
  } = parts
  const t = messages[config.LANGUAGE]
  const label = sourceNameOf(config)
  const timeZone = config.TIME_ZONE
  const validator = createValidator(loadProfiles(config.PROFILES))
  const servers = federationServers(config)
  const timeOf = (at: number) =>
    new Intl.DateTimeFormat('nl-NL', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  const teams = createTeams(careTeamReader, clock)
  const voices = createVoices(store, config.LANGUAGE)
  const policy = loadPolicy(
    config.POLICY,
    commands,
    sources.map((source) => source.label),
  )
  const speech = createSpeech({
    gateway,
    store,
    teams,
    careTeams: careTeamReader,
    encryption,
    voices,
    clock,
    timeOf,
    vanishAfterMs: config.EPHEMERAL_SECONDS * 1000,
    repeatWithinMs: config.REPEAT_SECONDS * 1000,
  })
  const { reply, members } = speech
  const requests = createRequests({
    config,
    gateway,
    store,
    fhir,
    careTeams: careTeamReader,
    teams,
    encryption,
    servers,
    label,
    t,
    clock,
  })
  const readers = createRecordReaders(sources, clock)
  const runner = createCommandRunner({
    commands,
    ports: createPorts({
      fhir,
      readers,
      careTeamReader,
      gateway,
      store,
      t,
      timeZone,
      validator,
      policy,
      voices,
      servers,
      label,
      follow: requests.follow,
      tasks: requests.tasks,
      clock,
      digest: config.DIGEST_TIME,
    }),
    teams,
    members,
    gateway,
    store,
    policy,
    postingOf: (refs) => postingOf(sources, refs),
    directly: (userId) => voices.to(userId),
    sourceName: label,
    t,
    timeZone,
    clock,
  })
  const onChange = (patient: string) => readers.changed(patient)
  const carryOut = createCarryOut({
    store,
    runner,
    commands,
    t,
    clock,
    timeOf,
    onChange,
    onWritten: async ({ refs, promptId, at, ...who }) => {
      await keepProposals(store, { refs, promptId, at, ...who }, clock())
      const changes = writtenChanges(refs, { ...who, deed: promptId })
      const work = await newsWork(store, changes)
      if (work.length > 0) await store.accept(work)
    },
  })
  const takeBack = createTakeBack({ store, runner, commands, t, clock, timeOf, onChange })
  const answer = createAnswer({
    placeOf: createPlaces(store, gateway),
    store,
    reply,
    runner,
    confirm: createConfirm({ store, runner, carryOut, t, clock, timeOf }),
    undo: createUndo({ store, runner, takeBack, t, clock, timeOf }),
    acknowledge: requests.acknowledge,
    choose: createChoose({ store, botUserId: gateway.userId, clock, timeOf }),
    prompts: createPromptMaker(store, clock, timeOf),
    encryption,
    courtesy: createCourtesy(gateway),
    commands,
    botUserId: gateway.userId,
    botName: config.BOT_NAME,
    isOwnUser,
    voices,
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
    voices,
    seen: speech.seen,
    log,
    timeOf,
    works: {
      ...requests.works,
      vanish: speech.vanish,
      conversation: createConversationWork({
        gateway,
        store,
        reply,
        careTeams: careTeamReader,
        record: readers.for(gateway.userId),
        t,
        aliasPrefix: config.ALIAS_PREFIX,
        roomVersion: config.ROOM_VERSION,
        servers,
        clock,
      }),
      news: createFanOut({ store, teams, digest: config.DIGEST_TIME, timeZone, clock }),
      'tell-news': createTellNews({
        gateway,
        store,
        teams,
        directRooms: speech.directRooms,
        label,
        voices,
        policy,
        clock,
      }),
    },
    clock,
  })

  const onParked = createOnParked({
    store,
    reply,
    runner,
    isOwnUser,
    t,
    voices,
    clock,
    timeOf,
  })

  return { handle, onParked }
}
