import { createHash } from 'node:crypto'
import type { Incoming, TransactionExtras } from '../../store/store.ts'

type Fields = Readonly<Record<string, unknown>>

/** The lane of what was delivered and is no event: it is parked for an operator, never handled. */
export const malformedLane = 'malformed'

/** A delivered event with the fields that every room event has. */
export type DeliveredEvent = Fields & {
  readonly event_id: string
  readonly room_id: string
  readonly type: string
  readonly sender: string
  readonly origin_server_ts: number
  readonly content: Fields
}

/** One transaction, taken apart. `items` and `malformed` are in the order of the transaction. */
export type Transaction = {
  readonly items: readonly Incoming[]
  readonly malformed: readonly { readonly id: string; readonly body: string }[]
  /** Undefined when there was nothing but events. */
  readonly extras: TransactionExtras | undefined
}

/**
 * Takes the body of a transaction apart (Application Service API, "Pushing events"). Undefined when it is no transaction:
 * no object, or `events` is no list.
 */
export function toTransaction(
  body: unknown,
  ignore: (event: DeliveredEvent) => boolean = () => false,
): Transaction | undefined {
  if (!isObject(body)) return undefined
  const { events } = body
  if (!Array.isArray(events)) return undefined
  const items: Incoming[] = []
  const malformed: { id: string; body: string }[] = []
  for (const event of events as readonly unknown[]) {
    const text = toText(event)
    if (text === undefined || !isEvent(event)) malformed.push(toMalformed(text ?? '"[unreadable]"'))
    else if (!ignore(event)) {
      items.push({ id: event.event_id, lane: event.room_id, body: text, late: false })
    }
  }
  return { items, malformed, extras: extrasOf(body) }
}

function isEvent(event: unknown): event is DeliveredEvent {
  return (
    isObject(event) &&
    isText(event['event_id']) &&
    isText(event['room_id']) &&
    isText(event['type']) &&
    isText(event['sender']) &&
    typeof event['origin_server_ts'] === 'number' &&
    isObject(event['content'])
  )
}

function extrasOf(body: Fields): TransactionExtras | undefined {
  const { events: _, ...rest } = body
  if (Object.keys(rest).length === 0) return undefined
  const {
    ephemeral,
    'de.sorunome.msc2409.ephemeral': unstableEphemeral,
    to_device: toDevice,
    'de.sorunome.msc2409.to_device': unstableToDevice,
    ...other
  } = rest
  const extras = {
    toDevice: listOf(toDevice ?? unstableToDevice),
    ephemeral: listOf(ephemeral ?? unstableEphemeral),
    other,
  }
  const { length } = [...extras.toDevice, ...extras.ephemeral, ...Object.keys(other)]
  return length === 0 ? undefined : extras
}

function toMalformed(body: string) {
  return { id: `malformed:${createHash('sha256').update(body).digest('hex')}`, body }
}

/** Undefined for what is nested too deeply to be written down. */
function toText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
