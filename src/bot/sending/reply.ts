import type { Messages } from '../../i18n/messages.ts'
import { editContent, noticeContent } from '../../reply/content.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import { type Asked, type Edit, type Plan, type PrivateReason, saying } from '../answering/plan.ts'
import type { MatrixGateway } from '../gateway.ts'
import type { DirectAnswers, SentDirectly } from './direct-answers.ts'
import { createEdits } from './edits.ts'
import { type Posted, withPicture } from './picture.ts'
import { isPlaceholder, type Placeholders } from './placeholder.ts'
import type { Repeats, Standing } from './repeats.ts'
import { callContent, unchangedNote, vanishNote } from './reply-notes.ts'
import type { Showing } from './showing.ts'
import { txnIdOf } from './txn.ts'
import { createVanishLater } from './vanish-later.ts'
import type { createVanishing } from './vanishing.ts'
import type { Voices } from './voices.ts'

/** Says things in rooms, each at most once. */
export type Reply = {
  /** Audits, checks the audience once more, and sends: exactly one answer event per message, however often it is tried. */
  answer(asked: Asked, plan: Plan, signal: AbortSignal): Promise<void>
  /** Says that the answer is under way; the answer takes the place of these words. */
  announce(asked: Asked, words: string): Promise<void>
  /** A notice that answers nobody; undefined in an encrypted room. */
  post(itemId: string, roomId: string, document: Document): Promise<string | undefined>
  /** Gives an earlier message of the bot a new text; only its first line when somebody is there who may not see the rest. */
  edit(itemId: string, roomId: string, edit: Edit, signal: AbortSignal): Promise<void>
}

/** What saying things needs. */
export type ReplyParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly encryption: Encryption
  readonly showing: Showing
  readonly directly: DirectAnswers
  /** Whether this room is still a direct message with this person and nobody else. */
  readonly isDirectStill: (roomId: string, userId: string) => Promise<boolean>
  readonly placeholders: Placeholders
  readonly repeats: Repeats
  readonly vanishing: Pick<ReturnType<typeof createVanishing>, 'due' | 'set'>
  readonly voices: Pick<Voices, 'to'>
  readonly t: Messages
  readonly clock: () => number
  /** A clock time as people read it, e.g. `14:20`. */
  readonly timeOf: (at: number) => string
}

/** The homeserver remembers a transaction id for a day; older answers are looked for in the room. */
const txnMemoryMs = 20 * 60 * 60_000

/** Whoever waited longer than this is called: they have turned to something else. */
const calledAfterMs = 30_000

