import type { Carried, Command } from '../../commands/command.ts'
import { identifiersOfEvent } from '../../fhir/value/identifiers.ts'
import { heading, paragraph } from '../../reply/document.ts'
import type { Prompt } from '../../store/store.ts'
import type { Admitted } from '../access/admission.ts'
import { whoIs } from '../access/audit-lines.ts'
import { createLetIn } from '../access/let-in.ts'
import { type CarryOutParts, type Consent, rememberVersions } from './carry-out.ts'
import { type Plan, saying } from './plan.ts'
import {
  planOf,
  settleTakenBack,
  type TakenBack,
  takenBackShape,
  takenBackStep,
} from './taken-back.ts'
import { undoneWithinMs, writtenIn } from './written.ts'

/** The name of the step in which who was let in to take back is kept; nothing is changed before. */
export const undoAdmissionStep = 'undo admission'

const refused = (prompt: Prompt, plan: Pick<Plan, 'document' | 'audit'>): TakenBack => ({
  promptId: prompt.id,
  kind: 'failed',
  document: [...plan.document],
  unshown: [],
  closing: [],
  refs: [],
  audit: [...plan.audit],
})

const isPartly = ({ writes = [] }: Extract<Carried, { kind: 'failed' }>): boolean =>
  writes.length > 0

/** Takes back what a prompt wrote exactly once: claimed, who may is checked again, and safe to repeat. */
export const createTakeBack = <Ports>(parts: CarryOutParts<Ports>) => {
  const { store, runner, commands, t, clock, timeOf } = parts
  const letIn = createLetIn(parts, undoAdmissionStep)

  /** That something of it was taken back is never denied. */
  const unshownOf = (carried: Extract<Carried, { kind: 'failed' }>, isUnknown: boolean): string => {
    if (isUnknown) return t.undo.unknown
    return isPartly(carried) ? t.undo.partlyUnshown : t.undo.failedUnshown
  }

  /** What is said: a failure after a try in doubt says nothing about the first. */
  const told = (carried: Carried, prompt: Prompt, inDoubt: boolean) => {
    const { undo } = t
    const until = (prompt.closedAt ?? prompt.expiresAt) + undoneWithinMs
    const inTime = clock() <= until
    if (carried.kind === 'done')
      return {
        kind: 'done' as const,
        isUnknown: false,
        document: [...carried.document],
        unshown: [paragraph(undo.doneUnshown)],
        closing: [heading(undo.line(prompt.requesterName, timeOf(clock())))],
        refs: carried.refs.map(({ ref, versionId }) =>
          versionId === undefined ? { ref } : { ref, versionId },
        ),
      }
    const overruled = inDoubt && carried.code !== 'unknown'
    const isUnknown = overruled || carried.code === 'unknown'
    const sentence = overruled ? [paragraph(undo.unknown)] : carried.document
    const mayAgain = inTime && carried.final !== true
    const hint = isUnknown
      ? mayAgain
        ? undo.again(prompt.code, timeOf(until))
        : undo.look
      : mayAgain
        ? undo.retry(prompt.code, timeOf(until))
        : undefined
    const hinted = hint === undefined ? [] : [paragraph(hint)]
    return {
      // After a part of it nothing may say later that nothing was taken back.
      kind: isUnknown || isPartly(carried) ? ('unknown' as const) : ('failed' as const),
      isUnknown,
      document: [...sentence, ...hinted],
      unshown: [paragraph(unshownOf(carried, isUnknown)), ...hinted],
      closing: [],
      refs: [],
    }
  }

  const change = async (
    command: Command<Ports>,
    prompt: Prompt,
    asked: Consent,
    admitted: Admitted,
    inDoubt: boolean,
  ): Promise<TakenBack> => {
    const { event, place, signal } = asked
    const { refs } = writtenIn(prompt.written ?? '')
    const who = whoIs(admitted.member, admitted.patient, admitted.rule)
    const what = `${command.name} undone`
    const own = identifiersOfEvent(prompt.id)
    await store.saveOwnIdentifiers(own)
    const args = { words: [], options: {}, text: '' }
    const invocation = { command, event, place, signal, args }
    const context = runner.contextOf(invocation, admitted.member, admitted.patient, admitted)
    const tried = command.undo?.(context, refs, prompt.id)
    const carried = await tried
      ?.finally(() => parts.onChange?.(admitted.patient))
      .catch(async (error) => {
        // Nobody can tell what became of it: that it was tried is told, also if this message is given up on.
        await store.audit([...admitted.audit, runner.entry(event, 'write', what, 'unknown', who)])
        throw error
      })
    if (carried === undefined) throw new TypeError('this command takes nothing back')
    if (carried.kind === 'done') await rememberVersions(store, own, carried.refs)
    const { isUnknown, ...words } = told(carried, prompt, inDoubt)
    const outcome = carried.kind === 'done' ? 'ok' : isUnknown ? 'unknown' : carried.code
    return {
      ...words,
      promptId: prompt.id,
      clinicalFor: admitted.patient,
      reading: admitted.reading,
      audit: [
        runner.entry(event, 'command', what, outcome, who),
        ...admitted.audit,
        ...(carried.kind === 'done' ? carried.writes : [what]).map((one) =>
          runner.entry(event, 'write', one, outcome, who),
        ),
        ...(carried.kind === 'done' ? [] : (carried.writes ?? [])).map((one) =>
          runner.entry(event, 'write', one, 'ok', who),
        ),
      ],
    }
  }

  const decide = async (prompt: Prompt, asked: Consent): Promise<TakenBack> => {
    const { event, itemId, place, signal } = asked
    const { patient } = prompt
    const { command: name, refs } = writtenIn(prompt.written ?? '')
    const command = commands.find((one) => one.name === name)
    const isUndoable = command?.undo !== undefined && refs.length > 0
    if (!isUndoable || !(await store.claimUndo(prompt.id, itemId))) {
      const line = runner.entry(event, 'denial', 'undo', 'cannot', { patient })
      return refused(prompt, saying([paragraph(t.undo.cannot)], [line]))
    }
    const entrance = await letIn(itemId, { command, event, place, signal })
    if (entrance.kind === 'refused') return refused(prompt, entrance)
    const { admitted, isBegun } = entrance
    if (admitted.patient !== patient) {
      const line = runner.entry(event, 'denial', 'undo', 'changed', { patient })
      return refused(prompt, saying([paragraph(t.undo.changed)], [...admitted.audit, line]))
    }
    return change(command, prompt, asked, admitted, prompt.undoInDoubt || isBegun)
  }

  /** The messages by which somebody was called about what was written. */
  const callsAbout = async ({ written }: Prompt): Promise<readonly string[]> => {
    const tasks = writtenIn(written ?? '').refs.filter(({ ref }) => ref.startsWith('Task/'))
    const follows = await Promise.all(tasks.map(({ ref }) => store.follow(ref)))
    return follows.flatMap((follow) => follow?.call?.eventIds ?? [])
  }

  return async (prompt: Prompt, asked: Consent): Promise<Plan> => {
    const taken = takenBackShape.parse(
      await store.step(asked.itemId, takenBackStep, () => decide(prompt, asked)),
    )
    await settleTakenBack(store, taken, asked.itemId, clock())
    return planOf(taken, prompt, taken.kind === 'done' ? await callsAbout(prompt) : [])
  }
}
