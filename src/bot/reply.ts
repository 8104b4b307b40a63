import { FhirError } from '../fhir/fhir.ts'
import type { Messages } from '../i18n/messages.ts'
import { editContent, noticeContent } from '../reply/content.ts'
import { type Document, paragraph } from '../reply/document.ts'
import type { Store } from '../store/store.ts'
import { audienceOf, type Encryption, professionalOf, type Teams } from './access.ts'
import { type Deed, messageLine, systemLine, teamUnread } from './audit-lines.ts'
import type { MatrixGateway, RoomEvent } from './gateway.ts'
import type { Asked, Edit, Plan } from './plan.ts'
import { txnIdOf } from './txn.ts'

export type Reply = {
  /** Audits, checks the audience once more, and sends: exactly one answer event per message, however often it is tried. */
  answer(asked: Asked, plan: Plan, signal: AbortSignal): Promise<void>
  /** A notice that answers nobody; undefined in an encrypted room. */
  post(itemId: string, roomId: string, document: Document): Promise<string | undefined>
  /** Gives an earlier message of the bot a new text; only its first line when somebody is there who may not see the rest. */
  edit(itemId: string, roomId: string, edit: Edit, signal: AbortSignal): Promise<void>
}

export type ReplyParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly teams: Teams
  readonly encryption: Encryption
  readonly t: Messages
  readonly clock: () => number
}

/** In which room something of a patient is about to be shown, and whose message asks for it, if anybody's. */
type Look = {
  readonly roomId: string
  readonly patient: string
  readonly event?: RoomEvent
}

/** The homeserver remembers a transaction id for a day; older answers are looked for in the room. */
const txnMemoryMs = 20 * 60 * 60_000

const firstLineOf = ([first]: Document): Document =>
  first?.kind === 'paragraph' ? [{ ...first, lines: first.lines.slice(0, 1) }] : []

export const createReply = (parts: ReplyParts): Reply => {
  const { gateway, store, teams, encryption, t, clock } = parts

  const record = async (look: Look, deeds: readonly Deed[], role?: string): Promise<void> => {
    const { event, patient, roomId } = look
    const lineOf = (deed: Deed) =>
      event === undefined
        ? systemLine(clock(), deed, { patient, roomId })
        : messageLine(clock(), event, deed, { role, patient })
    if (deeds.length > 0) await store.audit(deeds.map(lineOf))
  }

  /** The team by which it is judged who may see an answer; if it was read for this, that is on the trail at once. */
  const teamFor = async (look: Look, signal: AbortSignal) => {
    try {
      const { team, deeds } = await teams.recent(look.patient, 60_000, signal)
      const role = look.event && professionalOf(team, look.event.sender)?.ref
      await record(look, deeds, role)
      return { team, role }
    } catch (error) {
      if (error instanceof FhirError) await record(look, teamUnread(error))
      throw error
    }
  }

  /** What an edit may show: it repeats what was asked, also to those who came in since. */
  const shownIn = async (look: Look, edit: Edit, signal: AbortSignal): Promise<Document> => {
    try {
      const { team } = await teamFor(look, signal)
      if ((await audienceOf(gateway, look.roomId, team)).safe) return edit.document
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
    }
    return firstLineOf(edit.document)
  }

  /** The plan as it may be sent now: somebody may have come in while the answer was made (D.8, 4). */
  const recheck = async (asked: Asked, plan: Plan, signal: AbortSignal): Promise<Plan> => {
    if (plan.clinicalFor === undefined) return plan
    const { event } = asked
    const look = { roomId: event.roomId, patient: plan.clinicalFor, event }
    const instead = async (document: Document, outcome: string, role?: string) => {
      await record(look, [{ action: 'denial', what: 'audience-recheck', outcome }], role)
      const { edit: changed } = plan
      const rest = { document, refs: [], audit: [], clinicalFor: undefined }
      // What became of a prompt is shown there too; who may see the rest of it is judged on its own.
      return plan.unshown === undefined || changed === undefined ? rest : { ...rest, edit: changed }
    }
    try {
      const { team, role } = await teamFor(look, signal)
      if ((await audienceOf(gateway, look.roomId, team)).safe) return plan
      return await instead(plan.unshown ?? [paragraph(t.bot.audience)], 'audience', role)
    } catch (error) {
      // A read is tried again; a write that was done is told, whatever cannot be looked up now.
      if (!(error instanceof FhirError) || plan.unshown === undefined) throw error
      return instead(plan.unshown, `access-unknown ${error.code}`)
    }
  }

  const sentBefore = async ({ event, answers: answered }: Asked): Promise<string | undefined> => {
    if (clock() - event.originServerTs < txnMemoryMs) return undefined
    const answers = await gateway.ownAnswers(event.roomId, answered, event.originServerTs)
    return answers.at(-1)?.eventId
  }

  const edit = async (
    itemId: string,
    change: Edit,
    at: { readonly roomId: string; readonly event?: RoomEvent },
    signal: AbortSignal,
  ) => {
    const { roomId } = at
    if (await encryption.isEncrypted(roomId, 0)) return
    const { eventId, patient } = change
    const document = await shownIn({ ...at, patient }, change, signal)
    const content = editContent({ eventId, original: noticeContent({ document }), document })
    await gateway.send(roomId, content, txnIdOf(itemId, `edit ${eventId}`, gateway.userId))
  }

  return {
    async answer(asked, planned, signal) {
      const { roomId } = asked.event
      if (planned.audit.length > 0) await store.audit(planned.audit)
      const clinical = planned.clinicalFor !== undefined
      const [plan, encrypted] = await Promise.all([
        recheck(asked, planned, signal),
        encryption.isEncrypted(roomId, clinical ? 0 : 60_000),
      ])
      if (encrypted) return
      // Nobody saw this prompt, so nobody can confirm it.
      if (planned.promptId !== undefined && plan.promptId === undefined)
        await store.closePrompt(planned.promptId, 'expired', clock())
      const content = noticeContent({
        document: plan.document,
        inReplyTo: asked.answers,
        threadId: asked.threadId,
        refs: plan.refs,
        prompt: plan.promptId === undefined ? undefined : txnIdOf(plan.promptId, 'prompt', ''),
        options: { leftOut: t.bot.leftOut },
      })
      const txnId = txnIdOf(asked.itemId, 'answer', gateway.userId)
      const sent = (await sentBefore(asked)) ?? (await gateway.send(roomId, content, txnId))
      if (plan.promptId !== undefined) await store.savePromptEvent(plan.promptId, sent)
      if (plan.edit !== undefined)
        await edit(asked.itemId, plan.edit, { roomId, event: asked.event }, signal)
    },
    async post(itemId, roomId, document) {
      if (await encryption.isEncrypted(roomId, 60_000)) return undefined
      return gateway.send(
        roomId,
        noticeContent({ document }),
        txnIdOf(itemId, 'post', gateway.userId),
      )
    },
    edit: (itemId, roomId, change, signal) => edit(itemId, change, { roomId }, signal),
  }
}
