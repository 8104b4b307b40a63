import type { Carried, Command } from '../../commands/command.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Prompt, Store } from '../../store/store.ts'
import type { Admitted } from '../access/admission.ts'
import { whoIs } from '../access/audit-lines.ts'
import { createLetIn } from '../access/let-in.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Place } from '../rooms/places.ts'
import type { CommandRunner } from './invocation.ts'
import { type Plan, saying } from './plan.ts'
import { confirmPayloadOf } from './prompt-payload.ts'
import { createTold } from './told.ts'
import { planOf, settle, type Tried, triedShape, triedStep, untried } from './tried.ts'
import { undoneWithinMs, writtenOf } from './written.ts'

/** One person's `ja` to one prompt. */
export type Consent = {
  readonly itemId: string
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
}

/** What is said of a prompt that ends without being carried out, and its new text. */
export type Ended = { readonly says: string; readonly document: Document }

export type CarryOutParts<Ports> = {
  readonly store: Store
  readonly runner: CommandRunner<Ports>
  readonly commands: readonly Command<Ports>[]
  readonly t: Messages
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
  /** Told of whom something may have been written, whatever came of it. */
  readonly onChange?: (patient: string) => void
  /** Told of what was written for somebody, once it is; safe to repeat. */
  readonly onWritten?: (written: WrittenFor) => Promise<void>
}

/** What was written, about whom, by whose confirmation of which prompt. */
export type WrittenFor = {
  readonly refs: Extract<Carried, { kind: 'done' }>['refs']
  readonly patient: string
  readonly by: string
  readonly promptId: string
  /** The message that confirmed it. */
  readonly at: Pick<RoomEvent, 'roomId' | 'eventId'>
}

/** The name of the step in which a confirmation keeps who was let in; nothing is written before. */
export const admissionStep = 'admission'

