import type { Command, Outcome } from '../../commands/command.ts'
import { holdsBsn } from '../../commands/typed/typed-text.ts'
import type { Posting } from '../../fhir/server/source.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { AuditEntry, Store } from '../../store/store.ts'
import { personOf } from '../access/access.ts'
import { type AdmissionParts, createAdmission } from '../access/admission.ts'
import { isAloneIn, isLay } from '../access/audience.ts'
import { messageLine } from '../access/audit-lines.ts'
import { wantsPrivate, withoutPrivate } from '../access/private-option.ts'
import type { MatrixGateway, RoomEvent } from '../gateway.ts'
import type { CommandRunner, Invocation, PortsAsk } from './invocation.ts'
import { createKeptLists } from './kept-lists.ts'
import { createOutcomes } from './outcomes.ts'
import type { Plan } from './plan.ts'
import { wantsPlainWords } from './typed-options.ts'

/** How long the role of somebody who was seen in a team is remembered for the audit trail. */
const roleKnownMs = 60 * 60_000

/** What running commands needs. */
export type CommandRunnerParts<Ports> = AdmissionParts & {
  readonly ports: (ask: PortsAsk) => Ports
  readonly commands: readonly Command<Ports>[]
  readonly gateway: Pick<MatrixGateway, 'state' | 'event' | 'userId'>
  readonly store: Pick<Store, 'lastList' | 'saveList' | 'promptsOf' | 'step'>
  /** How an answer is posted that rests on these references. */
  readonly postingOf: (refs: Plan['refs']) => Posting
  readonly timeZone: string
  /** The language in which a person is answered directly. */
  readonly directly: (userId: string) => Promise<Messages>
}

const ofOtherList = ({ reads = [] }: Outcome, { writing }: Messages): Outcome => ({
  kind: 'misused',
  document: [paragraph(writing.list.notLast)],
  reads,
})

/** Runs commands for those who may: identity, membership of the team and the audience are checked first, and audited. */
export const createCommandRunner = <Ports>(
  parts: CommandRunnerParts<Ports>,
): CommandRunner<Ports> => {
  const { teams, gateway, store, clock } = parts
  const { admit, known, refuse } = createAdmission(parts)

  /** What is written is of the own record. */
  const asked = (action: AuditEntry['action']) =>
    action === 'write' ? { source: parts.sourceName } : {}

  const entry: CommandRunner<Ports>['entry'] = (event, action, what, outcome, who = {}) =>
    messageLine(clock(), event, { action, what, outcome, ...asked(action) }, who)

  const lists = createKeptLists(store, gateway, clock)

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
        reading,
        here: here ?? reading,
      }),
      patient,
      roomId: event.roomId,
      eventId: event.eventId,
      asker: { userId: event.sender, member },
      audience: reading,
      lastList: async () => {
        const list = await lists.lastList(event)
        return list === 'elsewhere' ? undefined : list
      },
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
      const spoken =
        admitted.privately === undefined
          ? invocation
          : { ...invocation, t: await parts.directly(event.sender) }
      const worded = wantsPlainWords(command, args)
        ? { ...admitted, reading: 'lay' as const }
        : admitted
      const context = contextOf(spoken, admitted.member, admitted.patient, worded)
      let isElsewhere = false
      const lastList = async () => {
        const list = await lists.lastList(event)
        isElsewhere ||= list === 'elsewhere'
        return list === 'elsewhere' ? undefined : list
      }
      const ran = await command.run({ ...context, lastList }, args)
      // A number is no number of the list that is replied to: whatever the command makes of that, it is said.
      const outcome = isElsewhere ? ofOtherList(ran, spoken.t ?? parts.t) : ran
      const done = { invocation, admitted, context, isOpen, isOwn, isAlone: mustBeAlone }
      return becomes(done, outcome)
    },
  }
  const becomes = createOutcomes({ ...parts, lists, run: (invocation) => runner.run(invocation) })
  return runner
}
