import { replacementOf, whereOf } from '../../commands/typed/message.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Item, Prompt, Store } from '../../store/store.ts'
import { wasLetIn } from '../access/let-in.ts'
import { admissionStep } from '../answering/carry-out.ts'
import { closingShape, closingStep } from '../answering/confirm.ts'
import type { CommandRunner } from '../answering/invocation.ts'
import { isBlock } from '../answering/prompt-payload.ts'
import { undoAdmissionStep } from '../answering/take-back.ts'
import { settleTakenBack, takenBackShape, takenBackStep } from '../answering/taken-back.ts'
import { unknownHint } from '../answering/told.ts'
import { settle, triedShape, triedStep } from '../answering/tried.ts'
import type { RoomEvent } from '../gateway.ts'
import { keptStep } from '../sending/kept-step.ts'
import type { Reply } from '../sending/reply.ts'
import type { Voices } from '../sending/voices.ts'
import { eventOf } from './handle.ts'

export type ParkedParts<Ports> = {
  readonly store: Store
  readonly reply: Reply
  readonly runner: Pick<CommandRunner<Ports>, 'entry'>
  readonly isOwnUser: (userId: string) => boolean
  readonly t: Messages
  readonly voices: Voices
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

/**
 * An item was given up on: its person is told once, as far as is known what came of it, and what it had claimed is free
 * again or closed.
 */
export const createOnParked = <Ports>(
  parts: ParkedParts<Ports>,
): ((item: Item, code: string) => Promise<void>) => {
  const { store, t, clock } = parts

  const voiceFor = async ({ roomId, sender }: RoomEvent): Promise<Messages> => {
    const isDirect = (await store.directUser(roomId)) !== undefined
    return isDirect ? parts.voices.to(sender) : t
  }

  const unknown = (prompt: Prompt): Document => [
    paragraph(t.confirm.unknown),
    paragraph(unknownHint(prompt, parts)),
  ]

  /** What is known of a confirmation; undefined when nothing was begun. */
  const afterConfirming = async (item: Item, claimed: Prompt | undefined) => {
    const tried = triedShape.safeParse(await keptStep(store, item.id, triedStep)).data
    if (tried === undefined) {
      if (claimed?.state !== 'executing') return undefined
      const begun = wasLetIn(await keptStep(store, item.id, admissionStep))
      await store.releasePrompt(claimed.id, begun ? 'unknown' : 'failed')
      return begun || claimed.inDoubt ? unknown(claimed) : undefined
    }
    await settle(store, tried, item.id, clock())
    if (tried.kind === 'done') return [paragraph(t.confirm.doneUntold)]
    if (tried.kind === 'late' || tried.kind === 'refused') return tried.document.filter(isBlock)
    const prompt = await store.prompt(tried.promptId)
    if (tried.unknown && prompt?.state === 'open') return unknown(prompt)
    return tried.unknown || tried.kind === 'given-up'
      ? [paragraph(t.confirm.unknown), paragraph(t.confirm.look)]
      : undefined
  }

  /** What is known of taking back; undefined when nothing was begun. */
  const afterUndoing = async (item: Item, claimed: Prompt | undefined) => {
    const taken = takenBackShape.safeParse(await keptStep(store, item.id, takenBackStep)).data
    if (taken === undefined) {
      if (claimed === undefined) return undefined
      const begun = wasLetIn(await keptStep(store, item.id, undoAdmissionStep))
      await store.releaseUndo(claimed.id, begun ? 'unknown' : 'failed')
      return begun || claimed.undoInDoubt
        ? [paragraph(t.undo.unknown), paragraph(t.undo.look)]
        : undefined
    }
    await settleTakenBack(store, taken, item.id, clock())
    if (taken.kind === 'done') return [paragraph(t.undo.doneUntold)]
    return taken.kind === 'unknown'
      ? [paragraph(t.undo.unknown), paragraph(t.undo.look)]
      : undefined
  }

  const afterCancelling = async (item: Item) => {
    const closing = closingShape.safeParse(await keptStep(store, item.id, closingStep)).data
    if (closing === undefined) return undefined
    if (await store.claimPrompt(closing.promptId, item.id))
      await store.closePrompt(closing.promptId, closing.state, clock())
    return [paragraph(closing.says)]
  }

  const told = async (item: Item, event: RoomEvent): Promise<Document> => {
    const prompts = await store.promptsOf(event.roomId)
    const claimed = prompts.find((one) => one.kind === 'confirm' && one.claimedBy === item.id)
    const undoing = prompts.find(
      ({ undoneBy, undoneAt }) => undoneBy === item.id && undoneAt === undefined,
    )
    return (
      (await afterCancelling(item)) ??
      (await afterUndoing(item, undoing)) ??
      (await afterConfirming(item, claimed)) ?? [
        paragraph((await voiceFor(event)).bot.failed(item.id.slice(1, 9))),
      ]
    )
  }

  return async (item, code) => {
    const event = eventOf(JSON.parse(item.body))
    if (event === undefined || event.type !== 'm.room.message' || parts.isOwnUser(event.sender))
      return
    const document = await told(item, event)
    const asked = {
      itemId: item.id,
      event,
      threadId: whereOf(event.content).threadId,
      answers: replacementOf(event.content)?.of ?? event.eventId,
    }
    const line = parts.runner.entry(event, 'command', 'parked', code)
    const plan = { document, refs: [], audit: [line], clinicalFor: undefined }
    await parts.reply.answer(asked, plan, AbortSignal.timeout(30_000))
  }
}