/** Carries out a confirmed draft exactly once: the prompt is claimed, who may is checked again, the write is idempotent. */
export const createCarryOut = <Ports>(parts: CarryOutParts<Ports>) => {
  const { store, runner, commands, t, clock } = parts
  const told = createTold(parts)
  const letIn = createLetIn(parts, admissionStep)

  const late = ({ says, document }: Ended, prompt: Prompt, event: RoomEvent): Tried => {
    const { patient } = prompt
    const who = { role: runner.roleOf(event, patient), patient }
    const line = runner.entry(event, 'denial', 'confirm', 'expired', who)
    return untried(prompt.id, 'late', saying([paragraph(says)], [line]), document)
  }

  /** A refusal never says that nothing was done when an earlier try may have done it. */
  const refused = (prompt: Prompt, plan: Pick<Plan, 'document' | 'audit'>): Tried =>
    untried(
      prompt.id,
      'refused',
      prompt.inDoubt ? saying([paragraph(t.confirm.unchecked)], plan.audit) : plan,
    )

  const write = async (
    command: Command<Ports>,
    prompt: Prompt,
    consent: Consent,
    admitted: Admitted,
    inDoubt: boolean,
  ): Promise<Tried> => {
    const { name } = command
    const { event, place, signal } = consent
    const who = whoIs(admitted.member, admitted.patient, admitted.rule)
    const { draft } = confirmPayloadOf(prompt)
    const own = command.ownIdentifiers?.(draft, prompt.id) ?? []
    await store.saveOwnIdentifiers(own)
    const args = { words: [], options: {}, text: '' }
    const invocation = { command, event, place, signal, args }
    const context = runner.contextOf(invocation, admitted.member, admitted.patient, admitted)
    const tried = command.carryOut?.(context, draft, prompt.id)
    const carried = await tried
      ?.finally(() => parts.onChange?.(admitted.patient))
      .catch(async (error) => {
        // Nobody can tell what became of it: that it was tried is told, also if this message is given up on.
        const unknown = runner.entry(event, 'write', name, 'unknown', who)
        await store.audit([...admitted.audit, unknown])
        throw error
      })
    if (carried === undefined) throw new TypeError('this command carries out nothing')
    // After an earlier try a version that is found may be somebody else's already.
    if (carried.kind === 'done' && !inDoubt) await rememberVersions(store, own, carried.refs)
    if (carried.kind === 'done')
      await parts.onWritten?.({
        refs: carried.refs,
        patient: admitted.patient,
        by: event.sender,
        at: event,
        promptId: prompt.id,
      })
    const at = clock()
    const isUndoable =
      command.undo !== undefined && !(carried.kind === 'done' && carried.undoable === false)
    const undoLine = isUndoable
      ? t.writing.undo(parts.timeOf(at + undoneWithinMs), prompt.code)
      : undefined
    const words = told(carried, { ...prompt, inDoubt }, undoLine)
    const outcome = carried.kind === 'done' ? 'ok' : words.unknown ? 'unknown' : carried.code
    return {
      ...words,
      promptId: prompt.id,
      at,
      ...(carried.kind === 'done'
        ? { written: writtenOf(name, isUndoable ? carried.refs : [], carried.before) }
        : {}),
      clinicalFor: admitted.patient,
      reading: admitted.reading,
      audit: [
        runner.entry(event, 'command', `${name} confirmed`, outcome, who),
        ...admitted.audit,
        ...(carried.kind === 'done' ? carried.writes : [name]).map((one) =>
          runner.entry(event, 'write', one, outcome, who),
        ),
        ...(carried.kind === 'done' ? [] : (carried.writes ?? [])).map((one) =>
          runner.entry(event, 'write', one, 'ok', who),
        ),
      ],
    }
  }

  const decide = async (
    prompt: Prompt,
    consent: Consent,
    tooLate: () => Ended | undefined,
  ): Promise<Tried> => {
    const { event, itemId, place, signal } = consent
    const over = tooLate()
    if (over !== undefined) return late(over, prompt, event)
    const { patient } = prompt
    if (!(await store.claimPrompt(prompt.id, itemId))) {
      const line = runner.entry(event, 'denial', 'confirm', 'closed', { patient })
      return untried(
        prompt.id,
        'refused',
        saying([paragraph(t.confirm.unknown, t.confirm.look)], [line]),
      )
    }
    const { command: name } = confirmPayloadOf(prompt)
    const command = commands.find((one) => one.name === name)
    if (command?.carryOut === undefined) {
      const line = runner.entry(event, 'denial', name, 'unknown-command', { patient })
      return refused(prompt, saying([paragraph(t.confirm.unknownCode)], [line]))
    }
    const entrance = await letIn(itemId, { command, event, place, signal })
    if (entrance.kind === 'refused') {
      const document = [...entrance.document, paragraph(t.confirm.nothingDone)]
      return refused(prompt, { ...entrance, document })
    }
    const { admitted, isBegun } = entrance
    return write(command, prompt, consent, admitted, prompt.inDoubt || isBegun)
  }

  return async (
    prompt: Prompt,
    consent: Consent,
    tooLate: () => Ended | undefined,
  ): Promise<Plan> => {
    const { itemId } = consent
    const tried = triedShape.parse(
      await store.step(itemId, triedStep, () => decide(prompt, consent, tooLate)),
    )
    await settle(store, tried, itemId, clock())
    return planOf(tried, prompt)
  }
}

/** From now on only these versions are the bot's own; without all of them the identifiers go on telling. */
export const rememberVersions = async (
  store: Store,
  identifiers: readonly string[],
  refs: Extract<Carried, { kind: 'done' }>['refs'],
): Promise<void> => {
  const versions = refs.flatMap(({ ref, versionId }) => {
    const [type, id] = ref.split('/')
    return type === undefined || id === undefined || versionId === undefined
      ? []
      : [{ type, id, versionId }]
  })
  if (versions.length === refs.length) await store.saveOwnVersions(identifiers, versions)
}
