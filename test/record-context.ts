import assert from 'node:assert/strict'
import type { Command, Context, Outcome } from '../src/commands/command.ts'
import { commands, type Ports } from '../src/commands/registry.ts'
import type { FhirClient } from '../src/fhir/fhir.ts'
import { createMedicationReader } from '../src/fhir/medication/medication.ts'
import { createObservationReader } from '../src/fhir/observation/observation.ts'
import { createAllergyReader } from '../src/fhir/problem/allergy.ts'
import { createRecordReader } from '../src/fhir/record/record.ts'
import { createRecordWriter } from '../src/fhir/record/writing.ts'
import { createReferralWriter } from '../src/fhir/referral/referral.ts'
import { createTaskReader } from '../src/fhir/referral/task-reader.ts'
import { ownSource } from '../src/fhir/server/source.ts'
import type { TeamMember } from '../src/fhir/team/care-team.ts'
import { createCareTeamReader } from '../src/fhir/team/care-team-reader.ts'
import { createDirectory } from '../src/fhir/team/directory.ts'
import { createPeopleDirectory } from '../src/fhir/team/directory-people.ts'
import { createRelatedPersonReader } from '../src/fhir/team/related-person.ts'
import { createValidator } from '../src/fhir/validation/validate.ts'
import { messages } from '../src/i18n/messages.ts'
import { noticeContent } from '../src/reply/content.ts'
import type { Document } from '../src/reply/document.ts'
import { assertReplyInvariant } from './flatten.ts'
import { followOf } from './referral-parts.ts'

/** The name of the source in these cases. */
const label = 'Dossier'

/** Who asks in these cases. */
export const nurse: TeamMember = {
  kind: 'professional',
  ref: 'PractitionerRole/demo-role-wijkverpleegkundige',
  practitioner: 'Practitioner/demo-pract-wijkverpleegkundige',
  userIds: ['@wijkverpleegkundige:zorg.test'],
  name: 'Sanne Dijkstra',
  functions: ['Verpleegkundige'],
  roleCodes: [],
  organization: {
    ref: 'Organization/demo-org-thuiszorg',
    name: 'Thuiszorg De Linde',
    ura: '90000102',
  },
  phones: [],
  responsible: false,
  absences: [],
  current: true,
}

/** Nobody is told of anything. */
const noSubscriptions: Context<Ports>['subscriptions'] = {
  digest: '07:30',
  of: () => Promise.resolve(undefined),
  all: () => Promise.resolve([]),
  save: () => Promise.resolve(),
  drop: () => Promise.resolve(false),
  nameOf: () => Promise.resolve(undefined),
}

/** No conversation has a room. */
const noConversations: Context<Ports>['conversations'] = {
  open: ({ request }) => Promise.resolve({ ...room, request }),
  setArchived: () => Promise.resolve(),
  ofPatient: () => Promise.resolve([]),
  ofRoom: () => Promise.resolve(undefined),
  include: () => Promise.resolve(),
}
const room = { number: 1, name: 'Gesprek 1', roomId: undefined, href: undefined, archived: false }

/** Whose record is read, and when. */
export type RecordCase = { readonly patient: string; readonly now: Date }

/** The real readers and writers over a FHIR client, as a command in a patient's room is given them. */
export const recordContext = (client: FhirClient, { patient, now }: RecordCase): Context<Ports> => {
  const clock = () => now.getTime()
  const record = createRecordReader([ownSource(label, client)])
  return {
    record,
    medications: createMedicationReader(record),
    allergies: createAllergyReader(record),
    observations: createObservationReader(record),
    related: createRelatedPersonReader(record, { clock }),
    careTeams: createCareTeamReader(client, { label, clock }),
    directory: createDirectory(client),
    referrals: createReferralWriter(client, createValidator()),
    writer: createRecordWriter(client, createValidator()),
    repliedTo: () => Promise.resolve({ kind: 'none' }),
    presence: async () => new Map(),
    people: createPeopleDirectory(client, { clock }),
    subscriptions: noSubscriptions,
    mayRead: () => true,
    searches: { most: 20, ask: () => 0 },
    mayTakePart: () => true,
    mayInvite: async () => true,
    roomsOf: async () => ({ rooms: [], complete: true }),
    conversations: noConversations,
    botUserId: '@zorgbot:zorg.test',
    follow: followOf().follow,
    tasks: createTaskReader(client, label),
    looked: async () => ({}),
    ownTasks: async () => ({ tasks: [], complete: true }),
    place: 'room',
    allowed: () => true,
    saveLanguage: async () => {},
    patient,
    roomId: '!room',
    eventId: '$event',
    asker: { userId: '@wijkverpleegkundige:zorg.test', member: nurse },
    t: messages.nl,
    audience: 'professional' as const,
    lastList: async () => undefined,
    timeZone: 'Europe/Amsterdam',
    now,
    signal: new AbortController().signal,
  }
}

const named = (name: string): Command<Ports> => {
  const command = commands.find((each) => each.name === name)
  assert.ok(command, `there is no command ${name}`)
  return command
}

/** Runs a line such as `medicatie alles`. */
export const runLine = (context: Context<Ports>, line: string): Promise<Outcome> => {
  const [name = '', ...words] = line.split(' ')
  return named(name).run(context, { words, options: {}, text: '' })
}

/** The event a document becomes, held against the reply invariant. */
export const eventOf = (document: Document) => {
  const content = noticeContent({ document, inReplyTo: '$event' })
  assertReplyInvariant(content)
  return content
}

/** What a line is answered with, rendered and held against the reply invariant; anything but an answer is a failure. */
export const answerTo = async (context: Context<Ports>, line: string) => {
  const outcome = await runLine(context, line)
  assert.ok(outcome.kind === 'answer', `${line} gave ${outcome.kind}`)
  return { ...outcome, ...eventOf(outcome.document) }
}
