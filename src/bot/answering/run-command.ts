import type { Command } from '../../commands/command.ts'
import { holdsBsn } from '../../commands/typed/typed-text.ts'
import type { Posting } from '../../fhir/server/source.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { AuditEntry, Store } from '../../store/store.ts'
import { personOf } from '../access/access.ts'
import { type AdmissionParts, type Admitted, createAdmission } from '../access/admission.ts'
import { markOf } from '../access/answer-mark.ts'
import { isAloneIn, isLay } from '../access/audience.ts'
import { answerLines, askedLines, messageLine } from '../access/audit-lines.ts'
import type { Ruled } from '../access/policy.ts'
import { wantsPrivate, withoutPrivate } from '../access/private-option.ts'
import type { MatrixGateway, RoomEvent } from '../gateway.ts'
import type { CommandRunner, Invocation, PortsAsk, Ran } from './invocation.ts'
import { createKeptLists } from './kept-lists.ts'
import { numbered } from './numbered.ts'
import { type Plan, type Shown, saying } from './plan.ts'
import { createShownOf } from './shown-of.ts'
import { wantsPlainWords } from './typed-options.ts'

/** How long the role of somebody who was seen in a team is remembered for the audit trail. */
const roleKnownMs = 60 * 60_000

/** What running commands needs. */
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

/** What was done before comes first on the trail. */
const after = (earlier: readonly AuditEntry[], ran: Ran): Ran =>
  ran.kind === 'plan'
    ? { ...ran, plan: { ...ran.plan, audit: [...earlier, ...ran.plan.audit] } }
    : { ...ran, audit: [...earlier, ...ran.audit] }

/** Whether an answer for the room is sent directly for its sources' sake, though not all of it may be told there. */
const isRedirected = (
  { access }: Ruled,
  shown: Shown | undefined,
  { privately }: Admitted,
): boolean =>
  access === 'read' &&
  privately === undefined &&
  shown?.privately === 'source' &&
  !shown.mayBe.includes('direct')

/** Runs commands for those who may: identity, membership of the team and the audience are checked first, and audited. */
export const createCommandRunner = <Ports>(
  parts: CommandRunnerParts<Ports>,
): CommandRunner<Ports> => {
  const { teams, gateway, store, clock } = parts
  const { admit, known, refuse } = createAdmission(parts)

  const entry: CommandRunner<Ports>['entry'] = (event, action, what, outcome, who = {}) =>
    messageLine(clock(), event, { action, what, outcome }, who)

  const shownOf = createShownOf(parts)
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
        command.access !== 'write' && (typed.isPrivate === true || wantsPrivate(typed.args))
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
      const worded = wantsPlainWords(command, args)
        ? { ...admitted, reading: 'lay' as const }
        : admitted
      const context = contextOf(spoken, member, patient, worded)
      const outcome = await command.run(context, args)
      switch (outcome.kind) {
        case 'answer': {
          const { document, lines } = numbered(outcome.document)
          await keepList(invocation, outcome, lines)
          const resting = { command, member, refs: outcome.refs }
          // A command that writes may answer out of the record too: where that may stand is for its sources to say.
          const isShown =
            (command.access === 'read' && !isOwn) ||
            (command.access === 'write' && parts.postingOf(outcome.refs) !== 'persist')
          const shown = isShown
            ? shownOf.answer(resting, {
                privately: admitted.privately,
                mark: typed.isAgain === true ? undefined : markOf(context, command, args, outcome),
              })
            : undefined
          // Of what goes to the direct message no more is told than may be told there: it is asked anew, for there.
          if (isRedirected(command, shown, admitted) && typed.isPrivate !== true) {
            const earlier = answerLines(
              clock(),
              event,
              { command: command.name, outcome, who },
              admitted.audit,
            )
            const anew = await runner.run({ ...invocation, isPrivate: true })
            if (anew.kind !== 'plan' || anew.plan.shown === undefined) return after(earlier, anew)
            const why = { ...anew.plan.shown, privately: 'source' as const }
            return after(earlier, { ...anew, plan: { ...anew.plan, shown: why } })
          }
          const plan: Plan = {
            document,
            refs: outcome.refs,
            audit: answerLines(
              clock(),
              event,
              { command: command.name, outcome, who },
              admitted.audit,
            ),
            clinicalFor: isOpen ? undefined : patient,
            reading,
            ...(mustBeAlone ? { isOwn: true } : {}),
            ...(outcome.picture === undefined ? {} : { picture: outcome.picture }),
            ...(shown === undefined ? {} : { shown }),
            ...(outcome.seen === undefined ? {} : { seen: await seenIn(event, outcome.seen) }),
          }
          return { kind: 'plan', plan, failed: false }
        }
        case 'again': {
          const earlier = askedLines(
            clock(),
            event,
            { command: command.name, outcome, who },
            admitted.audit,
          )
          const next = parts.commands.find(({ name }) => name === outcome.command)
          if (next !== undefined && next !== command)
            return after(
              earlier,
              await runner.run({ ...invocation, command: next, args: outcome.args, isAgain: true }),
            )
          return { kind: 'plan', plan: saying(outcome.document, earlier), failed: true }
        }
        case 'misused': {
          const audit = askedLines(
            clock(),
            event,
            { command: command.name, outcome, who },
            admitted.audit,
          )
          const { document, refs = [] } = outcome
          if (refs.length === 0)
            return { kind: 'plan', plan: saying(document, audit), failed: true }
          // Why it cannot be done is a fact of the record too.
          const shown = shownOf.answer(
            { command, member, refs },
            { privately: admitted.privately, mark: undefined },
          )
          const plan: Plan = { document, refs, audit, clinicalFor: patient, reading, shown }
          return { kind: 'plan', plan, failed: true }
        }
        case 'choose':
        case 'confirm': {
          const audit = askedLines(
            clock(),
            event,
            { command: command.name, outcome, who },
            admitted.audit,
          )
          if (admitted.privately !== undefined) {
            const plan = saying([paragraph(t.audience.asksBack)], audit)
            return { kind: 'plan', plan, failed: true }
          }
          const shown = shownOf.question({ command, member, refs: outcome.refs ?? [] })
          if (shown === 'barred') {
            const plan = saying([paragraph(t.audience.notInRoom)], audit)
            return { kind: 'plan', plan, failed: true }
          }
          return {
            kind: 'asks',
            command: command.name,
            outcome,
            ...(shown === undefined ? {} : { shown }),
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
