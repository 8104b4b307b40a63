import { ChartError, createCharts } from '../../chart/draw.ts'
import type { ChartSpec } from '../../chart/spec.ts'
import type { HelpedCommand } from '../../commands/help.ts'
import type { Ports } from '../../commands/registry.ts'
import type { FollowPorts } from '../../commands/taak/follow.ts'
import type { FhirClient } from '../../fhir/fhir.ts'
import { createMedicationReader } from '../../fhir/medication/medication.ts'
import { type MayReadLab, withoutLaboratory } from '../../fhir/observation/laboratory.ts'
import { createObservationReader } from '../../fhir/observation/observation.ts'
import { createAllergyReader } from '../../fhir/problem/allergy.ts'
import type { Readable, RecordReaders } from '../../fhir/record/record.ts'
import { createRecordWriter } from '../../fhir/record/writing.ts'
import { createReferralWriter } from '../../fhir/referral/referral.ts'
import { createOwnTaskReader } from '../../fhir/referral/task-own.ts'
import type { TaskReader } from '../../fhir/referral/task-reader.ts'
import type { Source } from '../../fhir/server/source.ts'
import type { CareTeamReader, TeamMember } from '../../fhir/team/care-team.ts'
import { createDirectory } from '../../fhir/team/directory.ts'
import { createPeopleDirectory } from '../../fhir/team/directory-people.ts'
import { createRelatedPersonReader } from '../../fhir/team/related-person.ts'
import type { Validator } from '../../fhir/validation/validate.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Store } from '../../store/store.ts'
import { settingFor } from '../access/admission.ts'
import type { Audience } from '../access/audience.ts'
import { createMayInvite } from '../access/membership-power.ts'
import { createOwnRooms } from '../access/own-rooms.ts'
import { createOwnTasks } from '../access/own-tasks.ts'
import { keepingPatientLines } from '../access/patient-lines.ts'
import type { Policy } from '../access/policy.ts'
import { labReadableFor, readableFor } from '../access/readable.ts'
import { createSearchLimit } from '../access/search-limit.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import { createConversationRooms } from '../rooms/conversations.ts'
import { mayTakePart } from '../rooms/server-acl.ts'
import type { Voices } from '../sending/voices.ts'
import { createOwnSubscriptions } from '../telling/subscriptions-own.ts'
import type { DayTime } from '../telling/subscriptions-time.ts'
import type { PortsAsk } from './invocation.ts'
import { readRepliedTo } from './replied-to.ts'

export type PortsParts = {
  readonly fhir: FhirClient
  /** Of every server that is asked about patients. */
  readonly readers: RecordReaders
  readonly careTeamReader: CareTeamReader
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly t: Messages
  readonly timeZone: string
  readonly validator: Validator
  readonly policy: Policy
  readonly voices: Pick<Voices, 'save'>
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers: readonly string[] | undefined
  readonly label: string
  readonly follow: FollowPorts['follow']
  readonly tasks: TaskReader
  readonly digest: DayTime
  readonly clock: () => number
}

/** Whether there is anything in a room that this person may ask. */
const mayAskAnything = (member: TeamMember | undefined, here: Audience): boolean =>
  member !== undefined && member.kind !== 'unknown' && (here === 'professional' || here === 'lay')

/** The doors commands are given, made once; what depends on who asks and where is added at each call. */
export const createPorts = (parts: PortsParts) => {
  const { fhir, gateway, store, t, timeZone, policy, readers } = parts
  const careTeamReader = keepingPatientLines(parts.careTeamReader, parts.clock)
  const charts = createCharts()
  const fixed = {
    drawChart: async (spec: ChartSpec) => {
      try {
        return await charts.draw(spec)
      } catch (error) {
        if (error instanceof ChartError) return undefined
        throw error
      }
    },
    directory: createDirectory(fhir),
    referrals: createReferralWriter(fhir, parts.validator),
    careTeams: careTeamReader,
    writer: createRecordWriter(fhir, parts.validator),
    conversations: createConversationRooms({ store, gateway, t }),
    botUserId: gateway.userId,
    saveLanguage: parts.voices.save,
    presence: async (roomId: string) => {
      try {
        const present = new Map<string, 'join' | 'invite'>()
        for (const { userId, membership } of await gateway.members(roomId))
          if (membership === 'join' || membership === 'invite') present.set(userId, membership)
        return present
      } catch (error) {
        if (error instanceof MatrixError) return undefined
        throw error
      }
    },
    roomsOf: createOwnRooms({
      careTeams: careTeamReader,
      store,
      serverName: gateway.serverName,
      t,
    }),
    people: createPeopleDirectory(fhir, { timeZone, clock: parts.clock }),
    searches: createSearchLimit(parts.clock),
    subscriptions: createOwnSubscriptions({
      store,
      serverName: gateway.serverName,
      digest: parts.digest,
    }),
    mayTakePart: (userId: string) => mayTakePart(userId, parts.servers),
    mayInvite: createMayInvite(store, gateway),
    looked: (roomId: string, userId: string) => store.looked(roomId, userId),
    follow: parts.follow,
    tasks: parts.tasks,
    ownTasks: createOwnTasks(
      createOwnTaskReader(fhir, { label: parts.label, timeZone, clock: parts.clock }),
      store,
      gateway.serverName,
    ),
  }
  /** What is read, in the session of one person with the sources this person may know of. */
  const readingFor = (
    asker: string,
    mayRead: (source: Source) => Readable,
    mayReadLab: MayReadLab,
  ) => {
    const record = withoutLaboratory(readers.for(asker, mayRead), mayReadLab)
    return {
      record,
      medications: createMedicationReader(record, { timeZone }),
      allergies: createAllergyReader(record),
      observations: createObservationReader(record),
      related: createRelatedPersonReader(record, { timeZone }),
      refresh: async (patient: string) => readers.refresh(patient, asker),
    }
  }
  return ({
    place,
    userId,
    event,
    command,
    setting = 'team',
    here,
    member,
    reading,
  }: PortsAsk): Ports => ({
    ...fixed,
    repliedTo: () => readRepliedTo(gateway, event),
    ...readingFor(
      userId,
      readableFor(policy, { member, command, setting }),
      labReadableFor(policy, { member, setting, reading }),
    ),
    // What is announced is of the own record.
    mayRead: (name: string) =>
      member !== undefined &&
      policy.mayRead(member, { name, access: 'read' }, 'direct', { label: parts.label, own: true }),
    intentOf: policy.intentOf,
    phonesForClients: policy.phonesForClients,
    place: place.kind === 'direct' ? 'direct' : 'room',
    here,
    allowed: (each: HelpedCommand) => {
      const isDirect = place.kind === 'direct'
      if (each.place !== 'both' && (each.place === 'direct') !== isDirect) return false
      if (isDirect && each.place === 'both') return true
      if (each.access === 'open') return isDirect || mayAskAnything(member, here)
      if (member === undefined || place.kind !== 'room') return false
      const where = settingFor(each, member, here, false)
      return where !== undefined && policy.ruleFor(member, each, where) !== undefined
    },
  })
}
