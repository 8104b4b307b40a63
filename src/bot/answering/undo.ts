import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Consent } from './carry-out.ts'
import type { CommandRunner } from './invocation.ts'
import { type Plan, saying } from './plan.ts'
import { undoneWithinMs, writtenIn } from './written.ts'

/** `ongedaan 4821`. */
export type Undoing = Consent & {
  /** Said to the bot; false for words in a room of people. */
  readonly addressed: boolean
  readonly code: string | undefined
  readonly replyTo: string | undefined
}

/** What taking back by code needs. */
export type UndoParts<Ports> = {
  readonly store: Store
  readonly runner: Pick<CommandRunner<Ports>, 'entry' | 'roleOf'>
  readonly takeBack: (prompt: Prompt, asked: Consent) => Promise<Plan>
  readonly t: Messages
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

const untilOf = ({ closedAt, expiresAt }: Prompt): number =>
  (closedAt ?? expiresAt) + undoneWithinMs

const isUndoable = ({ written }: Prompt): boolean =>
  written !== undefined && writtenIn(written).refs.length > 0

/** The prompt that is meant: by its code, what was carried out first, or by the message that is replied to. */
const meant = (prompts: readonly Prompt[], { code, replyTo }: Undoing): Prompt | undefined => {
  if (code === undefined)
    return replyTo === undefined
      ? undefined
      : prompts.find(({ promptEventId }) => promptEventId === replyTo)
  const same = prompts.filter((one) => one.code === code)
  return same.find(({ written }) => written !== undefined) ?? same[0]
}

/** As what taking back was turned down, kept until the message is done so that it is on the audit trail once. */
const denial = z.object({ outcome: z.string(), role: z.string().optional() })

/** Answers `ongedaan 4821`. Undefined when the words were not meant for the bot. */
export const createUndo = <Ports>(parts: UndoParts<Ports>) => {
  const { store, runner, t, clock, timeOf } = parts

  /** Lateness counts until it is begun: what was asked in time is finished, however long that takes. */
  const isLate = (prompt: Prompt, event: RoomEvent, itemId: string): boolean =>
    prompt.undoneBy !== itemId && Math.max(clock(), event.originServerTs) > untilOf(prompt)

  /** Why this prompt cannot be taken back by this message, in a word and in a sentence. */
  const refusal = (
    prompt: Prompt,
    { event, itemId }: Undoing,
  ): readonly [string, string] | undefined => {
    const { undo } = t
    if (prompt.requester !== event.sender)
      return ['not-requester', undo.onlyRequester(prompt.requesterName)]
    switch (prompt.state) {
      case 'open':
        return prompt.inDoubt ? ['in-doubt', undo.inDoubt] : ['open', undo.notYet(prompt.code)]
      case 'executing':
        return ['in-doubt', undo.inDoubt]
      case 'cancelled':
      case 'expired':
        return prompt.inDoubt ? ['in-doubt', undo.inDoubt] : [prompt.state, undo.nothing]
      case 'done':
        break
      default:
        return prompt.state satisfies never
    }
    if (prompt.undoneBy === itemId) return undefined
    if (prompt.undoneAt !== undefined) return ['used', undo.used(timeOf(prompt.undoneAt))]
    if (prompt.written === undefined) return ['in-doubt', undo.inDoubt]
    if (!isLate(prompt, event, itemId)) return undefined
    const words = prompt.undoInDoubt ? undo.lateInDoubt : undo.late
    return ['late', words(timeOf(untilOf(prompt)))]
  }

  const denied = async (asked: Undoing, why: string, sentence: string): Promise<Plan> => {
    const { event, itemId, place } = asked
    const patient = place.kind === 'room' ? place.patient : undefined
    const { outcome, role } = denial.parse(
      await store.step(itemId, 'undo denied', async () => ({
        outcome: why,
        role: patient === undefined ? undefined : runner.roleOf(event, patient),
      })),
    )
    return saying(
      [paragraph(sentence)],
      [runner.entry(event, 'denial', 'undo', outcome, { role, patient })],
    )
  }

  /** Without a code: who has something to take back is told what to type. */
  const unnamed = async (asked: Undoing, prompts: readonly Prompt[]): Promise<Plan | undefined> => {
    const { event, itemId, addressed } = asked
    const mine = prompts.filter(
      (one) =>
        one.requester === event.sender &&
        isUndoable(one) &&
        one.undoneAt === undefined &&
        !isLate(one, event, itemId),
    )
    if (mine.length > 0)
      return denied(asked, 'which-code', t.undo.which(mine.map(({ code }) => code)))
    return addressed ? denied(asked, 'unknown-code', t.undo.unknownCode) : undefined
  }

  /** A room's messages are handled one at a time: what another message was still taking back was left behind by it. */
  const unclaimed = async (prompt: Prompt, { event, itemId }: Undoing): Promise<Prompt> => {
    const { id, undoneBy, undoneAt, requester } = prompt
    const isLeft = undoneBy !== undefined && undoneAt === undefined && undoneBy !== itemId
    if (!isLeft || requester !== event.sender) return prompt
    await store.releaseUndo(id, 'unknown')
    return { ...prompt, undoneBy: undefined, undoInDoubt: true }
  }

  return async (asked: Undoing): Promise<Plan | undefined> => {
    const { event } = asked
    const all = (await store.promptsOf(event.roomId)).filter((one) => one.kind === 'confirm')
    const found = meant(all, asked)
    if (found === undefined) {
      if (asked.code === undefined) return unnamed(asked, all)
      const isMistyped = asked.addressed || all.some(({ requester }) => requester === event.sender)
      return isMistyped ? denied(asked, 'unknown-code', t.undo.unknownCode) : undefined
    }
    const prompt = await unclaimed(found, asked)
    const why = refusal(prompt, asked)
    return why === undefined ? parts.takeBack(prompt, asked) : denied(asked, ...why)
  }
}
