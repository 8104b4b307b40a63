/** An object as it came over the wire. */
export type Json = Readonly<Record<string, unknown>>

/** A room event as a client gets it. Invitations come with made-up ids, because a homeserver gives them none. */
export type ClientEvent = {
  readonly event_id: string
  readonly room_id: string
  readonly type: string
  readonly sender: string
  readonly origin_server_ts: number
  readonly content: Json
  readonly state_key?: string
  readonly unsigned?: Json
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value when it is an object, else an empty one. */
export const asJson = (value: unknown): Json => (isJson(value) ? value : {})

/** The value when it is a list, else an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value when it is text, else undefined. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Reads an event of a room's timeline or state. */
export const readEvent = (roomId: string, value: unknown): ClientEvent => {
  const raw = asJson(value)
  const type = asText(raw['type']) ?? ''
  const stateKey = asText(raw['state_key'])
  const sender = asText(raw['sender']) ?? ''
  return {
    event_id: asText(raw['event_id']) ?? `stripped:${roomId}:${type}:${stateKey ?? ''}:${sender}`,
    room_id: roomId,
    type,
    sender,
    origin_server_ts: typeof raw['origin_server_ts'] === 'number' ? raw['origin_server_ts'] : 0,
    content: asJson(raw['content']),
    ...(stateKey === undefined ? {} : { state_key: stateKey }),
    ...(raw['unsigned'] === undefined ? {} : { unsigned: asJson(raw['unsigned']) }),
  }
}

/** The id of the event that this one answers (`m.in_reply_to`); an edit of an answer has none. */
export const answeredEvent = (event: ClientEvent): string | undefined => {
  const relation = asJson(event.content['m.relates_to'])
  return asText(asJson(relation['m.in_reply_to'])['event_id'])
}
