import type { Command, Context, Outcome } from '../../commands/command.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { AuditEntry } from '../../store/store.ts'
import type { Admitted } from '../access/admission.ts'
import { markOf } from '../access/answer-mark.ts'
import { answerLines, askedLines, whoIs } from '../access/audit-lines.ts'
import type { CommandRunner, Invocation, Ran } from './invocation.ts'
import type { createKeptLists } from './kept-lists.ts'
import { numbered } from './numbered.ts'
import { type Plan, type Shown, saying } from './plan.ts'
import { createShownOf, type ShownParts } from './shown-of.ts'

/** What judging outcomes needs. */
export type OutcomeParts<Ports> = ShownParts & {
  readonly commands: readonly Command<Ports>[]
  readonly lists: ReturnType<typeof createKeptLists>
  /** Of the rooms. */
  readonly t: Messages
  readonly clock: () => number
  /** The language in which a person is answered directly. */
  readonly directly: (userId: string) => Promise<Messages>
  /** Runs a command in the place of this one, for the same person. */
  readonly run: CommandRunner<Ports>['run']
}

/** A command that was run for somebody who was let in. */
export type Done<Ports> = {
  readonly invocation: Invocation<Ports>
  readonly admitted: Admitted
  readonly context: Context<Ports>
  /** It tells nothing that only a care team may know. */
  readonly isOpen: boolean
  /** In a direct message, about the asker alone. */
  readonly isOwn: boolean
  /** Nobody else may read along. */
  readonly isAlone: boolean
}

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>

/** What was done before comes first on the trail. */
const after = (earlier: readonly AuditEntry[], ran: Ran): Ran =>
  ran.kind === 'plan'
    ? { ...ran, plan: { ...ran.plan, audit: [...earlier, ...ran.plan.audit] } }
    : { ...ran, audit: [...earlier, ...ran.audit] }

const planned = (plan: Plan, failed = false): Ran => ({ kind: 'plan', plan, failed })

