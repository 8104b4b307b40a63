import type { Args, Command, Context, Outcome, Reading } from '../commands/command.ts'
import { holdsBsn } from '../commands/verwijs-request.ts'
import type { TeamMember } from '../fhir/care-team.ts'
import type { Posting } from '../fhir/source.ts'
import type { Messages } from '../i18n/messages.ts'
import { paragraph } from '../reply/document.ts'
import type { AuditEntry, Store } from '../store/store.ts'
import { personOf } from './access.ts'
import { type AdmissionParts, type Admitted, createAdmission } from './admission.ts'
import { markOf } from './answer-mark.ts'
import { type Audience, isAloneIn, isLay } from './audience.ts'
import { messageLine, type Who } from './audit-lines.ts'
import type { MatrixGateway, RoomEvent } from './gateway.ts'
import { createKeptLists } from './kept-lists.ts'
import { numbered } from './numbered.ts'
import { type Plan, saying } from './plan.ts'
import type { Ruled, Setting } from './policy.ts'

export type { Admitted }

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
  /** In the place of the rooms' language. */
  readonly t?: Messages
  /** The answer is wanted in the direct message. */
  readonly isPrivate?: boolean
  /** In the place of another command: never short for being the same as before. */
  readonly isAgain?: boolean
}

/** Who asks what where: by this it is decided what a command is given. */
export type PortsAsk = {
  readonly place: Place
  readonly member: TeamMember | undefined
  readonly userId: string
  /** The message that asks. */
  readonly event: RoomEvent
  readonly command: Ruled
  /** Where the answer is read; undefined for a command that shows nothing of a record. */
  readonly setting: Setting | undefined
  /** Who reads along in the room. */
  readonly here: Audience
}

/** A finished command, or one that asks something back. */
export type Ran =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly failed: boolean }
  | {
      readonly kind: 'asks'
      /** The command that asks, which need not be the one that was typed. */
      readonly command: string
      readonly outcome: Extract<Outcome, { kind: 'choose' | 'confirm' }>
      readonly audit: readonly AuditEntry[]
      readonly asker: TeamMember
      readonly patient: string
      readonly reading: Reading
    }

/** How long the role of somebody who was seen in a team is remembered for the audit trail. */
const roleKnownMs = 60 * 60_000