/** The one way in which anything is said in a room. */
export const createReply = (parts: ReplyParts): Reply => {
  const { gateway, store, encryption, showing, placeholders, repeats, vanishing, clock } = parts
  const { timeOf } = parts
  const vanishLater = createVanishLater({ store, vanishing })

  const sentBefore = async ({ event, answers }: Asked): Promise<string | undefined> => {
    if (clock() - event.originServerTs < txnMemoryMs) return undefined
    const own = await gateway.ownAnswers(event.roomId, answers, event.originServerTs)
    return own.findLast(({ content }) => !isPlaceholder(content))?.eventId
  }

  const edit = createEdits(parts)

  /** The answer event, or the notice that stood for it with the answer in its place. */
  const post = async (asked: Asked, plan: Plan, t: Messages): Promise<Posted> => {
    const { roomId } = asked.event
    const { document, refs } = plan
    const options = { leftOut: t.bot.leftOut }
    const content = noticeContent({
      document,
      inReplyTo: asked.answers,
      threadId: asked.threadId,
      refs,
      prompt: plan.promptId === undefined ? undefined : txnIdOf(plan.promptId, 'prompt', ''),
      options,
    })
    const txnId = txnIdOf(asked.itemId, 'answer', gateway.userId)
    const waiting = await placeholders.of(asked)
    if (waiting !== undefined) {
      const change = editContent({ eventId: waiting, original: content, document, refs, options })
      return { roomId, events: [waiting, await gateway.send(roomId, change, txnId)] }
    }
    const sent = (await sentBefore(asked)) ?? (await gateway.send(roomId, content, txnId))
    return { roomId, events: [sent] }
  }

  const unchanged = (asked: Asked, { at, eventId }: Standing, t: Messages): Document =>
    unchangedNote(
      { roomId: asked.event.roomId, eventId, via: gateway.serverName },
      { now: timeOf(clock()), earlier: timeOf(at) },
      t,
    )

  /** Calls who asked, when the answer was long in coming. */
  const call = async (asked: Asked, { roomId, events: [eventId] }: Posted, t: Messages) => {
    const { since, itemId } = asked
    if (since === undefined || clock() - since <= calledAfterMs) return
    const content = callContent(asked, { roomId, eventId }, t)
    await gateway.send(roomId, content, txnIdOf(itemId, 'ready', gateway.userId))
  }

  /** This event shows the lines that numbers name now, or says where they are. */
  const noteListed = async ({ event }: Asked, { isListed }: Plan, eventId: string) => {
    const { roomId, sender: userId, eventId: askedBy } = event
    if (isListed === true) await store.saveListAnswer({ roomId, userId, askedBy }, eventId)
  }

  /** To the direct message, and a line where it was asked. */
  const answerDirectly = async (
    asked: Asked,
    plan: Plan,
    { why, patient }: { readonly why: PrivateReason; readonly patient: string },
    signal: AbortSignal,
  ): Promise<void> => {
    const t = asked.t ?? parts.t
    const theirs = await parts.voices.to(asked.event.sender)
    const dueAt = vanishing.due()
    const vanishes = plan.shown?.vanishes === true
    const note = vanishes ? vanishNote(theirs, timeOf(dueAt)) : []
    const document = [...plan.document, ...note]
    let sent: SentDirectly | undefined
    await vanishLater.will(asked, plan, true)
    if ((await sentBefore(asked)) === undefined) {
      sent = await parts.directly(asked, { ...plan, document }, patient, signal)
      if (sent === undefined) {
        const { event } = asked
        const look = { roomId: event.roomId, patient, event }
        await showing.record(look, [{ action: 'denial', what: 'direct', outcome: 'no-room' }])
      }
    }
    const words: Posted | undefined = sent && { roomId: sent.roomId, events: [sent.eventId] }
    if (words !== undefined) await vanishLater.set(asked, plan, words, { dueAt, t: theirs })
    const told = sent === undefined ? t.audience.notSent : t.audience.sent
    const noted = await post(asked, saying([paragraph(told[why])]), t)
    await noteListed(asked, plan, noted.events[0])
    for (const change of plan.edits ?? [])
      await edit(asked.itemId, change, { roomId: asked.event.roomId, event: asked.event }, signal)
    if (words === undefined) return
    const posted = await withPicture(
      { gateway, mayBeSeen: () => parts.isDirectStill(words.roomId, asked.event.sender) },
      asked,
      plan,
      words,
    )
    if (posted !== words) await vanishLater.set(asked, plan, posted, { dueAt, t: theirs })
    if (plan.seen !== undefined) await store.saveLooked(plan.seen)
    await call(asked, posted, theirs)
  }

  const answerHere = async (asked: Asked, plan: Plan, signal: AbortSignal): Promise<void> => {
    const t = asked.t ?? parts.t
    const { roomId } = asked.event
    const { shown, promptId } = plan
    const dueAt = vanishing.due()
    const vanishes = shown?.vanishes === true
    const mark = vanishes ? undefined : shown?.mark
    const standing = repeats.earlier(asked, mark)
    const document = vanishes ? [...plan.document, ...vanishNote(t, timeOf(dueAt))] : plan.document
    await vanishLater.will(asked, plan, false)
    const said = await post(
      asked,
      standing === undefined
        ? { ...plan, document }
        : { ...plan, document: unchanged(asked, standing, t), refs: [] },
      t,
    )
    // First of all: what fails after this is tried again or given up on, and meanwhile the answer stands there.
    await vanishLater.set(asked, plan, said, { dueAt, t })
    const mayBeSeen = async () =>
      (await showing.suitsStill(asked, plan, signal)) && !(await encryption.isEncrypted(roomId, 0))
    const posted =
      standing === undefined ? await withPicture({ gateway, mayBeSeen }, asked, plan, said) : said
    if (posted !== said) await vanishLater.set(asked, plan, posted, { dueAt, t })
    const [sent] = posted.events
    if (promptId !== undefined) await store.savePromptEvent(promptId, sent)
    if (plan.doneOf !== undefined) await store.saveDoneEvent(plan.doneOf, sent)
    if (standing !== undefined) await noteListed(asked, plan, standing.eventId)
    await noteListed(asked, plan, sent)
    if (plan.refs.some(({ ref }) => ref.startsWith('Task/')))
      await store.saveFollowAnswer(asked.event.eventId, sent)
    // Only what was just written: an answer that shows medication is no answer to reply to.
    if (shown === undefined && plan.refs.some(({ ref }) => ref.startsWith('MedicationRequest/')))
      await store.saveProposalAnswer(asked.event.eventId, sent)
    if (plan.seen !== undefined) await store.saveLooked(plan.seen)
    for (const change of plan.edits ?? [])
      await edit(asked.itemId, change, { roomId, event: asked.event }, signal)
    if (standing === undefined) repeats.note(asked, mark, sent)
    if (shown !== undefined) await call(asked, posted, t)
  }

  return {
    async answer(asked, planned, signal) {
      const { roomId } = asked.event
      if (planned.audit.length > 0) await store.audit(planned.audit)
      const clinical = planned.clinicalFor !== undefined
      const verdict = await showing.judge(asked, planned, signal)
      // Asked after all that takes time: what is switched on meanwhile counts.
      if (await encryption.isEncrypted(roomId, clinical ? 0 : 60_000)) return
      if (verdict.kind === 'privately') return answerDirectly(asked, planned, verdict, signal)
      const plan = verdict.kind === 'instead' ? verdict.plan : planned
      // Nobody saw this prompt, so nobody can confirm it.
      if (planned.promptId !== undefined && plan.promptId === undefined)
        await store.closePrompt(planned.promptId, 'expired', clock())
      await answerHere(asked, plan, signal)
    },
    async announce(asked, words) {
      if (await encryption.isEncrypted(asked.event.roomId, 60_000)) return
      await placeholders.announce(asked, words)
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
