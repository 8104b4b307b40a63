import assert from 'node:assert/strict'
import type { Command, Context, Outcome } from '../src/commands/command.ts'
import { commands, type Ports } from '../src/commands/registry.ts'
import { createAllergyReader } from '../src/fhir/allergy.ts'
import type { TeamMember } from '../src/fhir/care-team.ts'
import { createCareTeamReader } from '../src/fhir/care-team-reader.ts'
import { createDirectory } from '../src/fhir/directory.ts'
import type { FhirClient } from '../src/fhir/fhir.ts'
import { createMedicationReader } from '../src/fhir/medication.ts'
import { createObservationReader } from '../src/fhir/observation.ts'
import { createRecordReader, ownSource } from '../src/fhir/record.ts'
import { createReferralWriter } from '../src/fhir/referral.ts'
import { createRelatedPersonReader } from '../src/fhir/related-person.ts'
import { createValidator } from '../src/fhir/validate.ts'
import { messages } from '../src/i18n/messages.ts'
import { noticeContent } from '../src/reply/content.ts'
import type { Document } from '../src/reply/document.ts'
import { assertReplyInvariant } from './flatten.ts'

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

/** Whose record is read, and when. */
export type RecordCase = { readonly patient: string; readonly now: Date }

/** The real readers and writers over a FHIR client, as a command in a patient's room is given them. */
export const recordContext = (client: FhirClient, { patient, now }: RecordCase): Context<Ports> => {
  const clock = () => now.getTime()
  return {
    record: createRecordReader([ownSource(label, client)]),
    medications: createMedicationReader(client, { label }),
    allergies: createAllergyReader(client, { label }),
    observations: createObservationReader(client, { label }),
    related: createRelatedPersonReader(client, { label, clock }),
    careTeams: createCareTeamReader(client, { label, clock }),
    directory: createDirectory(client),
    referrals: createReferralWriter(client, createValidator()),
    presence: async () => new Map(),
    roomsOf: async () => ({ rooms: [], complete: true }),
    place: 'room',
    allowed: () => true,
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