export type CommandRunner<Ports> = {
  run(invocation: Invocation<Ports>): Promise<Ran>
  /** Who asks and whether the room may see answers, read now; a refusal is a plan. */
  admit(
    invocation: Pick<Invocation<Ports>, 'command' | 'event' | 'place' | 'signal' | 't'>,
  ): Promise<Admitted | Plan>
  contextOf(
    invocation: Invocation<Ports>,
    member: TeamMember,
    patient: string,
    shown?: {
      readonly reading: Reading
      readonly setting: Setting | undefined
      readonly here?: Audience
    },
  ): Context<Ports>
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

export type CommandRunnerParts<Ports> = AdmissionParts & {
  readonly ports: (ask: PortsAsk) => Ports
  readonly commands: readonly Command<Ports>[]
  readonly gateway: Pick<MatrixGateway, 'state' | 'userId'>
  readonly store: Pick<Store, 'lastList' | 'saveList' | 'step'>
  /** How an answer is posted that rests on these references. */
  readonly postingOf: (refs: Plan['refs']) => Posting
  readonly timeZone: string
  /** The language in which a person is answered directly. */
  readonly directly: (userId: string) => Promise<Messages>
}

/** Option of every command that writes nothing: the answer in the direct message. */
export const privateOption = 'prive'

const withoutPrivate = ({ options, ...args }: Args): Args => ({
  ...args,
  options: Object.fromEntries(Object.entries(options).filter(([name]) => !isPrivateOption(name))),
})

/** What was done before comes first on the trail. */
const after = (earlier: readonly AuditEntry[], ran: Ran): Ran =>
  ran.kind === 'plan'
    ? { ...ran, plan: { ...ran.plan, audit: [...earlier, ...ran.plan.audit] } }
    : { ...ran, audit: [...earlier, ...ran.audit] }

const isPrivateOption = (name: string) => name === privateOption || name === 'privé'

/** Runs commands for those who may: identity, membership of the team and the audience are checked first, and audited. */
export const createCommandRunner = <Ports>(
  parts: CommandRunnerParts<Ports>,
): CommandRunner<Ports> => {
  const { teams, gateway, store, clock } = parts
  const { admit, known, refuse } = createAdmission(parts)

  const entry: CommandRunner<Ports>['entry'] = (event, action, what, outcome, who = {}) =>
    messageLine(clock(), event, { action, what, outcome }, who)

  const { lastList, keepList, seenIn } = createKeptLists(store, clock)

  const contextOf: CommandRunner<Ports>['contextOf'] = (invocation, member, patient, shown) => {
    const { command, event, place, signal } = invocation
    const { reading = isLay(member) ? 'lay' : 'professional', setting = 'team', here } = shown ?? {}
    return {
      ...parts.ports({
        place,
        member,
        userId: event.sender,
        event,
        command,
        setting,
        here: here ?? reading,
      }),
      patient,
      roomId: event.roomId,
      eventId: event.eventId,
      asker: { userId: event.sender, member },
      audience: reading,
      lastList: () => lastList(event),
      t: invocation.t ?? parts.t,
      timeZone: parts.timeZone,
      now: new Date(clock()),
      signal,
    }
  }

  /** Memory is believed only when it says that nobody else is there, which is checked again before sending. */
  const isAlone = async ({ roomId, sender }: RoomEvent): Promise<boolean> => {
    const { members: present } = await parts.members.recent(roomId)
    return (
      isAloneIn(present, sender, gateway.userId) ||
      isAloneIn(await parts.members.now(roomId), sender, gateway.userId)
    )
  }

  const misplaced = ({ command, place }: Invocation<Ports>, t: Messages): string | undefined => {
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

  const runner: CommandRunner<Ports> = {
    admit,
    contextOf,
    entry,
    roleOf(event, patient) {
      const team = teams.kept(patient, roleKnownMs)
      return team === undefined ? undefined : personOf(team, event.sender)?.ref
    },
    async run(typed) {
      const { command, event, t = parts.t } = typed
      const isPrivate =
        command.access !== 'write' &&
        (typed.isPrivate === true || Object.keys(typed.args.options).some(isPrivateOption))
      const args = isPrivate ? withoutPrivate(typed.args) : typed.args
      const invocation = { ...typed, args, isPrivate }
      const wrong = misplaced(invocation, t)
      if (wrong !== undefined) {
        const plan = refuse(invocation, { why: 'misplaced', text: wrong })
        return { kind: 'plan', plan, failed: true }
      }
      // In a direct message a command of both places tells about the asker alone.
      const isOwn = typed.place.kind === 'direct' && command.place === 'both'
      const isOpen = command.access === 'open' || isOwn
      const mustBeAlone = command.place === 'direct' || (isOwn && command.access !== 'open')
      if (mustBeAlone && !(await isAlone(event))) {
        const plan = refuse(invocation, { why: 'audience', text: t.bot.notAlone })
        return { kind: 'plan', plan, failed: false }
      }
      // What is looked for is repeated in answers and addresses; a writing command judges its own words.
      if (command.access !== 'write' && holdsBsn(args)) {
        const plan = refuse(invocation, { why: 'bsn', text: t.bot.bsn })
        return { kind: 'plan', plan, failed: true }
      }
      const admitted = await (isOpen ? known(invocation) : admit(invocation))
      if ('document' in admitted) return { kind: 'plan', plan: admitted, failed: false }
      const { patient, member, reading } = admitted
      const who = { role: member.ref, patient: patient === '' ? undefined : patient }
      const spoken =
        admitted.privately === undefined
          ? invocation
          : { ...invocation, t: await parts.directly(event.sender) }
      const context = contextOf(spoken, member, patient, admitted)
      const outcome = await command.run(context, args)
      switch (outcome.kind) {
        case 'answer': {
          const { document, lines } = numbered(outcome.document)
          await keepList(invocation, outcome, lines)
          const posting = parts.postingOf(outcome.refs)
          const plan: Plan = {
            document,
            refs: outcome.refs,
            audit: audited(event, command.name, outcome, who, admitted.audit),
            clinicalFor: isOpen ? undefined : patient,
            reading,
            ...(mustBeAlone ? { isOwn: true } : {}),
            ...(outcome.picture === undefined ? {} : { picture: outcome.picture }),
            ...(command.access === 'read' && !isOwn
              ? {
                  shown: {
                    command: command.name,
                    privately: admitted.privately ?? (posting === 'dm' ? 'source' : undefined),
                    mayBeDirect: parts.policy.ruleFor(member, command, 'direct') !== undefined,
                    vanishes: posting === 'ephemeral',
                    mark:
                      typed.isAgain === true ? undefined : markOf(context, command, args, outcome),
                  },
                }
              : {}),
            ...(outcome.seen === undefined ? {} : { seen: await seenIn(event, outcome.seen) }),
          }
          return { kind: 'plan', plan, failed: false }
        }
        case 'again': {
          const earlier = asked(event, command.name, outcome, who, admitted.audit)
          const next = parts.commands.find(({ name }) => name === outcome.command)
          if (next !== undefined && next !== command)
            return after(
              earlier,
              await runner.run({ ...invocation, command: next, args: outcome.args, isAgain: true }),
            )
          return { kind: 'plan', plan: saying(outcome.document, earlier), failed: true }
        }
        case 'misused': {
          const audit = asked(event, command.name, outcome, who, admitted.audit)
          return { kind: 'plan', plan: saying(outcome.document, audit), failed: true }
        }
        case 'choose':
        case 'confirm': {
          const audit = asked(event, command.name, outcome, who, admitted.audit)
          if (admitted.privately !== undefined) {
            const plan = saying([paragraph(t.audience.asksBack)], audit)
            return { kind: 'plan', plan, failed: true }
          }
          return {
            kind: 'asks',
            command: command.name,
            outcome,
            audit,
            asker: member,
            patient,
            reading,
          }
        }
        default:
          return outcome satisfies never
      }
    },
  }
  return runner
}