/** What an outcome becomes: something to say with its audit lines, another command, or a question that waits. */
export const createOutcomes = <Ports>(parts: OutcomeParts<Ports>) => {
  const { lists, clock } = parts
  const shownOf = createShownOf(parts)

  /** Who asks, and by which right each source is asked for them. */
  const askerOf = ({ admitted, invocation: { command } }: Done<Ports>) => {
    const { member, patient, rule, setting } = admitted
    return {
      who: whoIs(member, patient === '' ? undefined : patient, rule),
      asked: {
        own: parts.sourceName,
        ruleOf: (source: { readonly label: string; readonly own: boolean }) =>
          setting === undefined
            ? undefined
            : parts.policy.ruleFor(member, command, setting, source),
      },
    }
  }

  const asked = (done: Done<Ports>, outcome: Exclude<Outcome, { kind: 'answer' }>) => {
    const { command, event } = done.invocation
    const run = { command: command.name, outcome, ...askerOf(done) }
    return askedLines(clock(), event, run, done.admitted.audit)
  }

  /** A command that writes may answer out of the record too: where that may stand is for its sources to say. */
  const isJudged = ({ invocation: { command }, isOwn }: Done<Ports>, { refs }: Of<'answer'>) =>
    command.access === 'read'
      ? !isOwn
      : command.access === 'write' && parts.postingOf(refs) !== 'persist'

  /** Whether an answer for the room is sent directly for its sources' sake, though not all of it may be told there. */
  const isRedirected = ({ invocation, admitted }: Done<Ports>, shown: Shown | undefined) =>
    invocation.command.access === 'read' &&
    invocation.isPrivate !== true &&
    admitted.privately === undefined &&
    shown?.privately === 'source' &&
    !shown.mayBe.includes('direct')

  /** Whether what a source sends directly is worded in another language than its reader's. */
  const isInOtherWords = async ({ invocation, admitted, context }: Done<Ports>, shown?: Shown) =>
    invocation.command.access === 'read' &&
    invocation.isPrivate !== true &&
    admitted.privately === undefined &&
    shown?.privately === 'source' &&
    (await parts.directly(invocation.event.sender)).language !== context.t.language

  const answered = async (done: Done<Ports>, outcome: Of<'answer'>): Promise<Ran> => {
    const { invocation, admitted, context, isOpen, isAlone } = done
    const { command, args, event } = invocation
    const { member, patient, reading, privately } = admitted
    const { document, lines } = numbered(outcome.document, invocation.before?.lines.length)
    const isListed = await lists.keepList(invocation, outcome, lines)
    const resting = { command, member, refs: outcome.refs }
    const mark = invocation.isAgain === true ? undefined : markOf(context, command, args, outcome)
    const shown = isJudged(done, outcome) ? shownOf.answer(resting, { privately, mark }) : undefined
    const run = { command: command.name, outcome, ...askerOf(done) }
    const audit = answerLines(clock(), event, run, admitted.audit)
    // Of what goes to the direct message no more is told than may be told there: it is asked anew, for there.
    if (isRedirected(done, shown) || (await isInOtherWords(done, shown))) {
      const anew = await parts.run({ ...invocation, isPrivate: true })
      if (anew.kind !== 'plan' || anew.plan.shown === undefined) return after(audit, anew)
      const why = { ...anew.plan.shown, privately: 'source' as const }
      return after(audit, { ...anew, plan: { ...anew.plan, shown: why } })
    }
    return planned({
      document,
      refs: outcome.refs,
      audit,
      clinicalFor: isOpen ? undefined : patient,
      reading,
      ...(isAlone ? { isOwn: true } : {}),
      ...(isListed ? { isListed } : {}),
      ...(outcome.picture === undefined ? {} : { picture: outcome.picture }),
      ...(shown === undefined ? {} : { shown }),
      ...(outcome.seen === undefined ? {} : { seen: await lists.seenIn(event, outcome.seen) }),
    })
  }

  const another = async (done: Done<Ports>, outcome: Of<'again'>): Promise<Ran> => {
    const audit = asked(done, outcome)
    const { invocation } = done
    const next = parts.commands.find(({ name }) => name === outcome.command)
    if (next === undefined || next === invocation.command)
      return planned(saying(outcome.document, audit), true)
    const before = outcome.goesOn === true ? await lists.keptFor(invocation.event) : undefined
    const again = { ...invocation, command: next, args: outcome.args, isAgain: true }
    const ran = await parts.run(before === undefined ? again : { ...again, before })
    return after(audit, ran)
  }

  const misused = (done: Done<Ports>, outcome: Of<'misused'>): Ran => {
    const audit = asked(done, outcome)
    const { document, refs = [] } = outcome
    if (refs.length === 0) return planned(saying(document, audit), true)
    const { member, patient, reading, privately } = done.admitted
    const { command } = done.invocation
    // Why it cannot be done is a fact of the record too.
    const shown = shownOf.answer({ command, member, refs }, { privately, mark: undefined })
    return planned({ document, refs, audit, clinicalFor: patient, reading, shown }, true)
  }

  const asks = (done: Done<Ports>, outcome: Of<'choose'> | Of<'confirm'>): Ran => {
    const audit = asked(done, outcome)
    const { invocation, admitted } = done
    const { audience: words } = invocation.t ?? parts.t
    const { member, patient, reading } = admitted
    if (admitted.privately !== undefined)
      return planned(saying([paragraph(words.asksBack)], audit), true)
    const { command } = invocation
    const shown = shownOf.question({ command, member, refs: outcome.refs ?? [] })
    if (shown === 'barred') return planned(saying([paragraph(words.notInRoom)], audit), true)
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

  return async (done: Done<Ports>, outcome: Outcome): Promise<Ran> => {
    switch (outcome.kind) {
      case 'answer':
        return answered(done, outcome)
      case 'again':
        return another(done, outcome)
      case 'misused':
        return misused(done, outcome)
      case 'choose':
      case 'confirm':
        return asks(done, outcome)
      default:
        return outcome satisfies never
    }
  }
}
