import { z } from 'zod'
import { clockTime } from '../../commands/answer/date-words.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { Messages } from '../../i18n/messages.ts'
import { code, paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import { professionalOf, type Teams } from '../access/access.ts'
import { messageLine } from '../access/audit-lines.ts'
import { type Plan, saying } from '../answering/plan.ts'
import type { RoomEvent } from '../gateway.ts'
import { hush } from './follow-state.ts'

/** What hearing somebody who is called needs. */
export type AcknowledgeParts = {
  readonly store: Pick<Store, 'follow' | 'callsIn' | 'saveCall' | 'dropTimer' | 'step'>
  readonly teams: Pick<Teams, 'recent'>
  readonly t: Messages
  readonly timeZone: string
  readonly clock: () => number
}

/** What an "ok" that was meant for a call is answered with; undefined when nobody waits for this person's answer. */
export type Acknowledge = (
  event: RoomEvent,
  itemId: string,
  replyTo: string | undefined,
  signal: AbortSignal,
) => Promise<Plan | undefined>

/** Which calls an "ok" answers, kept so that a second try of the message answers the same. */
const acknowledged = z.object({ refs: z.array(z.string()), says: z.string(), why: z.string() })

/** "ok" by somebody who is being called, as a reply to the call or bare in the room: nobody is called again. */
export const createAcknowledge = ({
  store,
  teams,
  t,
  timeZone,
  clock,
}: AcknowledgeParts): Acknowledge => {
  const meant = async ({ roomId, sender }: RoomEvent, replyTo: string | undefined) => {
    const open = await store.callsIn(roomId)
    const answered = open.filter(
      ({ call, answerId }) =>
        replyTo !== undefined &&
        (call?.eventIds.includes(replyTo) === true || answerId === replyTo),
    )
    const candidates = replyTo === undefined ? open : answered
    const mine = candidates.filter(({ call }) => call?.asked.includes(sender) === true)
    return { mine, others: replyTo === undefined ? [] : answered }
  }

  const nameOf = async (event: RoomEvent, patient: string, signal: AbortSignal) => {
    try {
      const { team } = await teams.recent(patient, 60_000, signal)
      return professionalOf(team, event.sender)?.name ?? event.sender
    } catch (error) {
      if (error instanceof FhirError) return event.sender
      throw error
    }
  }

  const decide = async (event: RoomEvent, replyTo: string | undefined, signal: AbortSignal) => {
    const { mine, others } = await meant(event, replyTo)
    const [first, ...more] = mine
    if (first === undefined) {
      const [other] = others
      if (other === undefined) return undefined
      return { refs: [], says: t.ping.forOther(other.call?.name ?? ''), why: 'not-called' }
    }
    if (more.length > 0) return { refs: [], says: t.ping.several, why: 'which-call' }
    const name = await nameOf(event, first.patient, signal)
    const at = clockTime(new Date(clock()), { timeZone })
    return { refs: [first.ref], says: t.ping.acknowledged(name, at), why: 'ok' }
  }

  return async (event, itemId, replyTo, signal) => {
    const kept = acknowledged
      .optional()
      .parse(
        (await store.step(
          itemId,
          'acknowledged',
          async () => await decide(event, replyTo, signal),
        )) ?? undefined,
      )
    if (kept === undefined) return undefined
    const patients = await Promise.all(kept.refs.map((ref) => store.follow(ref)))
    for (const ref of kept.refs) await hush(store, ref)
    const lines = kept.refs.map((ref, at) =>
      messageLine(
        clock(),
        event,
        { action: 'command', what: `ok ${ref}`, outcome: kept.why },
        { patient: patients[at]?.patient },
      ),
    )
    const how = kept.refs.length === 0 ? [] : [[t.ping.acknowledgedHow, code('!taken'), '.']]
    return saying([paragraph(kept.says, ...how)], lines)
  }
}
