import type { Args, Command, Context, Outcome } from '../commands/command.ts'
import { holdsBsn } from '../commands/verwijs-request.ts'
import type { Team, TeamMember } from '../fhir/care-team.ts'
import { FhirError } from '../fhir/fhir.ts'
import type { Messages } from '../i18n/messages.ts'
import { paragraph } from '../reply/document.ts'
import type { AuditEntry } from '../store/store.ts'
import { audienceOf, professionalOf, type Teams } from './access.ts'
import type { MatrixGateway, RoomEvent } from './gateway.ts'
import { type Plan, saying } from './plan.ts'

/** Where a command is typed: a room of a patient, a direct message, or a room that is neither. */
export type Place =
  | { readonly kind: 'room'; readonly patient: string }
  | { readonly kind: 'direct' }
  | { readonly kind: 'elsewhere' }

export type Invocation<Ports> = {
  readonly command: Command<Ports>
  readonly args: Args
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
}

/** A finished command, or one that asks something back. */
export type Ran =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly failed: boolean }
  | {
      readonly kind: 'asks'
      readonly outcome: Extract<Outcome, { kind: 'choose' | 'confirm' }>
      readonly audit: readonly AuditEntry[]
      readonly asker: TeamMember
      readonly patient: string
    }

/** As far as it is known: in which role somebody asks, and about whom. */
type Who = { readonly role?: string | undefined; readonly patient?: string | undefined }

export type CommandRunner<Ports> = {
  run(invocation: Invocation<Ports>): Promise<Ran>
  /** Who asks and whether the room may see answers, read now; a refusal is a plan. */
  admit(
    invocation: Pick<Invocation<Ports>, 'command' | 'event' | 'place' | 'signal'>,
  ): Promise<{ readonly member: TeamMember; readonly team: Team; readonly patient: string } | Plan>
  contextOf(invocation: Invocation<Ports>, member: TeamMember, patient: string): Context<Ports>
  entry(
    event: RoomEvent,
    action: AuditEntry['action'],
    what: string,
    outcome: string,
    who?: Who,
  ): AuditEntry
}

export type CommandRunnerParts<Ports> = {
  readonly ports: (place: Place, member: TeamMember | undefined) => Ports
  readonly teams: Teams
  readonly gateway: Pick<MatrixGateway, 'members' | 'userId'>
  readonly sourceName: string
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

const stranger = (userId: string): TeamMember => ({
  kind: 'unknown',
  ref: undefined,
  practitioner: undefined,
  userIds: [userId],
  name: undefined,
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: false,
})

/** Runs commands for those who may: identity, membership of the team and the audience are checked first, and audited. */
export const createCommandRunner = <Ports>(
  parts: CommandRunnerParts<Ports>,
): CommandRunner<Ports> => {
  const { teams, gateway, t, clock } = parts

  const entry: CommandRunner<Ports>['entry'] = (event, action, what, outcome, who = {}) => ({
    at: clock(),
    who: event.sender,
    role: who.role,
    action,
    what,
    patient: who.patient,
    roomId: event.roomId,
    eventId: event.eventId,
    outcome,
  })

  const refuse = (event: RoomEvent, what: string, why: string, text: string, who?: Who) =>
    saying([paragraph(text)], [entry(event, 'denial', what, why, who)])

  const admit: CommandRunner<Ports>['admit'] = async ({ command, event, place, signal }) => {
    const what = command.name
    if (place.kind !== 'room') return refuse(event, what, 'not-linked', t.bot.notLinked)
    const { patient } = place
    try {
      const [team, audience] = await Promise.all([
        teams.fresh(patient, signal),
        gateway.members(event.roomId),
      ])
      const member = professionalOf(team, event.sender)
      if (member === undefined) return refuse(event, what, 'no-rights', t.bot.noRights, { patient })
      const { safe } = await audienceOf(
        { userId: gateway.userId, members: async () => audience },
        event.roomId,
        team,
      )
      const who = { role: member.ref, patient }
      if (!safe) return refuse(event, what, 'audience', t.bot.audience, who)
      return { member, team, patient }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return refuse(
        event,
        what,
        `access-unknown ${error.code}`,
        t.bot.accessUnknown(parts.sourceName),
        { patient },
      )
    }
  }

  const contextOf: CommandRunner<Ports>['contextOf'] = (invocation, member, patient) => ({
    ...parts.ports(invocation.place, member),
    patient,
    roomId: invocation.event.roomId,
    eventId: invocation.event.eventId,
    asker: { userId: invocation.event.sender, member },
    t,
    timeZone: parts.timeZone,
    now: new Date(clock()),
    signal: invocation.signal,
  })

  /** Open commands need no identity; it is looked up for what they may show, and its absence is no refusal. */
  const known = async ({ event, place, signal }: Invocation<Ports>) => {
    if (place.kind !== 'room') return undefined
    try {
      return professionalOf(await teams.recent(place.patient, 60_000, signal), event.sender)
    } catch (error) {
      if (error instanceof FhirError) return undefined
      throw error
    }
  }

  const misplaced = ({ command, place }: Invocation<Ports>): string | undefined => {
    if (command.place === 'direct' && place.kind !== 'direct') return t.bot.onlyDirect(command.name)
    if (command.place === 'room' && place.kind === 'direct') return t.bot.notInDirect(command.name)
    return undefined
  }

  const audited = (
    event: RoomEvent,
    command: string,
    outcome: Extract<Outcome, { kind: 'answer' }>,
    who: { readonly role: string | undefined; readonly patient: string | undefined },
  ): readonly AuditEntry[] => [
    entry(event, 'command', command, outcome.outcome, who),
    ...outcome.reads.map((read) => entry(event, 'read', read, outcome.outcome, who)),
    ...outcome.foreign.map((ref) => entry(event, 'drop', ref, 'other-patient', who)),
  ]

  return {
    admit,
    contextOf,
    entry,
    async run(invocation) {
      const { command, args, event, place } = invocation
      const wrong = misplaced(invocation)
      if (wrong !== undefined) {
        const plan = refuse(event, command.name, 'misplaced', wrong)
        return { kind: 'plan', plan, failed: true }
      }
      // What is looked for is repeated in answers and addresses; a writing command judges its own words.
      if (command.access !== 'write' && holdsBsn(args)) {
        const plan = refuse(event, command.name, 'bsn', t.bot.bsn)
        return { kind: 'plan', plan, failed: true }
      }
      const admitted =
        command.access === 'open'
          ? { member: (await known(invocation)) ?? stranger(event.sender), patient: '' }
          : await admit(invocation)
      if ('document' in admitted) return { kind: 'plan', plan: admitted, failed: false }
      const patient = place.kind === 'room' ? place.patient : ''
      const who = { role: admitted.member.ref, patient: patient === '' ? undefined : patient }
      const outcome = await command.run(contextOf(invocation, admitted.member, patient), args)
      switch (outcome.kind) {
        case 'answer': {
          const plan: Plan = {
            document: outcome.document,
            refs: outcome.refs,
            audit: audited(event, command.name, outcome, who),
            clinicalFor: command.access === 'open' ? undefined : patient,
          }
          return { kind: 'plan', plan, failed: false }
        }
        case 'misused': {
          const audit = [entry(event, 'command', command.name, 'misused', who)]
          return { kind: 'plan', plan: saying(outcome.document, audit), failed: true }
        }
        case 'choose':
        case 'confirm': {
          const audit = [entry(event, 'command', command.name, outcome.kind, who)]
          return { kind: 'asks', outcome, audit, asker: admitted.member, patient }
        }
        default:
          return outcome satisfies never
      }
    },
  }
}
