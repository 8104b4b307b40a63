import { createTeams, type Encryption } from './bot/access.ts'
import { createAnswer } from './bot/answer.ts'
import { createCarryOut } from './bot/carry-out.ts'
import { createChoose } from './bot/choose.ts'
import { createConfirm } from './bot/confirm.ts'
import { createCourtesy } from './bot/courtesy.ts'
import type { MatrixGateway } from './bot/gateway.ts'
import { createHandle } from './bot/handle.ts'
import { createOnParked } from './bot/parked.ts'
import { createPlaces } from './bot/places.ts'
import { createPorts } from './bot/ports.ts'
import { createPromptMaker } from './bot/prompts.ts'
import { createReply } from './bot/reply.ts'
import { createCommandRunner } from './bot/run-command.ts'
import { commands } from './commands/registry.ts'
import type { CareTeamReader } from './fhir/care-team.ts'
import type { FhirClient } from './fhir/fhir.ts'
import { createValidator } from './fhir/validate.ts'
import { sourceNameOf } from './fhir-source.ts'
import { messages } from './i18n/messages.ts'
import type { Log } from './log.ts'
import type { Config } from './settings.ts'
import type { Store } from './store/store.ts'

export type ConversationParts = {
  readonly config: Config
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly fhir: FhirClient
  readonly careTeamReader: CareTeamReader
  readonly encryption: Encryption
  readonly isOwnUser: (userId: string) => boolean
  readonly log: Log
  readonly clock: () => number
}

/** Everything between an accepted item and what is said about it. */
export const createConversation = (parts: ConversationParts) => {
  const { config, gateway, store, fhir, careTeamReader, encryption, isOwnUser, log, clock } = parts
  const t = messages[config.LANGUAGE]
  const label = sourceNameOf(config)
  const timeZone = config.TIME_ZONE
  const validator = createValidator()
  const timeOf = (at: number) =>
    new Intl.DateTimeFormat('nl-NL', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  const teams = createTeams(careTeamReader, clock)
  const reply = createReply({ gateway, store, teams, encryption, t, clock })
  const runner = createCommandRunner({
    ports: createPorts({ fhir, careTeamReader, gateway, store, label, timeZone, validator }),
    teams,
    gateway,
    store,
    sourceName: label,
    t,
    timeZone,
    clock,
  })
  const carryOut = createCarryOut({ store, runner, commands, t, clock, timeOf })
  const answer = createAnswer({
    placeOf: createPlaces(store, gateway),
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
    works: {},
    clock,
  })

  const onParked = createOnParked({ store, reply, runner, isOwnUser, t, clock, timeOf })

  return { handle, onParked }
}
