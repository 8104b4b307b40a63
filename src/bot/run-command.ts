import type { Args, Command, Context, KeptList, Outcome } from '../commands/command.ts'
import { holdsBsn } from '../commands/verwijs-request.ts'
import type { TeamMember } from '../fhir/care-team.ts'
import { FhirError } from '../fhir/fhir.ts'
import type { Messages } from '../i18n/messages.ts'
import { paragraph } from '../reply/document.ts'
import type { AuditEntry, ListedLines, Store } from '../store/store.ts'
import { audienceOf, professionalOf, stranger, type Teams } from './access.ts'
import { type Deed, messageLine, teamUnread, type Who } from './audit-lines.ts'
import type { MatrixGateway, RoomEvent } from './gateway.ts'
import { numbered } from './numbered.ts'
import { type Plan, saying } from './plan.ts'
import { argsShape } from './prompts.ts'

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

/** Somebody who may ask, with what was read of the record to know that. */
export type Admitted = {
  readonly member: TeamMember
  readonly patient: string
  /** Lines for the audit trail, to be committed with what follows. */
  readonly audit: readonly AuditEntry[]
}

/** A line can be named by its number for so long; after that the record is asked anew. */
const listKnownMs = 60 * 60_000

const argsOf = (json: string): Args => argsShape.parse(JSON.parse(json))

/** How long the role of somebody who was seen in a team is remembered for the audit trail. */
const roleKnownMs = 60 * 60_000

