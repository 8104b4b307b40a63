import { createHash } from 'node:crypto'
import { z } from 'zod'
import { repliedDocument } from '../../commands/herhaalrecept/told.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { type RepeatReply, replyOf } from '../../fhir/medication/repeat-reply.ts'
import type { RecordReader } from '../../fhir/record/record.ts'
import { refOf, resourceRef } from '../../fhir/value/references.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Item, Proposal, Store } from '../../store/store.ts'
import type { Work } from '../inbox/work.ts'
import type { FollowSay } from './follow-say.ts'

/** What telling of answers to proposals needs. */
export type RepeatAnsweredParts = {
  readonly store: Pick<Store, 'proposalsNamed' | 'toldReply' | 'saveToldReply' | 'setTimer'>
  /** Over the organization's own record. */
  readonly record: Pick<RecordReader, 'ask'>
  readonly say: FollowSay
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

const about = z.object({ proposal: z.string(), reply: z.string() })

type About = z.infer<typeof about>

/** While the record does not answer, the room's other messages go on and this is tried again. */
const againMs = 30_000

const idOf = (ref: string): string => ref.split('/')[1] ?? ''

/** The same for the same answer, whatever version of it; nothing of it can be read back. */
const markOf = (reply: RepeatReply | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify(reply ?? null))
    .digest('base64url')

/** Tells what was answered to a proposal for a repeat, once for each thing that is said. */
export const createRepeatAnswered = (parts: RepeatAnsweredParts): Work => {
  const { store, record, say, t, timeZone, clock } = parts

  /** What stands in the record now; undefined while it does not answer. */
  const read = async ({ patient, ref }: Proposal, asked: About, signal: AbortSignal) => {
    const { value, sources } = await record.ask(
      patient,
      [
        {
          type: 'MedicationRequest',
          params: { _id: idOf(ref), _include: ['MedicationRequest:medication'] },
        },
        { type: 'Communication', params: { _id: idOf(asked.reply) } },
      ],
      signal,
    )
    if (sources.some(({ failed }) => failed.length > 0)) return undefined
    // A server may ignore what it was asked for.
    const proposal = value.of('MedicationRequest').find((each) => refOf(each.resource) === ref)
    const found = value.of('Communication').find((each) => refOf(each.resource) === asked.reply)
    return { proposal, found }
  }

  /** The answer, when it counts and is one to this proposal. */
  const answerIn = (
    { ref, identifier }: Proposal,
    found: NonNullable<Awaited<ReturnType<typeof read>>>['found'],
  ): RepeatReply | undefined => {
    const reply = found && replyOf(found.resource)
    const isMeant = reply?.answers.some((name) => name === ref || name === identifier) === true
    return isMeant && reply.counts ? reply : undefined
  }

  const again = (item: Item, asked: About): Promise<void> =>
    store.setTimer({
      id: `again:${item.id}`,
      dueAt: clock() + againMs,
      lane: item.lane,
      body: JSON.stringify({ kind: 'repeat-answered', ...asked }),
    })

  const tell = async (
    item: Item,
    proposal: Proposal,
    asked: About,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const there = await read(proposal, asked, signal)
    if (there === undefined) return false
    const reply = answerIn(proposal, there.found)
    const key = `${proposal.ref} ${asked.reply}`
    const before = await store.toldReply(key)
    const mark = markOf(reply)
    // That an answer does not count is told to who was told of it.
    if (before === mark || (before === undefined && reply === undefined)) return true
    const isAgain = before !== undefined
    const shown = [there.proposal, reply === undefined ? undefined : there.found]
    await say.tell(
      {
        itemId: item.id,
        step: 'answered',
        roomId: proposal.roomId,
        patient: proposal.patient,
        inReplyTo: proposal.answerId ?? proposal.askedBy,
        document: repliedDocument(
          { proposal: there.proposal, reply, isAgain },
          { t, timeZone, now: new Date(clock()) },
        ),
        unshown: [paragraph(t.follow.unshown)],
        refs: shown.flatMap((each) =>
          each === undefined ? [] : (resourceRef(each.resource) ?? []),
        ),
        what: `${asked.reply} answers ${proposal.ref}`,
      },
      signal,
    )
    await store.saveToldReply(key, mark, clock())
    return true
  }

  return async (item, body, signal) => {
    const asked = about.parse(body)
    const [proposal] = await store.proposalsNamed([asked.proposal])
    if (proposal === undefined) return
    try {
      if (!(await tell(item, proposal, asked, signal))) await again(item, asked)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      await again(item, asked)
    }
  }
}
