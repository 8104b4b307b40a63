import type { Reading } from '../../commands/command.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { AuditEntry } from '../../store/store.ts'
import { type Plan, type PrivateReason, saying } from '../answering/plan.ts'
import type { MatrixGateway, RoomEvent } from '../gateway.ts'
import type { Place } from '../rooms/places.ts'
import { inRole, personOf, stranger, type Teams } from './access.ts'
import { type Audience, audienceWith, isLay, readersOf } from './audience.ts'
import { type Deed, messageLine, teamUnread, type Who, whoIs } from './audit-lines.ts'
import type { Members } from './members.ts'
import type { Policy, Ruled, Setting } from './policy.ts'

/** Somebody who may ask, with what was read of the record to know that. */
export type Admitted = {
  readonly member: TeamMember
  readonly patient: string
  /** The rule of the policy that lets them; undefined for what is for everybody. */
  readonly rule?: string | undefined
  /** Lines for the audit trail, to be committed with what follows. */
  readonly audit: readonly AuditEntry[]
  /** For whom the answer is worded. */
  readonly reading: Reading
  /** Where it is read, as the policy knows it; undefined where nothing of a record is shown. */
  readonly setting: Setting | undefined
  /** It goes to the direct message of who asks. */
  readonly privately?: PrivateReason
}

/** What is known of a question when it is judged. */
export type Asking = {
  readonly command: Ruled
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
  /** The answer is wanted in the direct message. */
  readonly isPrivate?: boolean
  readonly t?: Messages
}

/** Where the answer to a command is read, by who reads along in the room; undefined when it cannot be given. */
export const settingFor = (
  command: Ruled,
  member: TeamMember,
  audience: Audience,
  isPrivate: boolean,
): Setting | undefined => {
  if (isPrivate && command.access === 'read') return 'direct'
  if (audience === 'professional') return 'team'
  if (audience !== 'lay') return undefined
  if (command.lay === true) return 'shared'
  return command.access === 'read' && !isLay(member) ? 'direct' : undefined
}

/** What judging who may ask needs. */
export type AdmissionParts = {
  readonly teams: Teams
  readonly members: Members
  readonly gateway: Pick<MatrixGateway, 'state' | 'userId'>
  readonly policy: Policy
  readonly sourceName: string
  readonly t: Messages
  readonly clock: () => number
}

/** Why an answer cannot be given where these people read along, and what is said of it. */
const denials = (t: Messages, asker: TeamMember) => ({
  nobody: { why: 'audience', text: isLay(asker) ? t.audience.unknownReader : t.bot.audience },
  'later-readers': { why: 'audience later-readers', text: t.audience.laterReaders },
  lay: { why: 'audience lay', text: t.audience.notHere },
  professional: { why: 'audience', text: t.bot.audience },
})

/** Who may ask what where: membership of the team, the policy and the audience, each refusal with its reason on the trail. */
export const createAdmission = (parts: AdmissionParts) => {
  const { teams, members, gateway, policy, clock } = parts

  const linesOf = (event: RoomEvent, deeds: readonly Deed[], who: Who): readonly AuditEntry[] =>
    deeds.map((deed) => messageLine(clock(), event, deed, who))

  const refuse = (
    { event, command }: Pick<Asking, 'event' | 'command'>,
    denial: { readonly why: string; readonly text: string },
    who: Who = {},
    deeds: readonly Deed[] = [],
  ): Plan => {
    const line = { action: 'denial', what: command.name, outcome: denial.why } as const
    return saying([paragraph(denial.text)], linesOf(event, [line, ...deeds], who))
  }

  type Present = Awaited<ReturnType<Members['recent']>>

  /** Before something is written the homeserver is asked; a read is checked again before it is sent. */
  const presentIn = async (roomId: string, { access }: Ruled): Promise<Present> =>
    access === 'write'
      ? { members: await members.now(roomId), isAsked: true }
      : members.recent(roomId)

  /** Memory is believed only when it says that a room is safe; a doubt is asked after at once. */
  const audienceFor = async (
    roomId: string,
    { members: present, isAsked }: Present,
    team: Team,
    asker: TeamMember,
  ): Promise<Audience> => {
    const first = readersOf(present, team, gateway.userId)
    const isSafe = first === 'professional' && !isLay(asker)
    if (isSafe && !isAsked) return first
    const readers =
      first === 'professional' || isAsked
        ? first
        : readersOf(await members.now(roomId), team, gateway.userId)
    const all = readers === 'professional' && isLay(asker) ? 'lay' : readers
    return audienceWith(gateway, roomId, all)
  }

  const admit = async (asking: Asking): Promise<Admitted | Plan> => {
    const { command, event, place, signal, isPrivate = false, t = parts.t } = asking
    if (place.kind !== 'room') return refuse(asking, { why: 'not-linked', text: t.bot.notLinked })
    const { patient } = place
    const noRights = (why: string) => ({ why, text: t.bot.noRights })
    try {
      const [{ team, deeds }, present] = await Promise.all([
        teams.fresh(patient, signal),
        presentIn(event.roomId, command),
      ])
      const person = personOf(team, event.sender)
      const who = whoIs(person, patient)
      if (person === undefined) return refuse(asking, noRights('no-rights'), who, deeds)
      if (isLay(person) && command.lay !== true)
        return refuse(asking, noRights('no-rights lay'), who, deeds)
      const audience = isPrivate
        ? 'professional'
        : await audienceFor(event.roomId, present, team, person)
      const setting = settingFor(command, person, audience, isPrivate)
      if (setting === undefined) return refuse(asking, denials(t, person)[audience], who, deeds)
      const rule = policy.ruleFor(person, command, setting)
      if (rule === undefined) {
        const why = `no-rights policy ${policy.rolesOf(person).join(' ')} ${setting}`
        return refuse(asking, noRights(why), who, deeds)
      }
      const gives = (claim: TeamMember) => policy.ruleFor(claim, command, setting) === rule
      const member = inRole(team, event.sender, gives) ?? person
      return {
        member,
        patient,
        rule,
        // The team is read to know who asks, before any rule is looked at.
        audit: linesOf(event, deeds, who),
        reading: setting === 'shared' || isLay(member) ? 'lay' : 'professional',
        setting,
        ...(setting === 'direct' ? { privately: isPrivate ? 'asked' : 'audience' } : {}),
      }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      const denial = {
        why: `access-unknown ${error.code}`,
        text: t.bot.accessUnknown(parts.sourceName),
      }
      return refuse(asking, denial, { patient }, teamUnread(error))
    }
  }

  /** Open commands need no identity; it is looked up for what they may show, and its absence is no refusal. */
  const known = async ({
    event,
    place,
    signal,
  }: Asking): Promise<Admitted & { here: Audience }> => {
    const nobody = {
      member: stranger(event.sender),
      reading: 'professional',
      setting: undefined,
    } as const
    if (place.kind !== 'room') return { ...nobody, patient: '', audit: [], here: 'nobody' }
    const { patient } = place
    try {
      const { team, deeds } = await teams.recent(patient, 60_000, signal)
      const found = personOf(team, event.sender)
      const audit = linesOf(event, deeds, whoIs(found, patient))
      if (found === undefined) return { ...nobody, patient, audit, here: 'nobody' }
      const present = await members.recent(event.roomId)
      const here = await audienceFor(event.roomId, present, team, found)
      const reading = here === 'lay' ? here : nobody.reading
      return { ...nobody, reading, member: found, patient, audit, here }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      const audit = linesOf(event, teamUnread(error), { patient })
      return { ...nobody, patient, audit, here: 'nobody' }
    }
  }

  return { admit, known, refuse }
}
