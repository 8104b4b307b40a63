import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Item } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

const minute = 60_000

/** Older than this when first handled: answered, not run. */
const staleAfterMs = 10 * minute

/** Further ahead of us than this by the sender's clock: answered, not run. */
const aheadAfterMs = 5 * minute

/**
 * How old an event is by when it was received, in milliseconds: the homeserver's own `unsigned.age` where it gave one,
 * because the sender's clock may be wrong, plus the time it has waited here.
 */
const ageOf = (event: RoomEvent, item: Pick<Item, 'receivedAt'>, now: number): number => {
  const atReceipt = event.age ?? Math.max(0, item.receivedAt - event.originServerTs)
  return Math.max(0, atReceipt) + Math.max(0, now - item.receivedAt)
}

/** The answer to a command that came too late, or from a clock that is ahead; undefined when it can be run. */
export const staleAnswer = (
  event: RoomEvent,
  item: Pick<Item, 'receivedAt'>,
  now: number,
  t: Messages,
): Document | undefined => {
  const ahead = event.originServerTs - item.receivedAt
  if (ahead > aheadAfterMs) return [paragraph(t.bot.ahead(Math.round(ahead / minute)))]
  const age = ageOf(event, item, now)
  return age > staleAfterMs ? [paragraph(t.bot.stale(Math.floor(age / minute)))] : undefined
}
