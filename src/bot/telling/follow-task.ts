import { z } from 'zod'
import { stamp } from '../../commands/answer/date-words.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { TaskFact } from '../../fhir/referral/task.ts'
import type { TaskReader } from '../../fhir/referral/task-reader.ts'
import { awaitsAnswer, isFinalStatus } from '../../fhir/referral/task-status.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Follow, Item, Store } from '../../store/store.ts'
import type { Work } from '../inbox/work.ts'
import type { FollowSay } from './follow-say.ts'
import { chainOf, dueTimer, hush, quietMs, saveTold } from './follow-state.ts'
import {
  becameDocument,
  goneDocument,
  overdueDocument,
  quietDocument,
  type StandsNow,
} from './follow-words.ts'

/** What telling how a followed request stands needs. */
export type FollowTaskParts = {
  readonly store: Pick<
    Store,
    'follow' | 'saveFollowState' | 'saveCall' | 'setTimer' | 'dropTimer' | 'step'
  >
  readonly tasks: TaskReader
  readonly say: FollowSay
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

const about = z.object({ ref: z.string() })

/** A state that was decided on: a second try of the same item tells and saves the same. */
const decided = z.object({ status: z.string(), versionId: z.string().optional() })

/** While the record does not answer, the room's other messages go on and this is tried again. */
const againMs = 30_000

const dayMs = 24 * 60 * 60_000

const isOver = ({ status }: Follow): boolean => isFinalStatus(status)

const isKnown = (follow: Follow, { status, versionId, owner }: TaskFact): boolean =>
  versionId === undefined
    ? follow.status === status && follow.owner === owner?.ref
    : follow.versionId === versionId

/** Tells what becomes of requests, and reminds of those whose time is over. */
export const createFollowTask = (parts: FollowTaskParts) => {
  const { store, tasks, say, t, timeZone, clock } = parts
  const context = () => ({ t, timeZone, now: new Date(clock()) })

  const later = (item: Item, ref: string): Promise<void> =>
    store.setTimer({
      id: `again:${item.id}`,
      dueAt: clock() + againMs,
      lane: item.lane,
      body: JSON.stringify({ kind: 'task-changed', ref }),
    })

  /** Undefined when it is not there or not this patient's; throws FhirError. */
  const read = ({ patient, ref }: Follow, signal: AbortSignal) => tasks.task(patient, ref, signal)

  const said = (item: Item, follow: Follow, step: string) => ({
    itemId: item.id,
    step,
    roomId: follow.roomId,
    patient: follow.patient,
    inReplyTo: chainOf(follow),
    unshown: [paragraph(t.follow.unshown)],
  })

  const tellGone = async (item: Item, follow: Follow, signal: AbortSignal) => {
    const document = goneDocument(follow, context())
    const told = { ...said(item, follow, 'gone'), document, refs: [], what: `${follow.ref} gone` }
    await say.tell(told, signal)
    await saveTold(store, follow, { status: 'entered-in-error', versionId: undefined }, clock())
  }

  const moveDue = async ({ ref, roomId, dueAt }: Follow, { due, status }: TaskFact) => {
    if (isFinalStatus(status)) return store.dropTimer(dueTimer(ref))
    const next = Date.parse(due ?? '')
    if (due === undefined || !due.includes('T') || Number.isNaN(next) || next === dueAt) return
    const body = JSON.stringify({ kind: 'task-due', ref })
    await store.setTimer({ id: dueTimer(ref), dueAt: next, lane: roomId, body })
  }

  const tellNews = async (item: Item, follow: Follow, fact: TaskFact, signal: AbortSignal) => {
    const state = decided.parse(
      await store.step(item.id, 'state', async () => ({
        status: fact.status,
        versionId: fact.versionId,
      })),
    )
    const { versionId } = fact
    await say.tell(
      {
        ...said(item, follow, 'became'),
        document: becameDocument(follow, fact, context()),
        refs: [{ ref: follow.ref, ...(versionId === undefined ? {} : { versionId }) }],
        what: `${follow.ref} ${state.status}`,
      },
      signal,
    )
    await moveDue(follow, fact)
    if (state.status !== follow.status) await hush(store, follow.ref)
    // A day without a time is no moment: the one that was asked for stays.
    const due = fact.due?.includes('T') === true ? Date.parse(fact.due) : Number.NaN
    await saveTold(
      store,
      follow,
      {
        status: state.status,
        versionId: state.versionId,
        owner: fact.owner?.ref,
        dueAt: Number.isNaN(due) ? undefined : due,
      },
      clock(),
    )
  }

  const changed: Work = async (item, body, signal) => {
    const { ref } = about.parse(body)
    const follow = await store.follow(ref)
    if (follow === undefined) return
    try {
      const fact = await read(follow, signal)
      if (fact === undefined) {
        if (!isOver(follow)) await tellGone(item, follow, signal)
      } else if (!isKnown(follow, fact)) await tellNews(item, follow, fact, signal)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      await later(item, ref)
    }
  }

  /** The status as it is now, or as it was told last when the record cannot be asked. */
  const statusNow = async (follow: Follow, signal: AbortSignal) => {
    try {
      const fact = await read(follow, signal)
      const status = fact?.status ?? 'entered-in-error'
      return { status, isRead: true, isForbidden: fact?.isForbidden === true }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return { status: follow.status, isRead: false, isForbidden: false }
    }
  }

  const remind = async (
    item: Item,
    follow: Follow,
    now: StandsNow & { readonly status: string },
    signal: AbortSignal,
  ) => {
    const due = stamp(new Date(follow.dueAt ?? clock()), { timeZone })
    const document = overdueDocument(follow, { ...now, due }, context())
    const told = { ...said(item, follow, 'due'), document, refs: [], what: `${follow.ref} overdue` }
    const eventId = await say.tell(told, signal).catch((error: unknown) => {
      // Who may see it is not known now; the call says nothing and goes out all the same.
      if (error instanceof FhirError) return undefined
      throw error
    })
    if (follow.requester === '') return
    await say.call({
      itemId: item.id,
      roomId: follow.roomId,
      patient: follow.patient,
      start: t.follow.call,
      between: t.follow.callFor,
      name: follow.requesterName,
      userIds: [follow.requester],
      end: t.follow.callEnd,
      inReplyTo: eventId ?? chainOf(follow),
      what: `${follow.ref} reminder`,
    })
  }

  /** Told in the chain and nobody is called; as long as it is not known who may see it, it waits. */
  const remindQuietly = async (
    item: Item,
    follow: Follow,
    { isRead, isForbidden }: StandsNow,
    signal: AbortSignal,
  ): Promise<void> => {
    const { ref, roomId } = follow
    const days = Math.round(quietMs / dayMs)
    const document = quietDocument(follow, { days, isRead, isForbidden }, context())
    try {
      const told = { ...said(item, follow, 'quiet'), document, refs: [], what: `${ref} waiting` }
      await say.tell(told, signal)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      const body = JSON.stringify({ kind: 'task-due', ref })
      await store.setTimer({ id: dueTimer(ref), dueAt: clock() + againMs, lane: roomId, body })
    }
  }

  const due: Work = async (item, body, signal) => {
    const { ref } = about.parse(body)
    const follow = await store.follow(ref)
    if (follow === undefined || isOver(follow)) return
    const now = await statusNow(follow, signal)
    // A referral is only to be answered by then; a task is to be done.
    const isDone =
      follow.kind === 'referral' ? !awaitsAnswer(now.status) : isFinalStatus(now.status)
    if (isDone) return
    if (follow.dueAt === undefined) await remindQuietly(item, follow, now, signal)
    else await remind(item, follow, now, signal)
  }

  return { changed, due }
}
