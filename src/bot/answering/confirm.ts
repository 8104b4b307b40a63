import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Consent, Ended } from './carry-out.ts'
import type { CommandRunner } from './invocation.ts'
import { type Plan, saying } from './plan.ts'
import { closedPreview, confirmPayloadOf, isBlock } from './prompt-payload.ts'

/** `ja 4821` or `nee 4821`; without a code it answers the prompt it replies to. */
export type Confirmation = Consent & {
  readonly yes: boolean
  /** Said to the bot; false for words in a room of people that merely look like a confirmation. */
  readonly addressed: boolean
  readonly code: string | undefined
  readonly replyTo: string | undefined
}

export type ConfirmParts<Ports> = {
  readonly store: Store
  readonly runner: Pick<CommandRunner<Ports>, 'entry' | 'roleOf'>
  readonly carryOut: (
    prompt: Prompt,
    consent: Consent,
    tooLate: () => Ended | undefined,
  ) => Promise<Plan>
  readonly t: Messages
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

/** The prompt that is meant: by its code, an open one first, or by the message that is replied to. */
const meant = (prompts: readonly Prompt[], { code, replyTo, event }: Confirmation) => {
  if (code !== undefined) {
    const same = prompts.filter((one) => one.code === code)
    return { prompt: same.find((one) => one.state === 'open') ?? same[0], several: false }
  }
  const answered = prompts.find((one) => one.promptEventId === replyTo)
  if (replyTo === undefined || answered === undefined) return undefined
  const open = prompts.filter((one) => one.requester === event.sender && one.state === 'open')
  return { prompt: answered, several: open.length > 1 }
}

const awaits = ({ requester, state }: Prompt, sender: string): boolean =>
  requester === sender && (state === 'open' || state === 'executing')

/** As what a confirmation was turned down, kept until the message is done so that it is on the audit trail once. */
const denial = z.object({ outcome: z.string(), role: z.string().optional() })

/** The name of the step in which a cancellation keeps how it closed the prompt. */
export const closingStep = 'closing'

/** How a prompt was closed, kept until the message is done. */
export const closingShape = z.object({
  promptId: z.string(),
  state: z.enum(['cancelled', 'expired']),
  says: z.string(),
  document: z.array(z.unknown()),
  role: z.string().optional(),
})

/** Answers a confirmation or a cancellation. Undefined when the words were neither: people say "ja" to each other. */
export const createConfirm = <Ports>(parts: ConfirmParts<Ports>) => {
  const { store, runner, t, clock, timeOf } = parts

  /** The sentence for a prompt that this message cannot answer. A second try of the same message is no second message. */
  const refusal = (prompt: Prompt, event: RoomEvent, itemId: string): string | undefined => {
    if (prompt.requester !== event.sender) return t.confirm.onlyRequester(prompt.requesterName)
    if (prompt.claimedBy === itemId) return undefined
    const { inDoubt, sends } = prompt
    const closed = timeOf(prompt.closedAt ?? prompt.expiresAt)
    switch (prompt.state) {
      case 'done':
        // Nothing is kept of what was written: it was refused then, or nobody could tell.
        return prompt.written === undefined
          ? t.confirm.usedUnfinished(closed)
          : t.confirm.used(closed, sends)
      case 'cancelled':
        return (inDoubt ? t.confirm.alreadyCancelledInDoubt : t.confirm.alreadyCancelled)(
          closed,
          sends,
        )
      case 'expired':
        return (inDoubt ? t.confirm.lateInDoubt : t.confirm.late)(timeOf(prompt.expiresAt), sends)
      case 'executing':
      case 'open':
        return undefined
      default:
        return prompt.state satisfies never
    }
  }

  /** Lateness counts while the prompt is open: what was claimed in time is finished, however long that takes. */
  const isLate = ({ state, expiresAt }: Prompt, event: RoomEvent) =>
    state === 'open' && Math.max(clock(), event.originServerTs) > expiresAt

  const expired = (prompt: Prompt): Ended => {
    const { lateInDoubt, late, lineExpiredInDoubt, lineExpired } = t.confirm
    const until = timeOf(prompt.expiresAt)
    const line = (prompt.inDoubt ? lineExpiredInDoubt : lineExpired)(until, prompt.sends)
    const document = closedPreview(confirmPayloadOf(prompt).document, line)
    return { says: (prompt.inDoubt ? lateInDoubt : late)(until, prompt.sends), document }
  }

  const cancelled = (prompt: Prompt): Ended => {
    const { cancelledInDoubt, cancelled: stopped, lineCancelledInDoubt, lineCancelled } = t.confirm
    const lineOf = prompt.inDoubt ? lineCancelledInDoubt : lineCancelled
    const line = lineOf(prompt.requesterName, timeOf(clock()), prompt.sends)
    const document = closedPreview(confirmPayloadOf(prompt).document, line)
    return { says: prompt.inDoubt ? cancelledInDoubt : stopped(prompt.sends), document }
  }

  /** Closes the prompt; how is remembered first, because closing forgets what it was about. */
  const cancel = async (prompt: Prompt, event: RoomEvent, itemId: string): Promise<Plan> => {
    const { patient, promptEventId: eventId } = prompt
    const { state, says, document, role } = closingShape.parse(
      await store.step(itemId, closingStep, async () => ({
        promptId: prompt.id,
        ...(isLate(prompt, event)
          ? { state: 'expired', ...expired(prompt) }
          : { state: 'cancelled', ...cancelled(prompt) }),
        role: runner.roleOf(event, patient),
      })),
    )
    await store.claimPrompt(prompt.id, itemId)
    await store.closePrompt(prompt.id, state, clock())
    const audit = [runner.entry(event, 'command', 'confirm', state, { role, patient })]
    const plan = saying([paragraph(says)], audit)
    const shown = document.filter(isBlock)
    return shown.length === 0 || eventId === undefined
      ? plan
      : { ...plan, edits: [{ eventId, document: shown, patient }] }
  }

  const denied = async (asked: Confirmation, why: string, sentence: string): Promise<Plan> => {
    const { event, itemId, place } = asked
    const patient = place.kind === 'room' ? place.patient : undefined
    const { outcome, role } = denial.parse(
      await store.step(itemId, 'denied', async () => ({
        outcome: why,
        role: patient === undefined ? undefined : runner.roleOf(event, patient),
      })),
    )
    return saying(
      [paragraph(sentence)],
      [runner.entry(event, 'denial', 'confirm', outcome, { role, patient })],
    )
  }

  /**
   * A room's messages are handled one at a time, so a prompt that another message is still carrying out was left behind
   * by it: that message was given up on, and nobody can tell what came of it.
   */
  const unclaimed = async (prompt: Prompt, { event, itemId }: Confirmation): Promise<Prompt> => {
    const { id, state, claimedBy, requester } = prompt
    if (state !== 'executing' || claimedBy === itemId || requester !== event.sender) return prompt
    await store.releasePrompt(id, 'unknown')
    return { ...prompt, state: 'open', claimedBy: undefined, inDoubt: true }
  }

  return async (asked: Confirmation): Promise<Plan | undefined> => {
    const { event, itemId } = asked
    const prompts = (await store.promptsOf(event.roomId)).filter((one) => one.kind === 'confirm')
    const found = meant(prompts, asked)
    if (found === undefined) return undefined
    if (found.prompt === undefined) {
      const isMistyped = asked.addressed || prompts.some((one) => awaits(one, event.sender))
      return isMistyped ? denied(asked, 'unknown-code', t.confirm.unknownCode) : undefined
    }
    const { several } = found
    const prompt = await unclaimed(found.prompt, asked)
    const sentence = refusal(prompt, event, itemId)
    if (sentence !== undefined) return denied(asked, prompt.state, sentence)
    if (several) return denied(asked, 'which-code', t.confirm.whichCode)
    if (!asked.yes) return cancel(prompt, event, itemId)
    return parts.carryOut(prompt, asked, () =>
      isLate(prompt, event) ? expired(prompt) : undefined,
    )
  }
}
