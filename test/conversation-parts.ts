import type { CommunicationRequest } from '@medplum/fhirtypes'
import type { Context } from '../src/commands/command.ts'
import type { ConversationRoom, ConversationRooms } from '../src/commands/gesprek/ports.ts'
import type { ConversationStatePorts } from '../src/commands/gesprek/state.ts'
import type { GesprekkenPorts } from '../src/commands/gesprekken.ts'
import type { RecordWriter, Written } from '../src/fhir/record/writer.ts'
import type { TeamMember } from '../src/fhir/team/care-team.ts'
import { clinicalContext, patient } from './clinical-case.ts'

/** A professional of the team in these cases. */
export const colleague = (
  id: string,
  name: string,
  role: string,
  over: Partial<TeamMember> = {},
): TeamMember => ({
  kind: 'professional',
  ref: `PractitionerRole/${id}`,
  practitioner: `Practitioner/${id}`,
  userIds: [`@${id}:zorg.example`],
  name,
  functions: [role],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: true,
  ...over,
})

/** The one who asks. */
export const jansen = colleague('jansen', 'J. Jansen', 'Verpleegkundige')

const daughter: TeamMember = {
  ...colleague('dochter', 'Marieke van Voorbeeld', 'Dochter'),
  kind: 'related',
  ref: 'RelatedPerson/dochter',
  practitioner: undefined,
}

/** A team with two doctors, a pharmacist without an account and a relative. */
const members: readonly TeamMember[] = [
  jansen,
  colleague('pulver', 'P. van Pulver', 'Huisarts'),
  colleague('bos', 'B. Bos', 'Huisarts'),
  colleague('idrissi', 'F. el Idrissi', 'Apotheker', { userIds: [] }),
  daughter,
]

/** A request as the record holds one. */
export const requestOf = (
  id: string,
  subject: string,
  over: Partial<CommunicationRequest> = {},
): CommunicationRequest => ({
  resourceType: 'CommunicationRequest',
  id,
  meta: { versionId: '3' },
  status: 'active',
  subject: { reference: patient },
  authoredOn: '2026-01-10T10:00:00+01:00',
  reasonCode: [{ text: subject }],
  ...over,
})

/** A room of a conversation. */
export const roomOf = (number: number, over: Partial<ConversationRoom> = {}): ConversationRoom => ({
  request: `CommunicationRequest/c${number}`,
  number,
  name: `Gesprek ${number} · Zorgteam Blauwe Reiger`,
  roomId: `!talk${number}`,
  href: `https://matrix.to/#/!talk${number}?via=zorg.example`,
  archived: false,
  ...over,
})

type Seen = {
  readonly bundles: unknown[]
  readonly changes: unknown[]
  readonly deeds: unknown[]
}

const writerOf = (seen: Seen, outcome: Written): RecordWriter => ({
  create: (bundle) => {
    seen.bundles.push(bundle)
    return Promise.resolve(outcome)
  },
  change: (type, id, versionId) => {
    seen.changes.push([type, id, versionId])
    return Promise.resolve(outcome)
  },
  restore: () => Promise.resolve({ kind: 'no-former' }),
})

const roomsOf = (seen: Seen, rooms: readonly ConversationRoom[]): ConversationRooms => ({
  open: (conversation) => {
    seen.deeds.push(['open', conversation])
    return Promise.resolve({ ...roomOf(1), request: conversation.request, roomId: undefined })
  },
  setArchived: (...deed) => {
    seen.deeds.push(deed)
    return Promise.resolve()
  },
  ofPatient: () => Promise.resolve(rooms),
  ofRoom: (roomId) => Promise.resolve(rooms.find((room) => room.roomId === roomId)),
  include: (...deed) => {
    seen.deeds.push(['include', ...deed])
    return Promise.resolve()
  },
})

/** What a case starts from; `outcome` is what becomes of a write. */
export type ConversationCase = {
  readonly requests?: readonly CommunicationRequest[]
  readonly rooms?: readonly ConversationRoom[]
  readonly team?: readonly TeamMember[]
  readonly outcome?: Written
  readonly present?: ReadonlyMap<string, 'join' | 'invite'>
  readonly language?: 'nl' | 'en'
}

/** A context of the commands about conversations, and what they did. */
export const conversationContext = ({
  requests = [],
  rooms = [],
  team = members,
  outcome = { kind: 'written', refs: [{ ref: 'CommunicationRequest/12', versionId: '1' }] },
  present,
  language,
}: ConversationCase = {}) => {
  const seen: Seen = { bundles: [], changes: [], deeds: [] }
  const base = clinicalContext({ records: requests }, patient, undefined, language)
  const context: Context<ConversationStatePorts & GesprekkenPorts> = {
    ...base,
    asker: { userId: '@jansen:zorg.example', member: jansen },
    writer: writerOf(seen, outcome),
    conversations: roomsOf(seen, rooms),
    presence: () => Promise.resolve(present),
    botUserId: '@zorgbot:zorg.example',
    careTeams: {
      patients: () => Promise.resolve([patient]),
      patientsOf: () => Promise.resolve([patient]),
      patientLine: () =>
        Promise.resolve({ name: 'J. van Voorbeeld', gender: 'female', birthDate: '1941-03-18' }),
      team: () =>
        Promise.resolve({
          value: { patient, teams: ['CareTeam/1'], active: true, members: team },
          sources: [{ label: 'Dossier', failed: [] }],
          foreign: [],
          refs: [],
        }),
    },
  }
  return { context, seen }
}
