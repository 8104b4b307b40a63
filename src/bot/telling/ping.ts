import { z } from 'zod'
import { FhirError } from '../../fhir/fhir.ts'
import type { TaskFact } from '../../fhir/referral/task.ts'
import type { TaskReader } from '../../fhir/referral/task-reader.ts'
import { awaitsAnswer } from '../../fhir/referral/task-status.ts'
import type { CareTeamReader, PatientLine } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Call, Follow, Item, Store } from '../../store/store.ts'
import type { Teams } from '../access/access.ts'
import type { MatrixGateway } from '../gateway.ts'
import type { Work } from '../inbox/work.ts'
import type { FollowSay } from './follow-say.ts'
import { callTimer, chainOf, hush } from './follow-state.ts'
import { callDocument } from './follow-words.ts'
import { nextPerson } from './ping-next.ts'

/** What calling somebody again needs. */
export type PingParts = {
  readonly store: Pick<
    Store,
    'follow' | 'saveFollowAnswer' | 'saveCall' | 'setTimer' | 'dropTimer' | 'step'
  >
  readonly tasks: TaskReader
  readonly careTeams: Pick<CareTeamReader, 'patientLine'>
  readonly teams: Pick<Teams, 'recent'>
  readonly gateway: Pick<MatrixGateway, 'members'>
  readonly say: FollowSay
  /** So long after a call it is repeated, and so long after that the next person is called. */
  readonly everyMs: number
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

const about = z.object({ ref: z.string() })

/** After this "ok" in the room is not taken for an answer to the last call any more. */
const overMs = 60 * 60_000

const base = (item: Item, { roomId, patient }: Follow) => ({ itemId: item.id, roomId, patient })

/** Calls for what is urgent: the details silently, then who is asked, once more, and then the next person. */
export const createPing = (parts: PingParts) => {
  const { store, tasks, say, t, timeZone, clock } = parts
  const context = () => ({ t, timeZone, now: new Date(clock()) })

  const next = (follow: Follow, kind: string, inMs: number): Promise<void> =>
    store.setTimer({
      id: callTimer(follow.ref),
      dueAt: clock() + inMs,
      lane: follow.roomId,
      body: JSON.stringify({ kind, ref: follow.ref }),
    })

  /** The request as it is now; undefined while the record does not answer. */
  const read = async ({ patient, ref }: Follow, signal: AbortSignal) => {
    try {
      return { fact: await tasks.task(patient, ref, signal) }
    } catch (error) {
      if (error instanceof FhirError) return undefined
      throw error
    }
  }

  /** Somebody said already what becomes of it. Not when the record is silent: one call too many hurts less than none. */
  const isMoved = async (follow: Follow, signal: AbortSignal): Promise<boolean> => {
    if (!awaitsAnswer(follow.status)) return true
    const found = await read(follow, signal)
    return found !== undefined && (found.fact === undefined || !awaitsAnswer(found.fact.status))
  }

  const tellDetails = async (item: Item, follow: Follow, fact: TaskFact, signal: AbortSignal) => {
    const line: PatientLine | undefined = await parts.careTeams.patientLine(follow.patient, signal)
    const { ref, versionId } = fact
    return say.tell(
      {
        ...base(item, follow),
        step: 'details',
        inReplyTo: chainOf(follow),
        document: callDocument(follow, fact, line, context()),
        unshown: [paragraph(t.follow.unshown)],
        refs: [{ ref, ...(versionId === undefined ? {} : { versionId }) }],
        what: `${ref} details`,
      },
      signal,
    )
  }

  /** The details, if they can be shown now; a call goes out without them too. */
  const details = async (
    item: Item,
    follow: Follow,
    fact: TaskFact | undefined,
    signal: AbortSignal,
  ) => {
    if (fact === undefined) return undefined
    try {
      return await tellDetails(item, follow, fact, signal)
    } catch (error) {
      if (error instanceof FhirError) return undefined
      throw error
    }
  }

  const first: Work = async (item, body, signal) => {
    const follow = await store.follow(about.parse(body).ref)
    if (follow === undefined || follow.call !== undefined) return
    const found = await read(follow, signal)
    const gone = found !== undefined && found.fact === undefined
    if (gone || !awaitsAnswer(found?.fact?.status ?? follow.status)) return
    const detailsId = await details(item, follow, found?.fact, signal)
    const userIds = follow.ownerIds
    const eventId = await say.call({
      ...base(item, follow),
      start: t.ping.call[follow.kind],
      between: t.ping.between,
      name: follow.ownerName ?? '',
      userIds,
      end: t.ping.callEnd,
      inReplyTo: detailsId ?? chainOf(follow),
      what: `${follow.ref} called`,
    })
    if (eventId === undefined) return
    await store.saveFollowAnswer(follow.askedBy, detailsId ?? eventId)
    await next(follow, 'task-call-again', parts.everyMs)
    await store.saveCall(follow.ref, {
      stage: 'called',
      asked: userIds,
      name: follow.ownerName ?? '',
      eventIds: [...(detailsId === undefined ? [] : [detailsId]), eventId],
      isOpen: true,
    })
  }

  /** The open call of an item, or undefined when it became quiet meanwhile. */
  const openCall = async (body: unknown, signal: AbortSignal) => {
    const follow = await store.follow(about.parse(body).ref)
    if (follow?.call?.isOpen !== true) return undefined
    if (!(await isMoved(follow, signal))) return { follow, call: follow.call }
    await hush(store, follow.ref)
    return undefined
  }

  const again: Work = async (item, body, signal) => {
    const open = await openCall(body, signal)
    if (open === undefined || open.call.stage === 'escalated') return
    const { follow, call } = open
    const eventId = await say.call({
      ...base(item, follow),
      start: t.ping.reminder,
      between: t.ping.betweenReminder,
      name: call.name,
      userIds: call.asked,
      end: t.ping.reminderEnd,
      inReplyTo: call.eventIds[0],
      what: `${follow.ref} called again`,
    })
    if (eventId === undefined) return
    await next(follow, 'task-call-next', parts.everyMs)
    await store.saveCall(follow.ref, {
      ...call,
      stage: 'reminded',
      eventIds: [...new Set([...call.eventIds, eventId])],
    })
  }

  const escalate: Work = async (item, body, signal) => {
    const open = await openCall(body, signal)
    if (open === undefined) return
    const { follow, call } = open
    // Kept for a second try, which must not call yet another person.
    const kept = await store.step(item.id, 'next person', () => nextPerson(parts, follow, signal))
    if (kept === null) {
      await say.call({
        ...base(item, follow),
        start: t.ping.nobody,
        between: t.ping.nobodyFrom,
        name: follow.ownerName ?? '',
        userIds: [],
        end: t.ping.nobodyEnd,
        inReplyTo: call.eventIds[0],
        what: `${follow.ref} nobody to call`,
      })
      return hush(store, follow.ref)
    }
    const eventId = await say.call({
      ...base(item, follow),
      start: t.ping.escalated,
      between: t.ping.escalatedFrom(follow.ownerName ?? ''),
      name: kept.name,
      userIds: kept.userIds,
      end: t.ping.escalatedEnd,
      inReplyTo: call.eventIds[0],
      what: `${follow.ref} called on`,
    })
    if (eventId === undefined) return
    await next(follow, 'task-call-over', overMs)
    const escalated: Call = {
      ...call,
      stage: 'escalated',
      asked: [...new Set([...call.asked, ...kept.userIds])],
      name: kept.name,
      eventIds: [...new Set([...call.eventIds, eventId])],
    }
    await store.saveCall(follow.ref, escalated)
  }

  const over: Work = async (_item, body) => hush(store, about.parse(body).ref)

  return { first, again, escalate, over }
}