export type CommandRunner<Ports> = {
  run(invocation: Invocation<Ports>): Promise<Ran>
  /** Who asks and whether the room may see answers, read now; a refusal is a plan. */
  admit(
    invocation: Pick<Invocation<Ports>, 'command' | 'event' | 'place' | 'signal'>,
  ): Promise<Admitted | Plan>
  contextOf(invocation: Invocation<Ports>, member: TeamMember, patient: string): Context<Ports>
  /** The role in which the sender was last seen in the patient's team, if that is known without asking the record. */
  roleOf(event: RoomEvent, patient: string): string | undefined
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
  readonly store: Pick<Store, 'lastList' | 'saveList'>
  readonly sourceName: string
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

/** Runs commands for those who may: identity, membership of the team and the audience are checked first, and audited. */
export const createCommandRunner = <Ports>(
  parts: CommandRunnerParts<Ports>,
): CommandRunner<Ports> => {
  const { teams, gateway, store, t, clock } = parts

  const entry: CommandRunner<Ports>['entry'] = (event, action, what, outcome, who = {}) =>
    messageLine(clock(), event, { action, what, outcome }, who)

  const linesOf = (event: RoomEvent, deeds: readonly Deed[], who: Who): readonly AuditEntry[] =>
    deeds.map((deed) => messageLine(clock(), event, deed, who))

  const refuse = (
    event: RoomEvent,
    denial: { readonly what: string; readonly why: string; readonly text: string },
    who: Who = {},
    deeds: readonly Deed[] = [],
  ) => {
    const line = entry(event, 'denial', denial.what, denial.why, who)
    return saying([paragraph(denial.text)], [line, ...linesOf(event, deeds, who)])
  }

  const admit: CommandRunner<Ports>['admit'] = async ({ command, event, place, signal }) => {
    const what = command.name
    if (place.kind !== 'room')
      return refuse(event, { what, why: 'not-linked', text: t.bot.notLinked })
    const { patient } = place
    try {
      const [{ team, deeds }, audience] = await Promise.all([
        teams.fresh(patient, signal),
        gateway.members(event.roomId),
      ])
      const member = professionalOf(team, event.sender)
      const who = { role: member?.ref, patient }
      if (member === undefined)
        return refuse(event, { what, why: 'no-rights', text: t.bot.noRights }, who, deeds)
      const { safe } = await audienceOf(
        { userId: gateway.userId, members: async () => audience },
        event.roomId,
        team,
      )
      if (!safe) return refuse(event, { what, why: 'audience', text: t.bot.audience }, who, deeds)
      return { member, patient, audit: linesOf(event, deeds, who) }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      const why = `access-unknown ${error.code}`
      const text = t.bot.accessUnknown(parts.sourceName)
      return refuse(event, { what, why, text }, { patient }, teamUnread(error))
    }
  }

  const lastList = async ({ roomId, sender }: RoomEvent): Promise<KeptList | undefined> => {
    const kept = await store.lastList(roomId, sender)
    if (kept === undefined || clock() - kept.at > listKnownMs) return undefined
    return {
      command: kept.command,
      args: argsOf(kept.args),
      more: kept.more === undefined ? undefined : argsOf(kept.more),
      at: new Date(kept.at),
      lines: kept.lines,
    }
  }

  const keepList = async (
    { command, args, event }: Invocation<Ports>,
    lines: ListedLines['lines'],
    more: Args | undefined,
  ): Promise<void> => {
    if (lines.length === 0 && more === undefined) return
    await store.saveList({
      roomId: event.roomId,
      userId: event.sender,
      command: command.name,
      args: JSON.stringify(args),
      more: more && JSON.stringify(more),
      at: clock(),
      lines,
    })
  }

  const contextOf: CommandRunner<Ports>['contextOf'] = (invocation, member, patient) => ({
    ...parts.ports(invocation.place, member),
    patient,
    roomId: invocation.event.roomId,
    eventId: invocation.event.eventId,
    asker: { userId: invocation.event.sender, member },
    audience: 'professional',
    lastList: () => lastList(invocation.event),
    t,
    timeZone: parts.timeZone,
    now: new Date(clock()),
    signal: invocation.signal,
  })

  /** Open commands need no identity; it is looked up for what they may show, and its absence is no refusal. */
  const known = async ({ event, place, signal }: Invocation<Ports>): Promise<Admitted> => {
    const unknown = stranger(event.sender)
    if (place.kind !== 'room') return { member: unknown, patient: '', audit: [] }
    const { patient } = place
    try {
      const { team, deeds } = await teams.recent(patient, 60_000, signal)
      const member = professionalOf(team, event.sender)
      const audit = linesOf(event, deeds, { role: member?.ref, patient })
      return { member: member ?? unknown, patient, audit }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return { member: unknown, patient, audit: linesOf(event, teamUnread(error), { patient }) }
    }
  }

  /** Whether nobody but the asker and the bot is in the room or invited to it. */
  const isAlone = async ({ roomId, sender }: RoomEvent): Promise<boolean> =>
    (await gateway.members(roomId)).every(
      ({ userId, membership }) =>
        userId === sender ||
        userId === gateway.userId ||
        (membership !== 'join' && membership !== 'invite'),
    )

  const misplaced = ({ command, place }: Invocation<Ports>): string | undefined => {
    if (command.place === 'direct' && place.kind !== 'direct') return t.bot.onlyDirect(command.name)
    if (command.place === 'room' && place.kind === 'direct') return t.bot.notInDirect(command.name)
    return undefined
  }

  const audited = (
    event: RoomEvent,
    command: string,
    outcome: Extract<Outcome, { kind: 'answer' }>,
    who: Who,
    earlier: readonly AuditEntry[],
  ): readonly AuditEntry[] => [
    entry(event, 'command', command, outcome.outcome, who),
    ...earlier,
    ...outcome.reads.map((read) => entry(event, 'read', read, outcome.outcome, who)),
    ...outcome.foreign.map((ref) => entry(event, 'drop', ref, 'other-patient', who)),
  ]

  /** Nothing is shown yet, but something may have been read for it. */
  const asked = (
    event: RoomEvent,
    command: string,
    outcome: Exclude<Outcome, { kind: 'answer' }>,
    who: Who,
    earlier: readonly AuditEntry[],
  ): readonly AuditEntry[] => [
    entry(event, 'command', command, outcome.kind, who),
    ...earlier,
    ...(outcome.reads ?? []).map((read) => entry(event, 'read', read, 'ok', who)),
  ]

  return {
    admit,
    contextOf,
    entry,
    roleOf(event, patient) {
      const team = teams.kept(patient, roleKnownMs)
      return team === undefined ? undefined : professionalOf(team, event.sender)?.ref
    },
    async run(invocation) {
      const { command, args, event } = invocation
      const wrong = misplaced(invocation)
      if (wrong !== undefined) {
        const plan = refuse(event, { what: command.name, why: 'misplaced', text: wrong })
        return { kind: 'plan', plan, failed: true }
      }
      if (command.place === 'direct' && !(await isAlone(event))) {
        const plan = refuse(event, { what: command.name, why: 'audience', text: t.bot.notAlone })
        return { kind: 'plan', plan, failed: false }
      }
      // What is looked for is repeated in answers and addresses; a writing command judges its own words.
      if (command.access !== 'write' && holdsBsn(args)) {
        const plan = refuse(event, { what: command.name, why: 'bsn', text: t.bot.bsn })
        return { kind: 'plan', plan, failed: true }
      }
      const admitted = await (command.access === 'open' ? known(invocation) : admit(invocation))
      if ('document' in admitted) return { kind: 'plan', plan: admitted, failed: false }
      const { patient } = admitted
      const who = { role: admitted.member.ref, patient: patient === '' ? undefined : patient }
      const outcome = await command.run(contextOf(invocation, admitted.member, patient), args)
      switch (outcome.kind) {
        case 'answer': {
          const { document, lines } = numbered(outcome.document)
          await keepList(invocation, lines, outcome.more)
          const plan: Plan = {
            document,
            refs: outcome.refs,
            audit: audited(event, command.name, outcome, who, admitted.audit),
            clinicalFor: command.access === 'open' ? undefined : patient,
          }
          return { kind: 'plan', plan, failed: false }
        }
        case 'misused': {
          const audit = asked(event, command.name, outcome, who, admitted.audit)
          return { kind: 'plan', plan: saying(outcome.document, audit), failed: true }
        }
        case 'choose':
        case 'confirm': {
          const audit = asked(event, command.name, outcome, who, admitted.audit)
          return { kind: 'asks', outcome, audit, asker: admitted.member, patient }
        }
        default:
          return outcome satisfies never
      }
    },
  }
}
