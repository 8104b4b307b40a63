import { type FhirClient, FhirError } from '../../fhir/fhir.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { createTaskReader } from '../../fhir/referral/task-reader.ts'
import { ownSource, type Source } from '../../fhir/server/source.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Config } from '../../settings.ts'
import type { Store } from '../../store/store.ts'
import type { Encryption, Teams } from '../access/access.ts'
import type { MatrixGateway } from '../gateway.ts'
import { createFollow } from './follow.ts'
import { createFollowNew } from './follow-new.ts'
import { createFollowSay } from './follow-say.ts'
import { createFollowTask } from './follow-task.ts'
import { createPing } from './ping.ts'
import { createAcknowledge } from './ping-answer.ts'
import { createRepeatAnswered } from './repeat-answered.ts'

/** What following requests until they are done needs. */
export type RequestsParts = {
  readonly config: Pick<Config, 'PING_MINUTES' | 'TIME_ZONE'>
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly fhir: Pick<FhirClient, 'search'>
  readonly careTeams: Pick<CareTeamReader, 'patientLine'>
  readonly teams: Teams
  readonly encryption: Encryption
  readonly servers: readonly string[] | undefined
  /** The name of the organization's own record, for people. */
  readonly label: string
  readonly t: Messages
  readonly clock: () => number
}

/** Everything about requests to colleagues after they were sent: what becomes of them, reminders, urgent calls. */
export const createRequests = (parts: RequestsParts) => {
  const { config, gateway, store, teams, t, clock } = parts
  const timeZone = config.TIME_ZONE
  const tasks = createTaskReader(parts.fhir, parts.label)
  const say = createFollowSay(parts)
  const pingMinutes = config.PING_MINUTES
  const followed = createFollowTask({ store, tasks, say, t, timeZone, clock })
  const everyMs = pingMinutes * 60_000
  const { careTeams } = parts
  const ping = createPing({
    store,
    tasks,
    careTeams,
    teams,
    gateway,
    say,
    everyMs,
    t,
    timeZone,
    clock,
  })
  const own: Source = ownSource(parts.label, {
    search: (type, params, options) => parts.fhir.search(type, params, options),
    read: () => Promise.reject(new FhirError('not-found')),
    supports: () => true,
  })
  const record = createRecordReader([own])
  return {
    tasks,
    follow: createFollow({ gateway, store, teams, servers: parts.servers, pingMinutes, clock }),
    acknowledge: createAcknowledge({ store, teams, t, timeZone, clock }),
    works: {
      'task-new': createFollowNew({ store, tasks, teams, clock }),
      'task-changed': followed.changed,
      'task-due': followed.due,
      'task-call': ping.first,
      'task-call-again': ping.again,
      'task-call-next': ping.escalate,
      'task-call-over': ping.over,
      'repeat-answered': createRepeatAnswered({ store, record, say, t, timeZone, clock }),
    },
  }
}
