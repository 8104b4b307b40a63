import type { CareTeam } from '@medplum/fhirtypes'
import { type Found, foreignSource } from '../../fhir/record/record.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { ListedPerson } from '../../fhir/team/directory-person.ts'
import { isParticipant, type TeamDraft } from '../../fhir/team/draft.ts'
import { paragraph } from '../../reply/document.ts'
import { dayOf, plainDateWords } from '../answer/date-words.ts'
import type { Context, Outcome } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { misused, notWritten, patientOf, previewOf } from '../writing/writing.ts'
import { argsOf, type FoundPerson, listedWords } from './find.ts'
import type { NodiguitPorts } from './ports.ts'
import type { InvitationAsked } from './request.ts'

type Ctx = Context<NodiguitPorts>

const READS = ['CareTeam', 'directory'] as const

const nameOf = ({ name }: ListedPerson, { t }: Ctx) => name ?? t.nodiguit.nameless

const memberOf = ({ members }: Team, person: ListedPerson): TeamMember | undefined =>
  members.find(
    ({ kind, current, ref, practitioner }) =>
      kind === 'professional' &&
      current &&
      (ref === person.ref || (practitioner !== undefined && practitioner === person.practitioner)),
  )

const alreadyThere = async (person: ListedPerson, context: Ctx): Promise<Outcome> => {
  const { already } = context.t.nodiguit
  const present = await context.presence(context.roomId)
  const how = person.userIds.map((userId) => present?.get(userId))
  const name = nameOf(person, context)
  if (present === undefined) return misused(already.unknown(name))
  if (how.includes('join')) return misused(already.join(name))
  return misused(how.includes('invite') ? already.invite(name) : already.away(name))
}

/** Why this person cannot be asked in, or this asker cannot ask; undefined when nothing stands against it. */
const refusal = async (person: ListedPerson, context: Ctx): Promise<Outcome | undefined> => {
  const { t, asker, patient, mayInvite, mayTakePart } = context
  const name = nameOf(person, context)
  if (person.userIds.length === 0) return misused(t.nodiguit.noAccount(name))
  if (!person.userIds.some(mayTakePart)) return misused(t.nodiguit.otherServer(name))
  const may = await mayInvite(asker.userId, patient)
  if (may === undefined) return notWritten(t.nodiguit.powerUnknown, READS)
  return may ? undefined : misused(t.nodiguit.noPower)
}

const teamOf = (
  teams: readonly Found<CareTeam>[],
  asked: InvitationAsked,
  { asker }: Ctx,
): readonly Found<CareTeam>[] => {
  const active = teams.filter(
    (found) => found.resource.status === 'active' && foreignSource(found) === undefined,
  )
  const chosen = active.filter(({ key }) => key === asked.team)
  if (chosen.length > 0) return chosen
  const { ref, practitioner } = asker.member
  const own = active.filter(
    ({ resource }) => isParticipant(resource, ref) || isParticipant(resource, practitioner),
  )
  return own.length > 0 ? own : active
}

// Nothing that is typed tells teams apart: all of them are offered, as far as one message can hold them.
const MOST_TEAMS = 30

const whichTeam = (
  teams: readonly Found<CareTeam>[],
  asked: InvitationAsked,
  { ref }: ListedPerson,
  { t }: Ctx,
): Outcome =>
  choiceOf({
    title: t.nodiguit.whichTeam,
    among: teams.map(({ resource, key }) => ({
      words: resource.name ?? key,
      args: argsOf(asked, ref, key),
    })),
    most: MOST_TEAMS,
    more: t.nodiguit.moreTeams,
    how: (shown) => paragraph(t.nodiguit.number(shown)),
    reads: READS,
  })

const preview = async (
  context: Ctx,
  person: ListedPerson,
  asked: InvitationAsked,
  { resource, key }: Found<CareTeam>,
): Promise<Outcome> => {
  const { t, patient, now, timeZone, conversations, roomId, mayTakePart } = context
  const read = await patientOf(context)
  if ('code' in read)
    return notWritten(t.writing.patientDown(t.clinical.failures[read.code]), READS)
  const { nodiguit } = t
  const { role } = asked
  const userIds = person.userIds.filter(mayTakePart)
  const draft: TeamDraft = {
    patient,
    team: key,
    versionId: resource.meta?.versionId,
    person: person.ref,
    name: nameOf(person, context),
    userIds,
    ...(role === undefined ? {} : { role }),
    since: dayOf(now, timeZone),
  }
  const talk = await conversations.ofRoom(roomId)
  const { absence } = person
  return {
    kind: 'confirm',
    draft,
    refs: [],
    reads: [...READS, 'Patient'],
    preview: previewOf(
      {
        what: nodiguit.what,
        deed: 'record',
        patient: read.line,
        lines: [
          nodiguit.person(listedWords(person, context)),
          ...userIds.map(nodiguit.account),
          ...(role === undefined ? [] : [nodiguit.role(role)]),
          ...(resource.name === undefined ? [] : [nodiguit.team(resource.name)]),
        ],
        notes: [
          nodiguit.sees,
          ...(talk === undefined ? [] : [nodiguit.alsoHere]),
          ...(absence === undefined ? [] : [nodiguit.absent(plainDateWords(absence.end, context))]),
        ],
      },
      context,
    ),
  }
}

/** Shows what confirming does, or says why it cannot be done. */
export const previewInvitation = async (
  context: Ctx,
  asked: InvitationAsked,
  { person, team }: Extract<FoundPerson, { kind: 'person' }>,
): Promise<Outcome> => {
  const { t, record, patient, signal } = context
  if (memberOf(team, person) !== undefined) return alreadyThere(person, context)
  const refused = await refusal(person, context)
  if (refused !== undefined) return refused
  const sourced = await record.ask(patient, [{ type: 'CareTeam' }], signal)
  const failed = sourced.sources[0]?.failed.find(({ code }) => code !== 'incomplete')
  if (failed !== undefined)
    return notWritten(t.writing.readDown(t.clinical.failures[failed.code]), READS)
  const teams = teamOf(sourced.value.of('CareTeam'), asked, context)
  const [only, second] = teams
  if (only === undefined) return misused(t.nodiguit.noTeam)
  return second === undefined
    ? preview(context, person, asked, only)
    : whichTeam(teams, asked, person, context)
}
