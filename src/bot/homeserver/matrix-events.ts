import { z } from 'zod'
import type { RoomEvent } from '../gateway.ts'

const eventShape = z.object({
  type: z.string(),
  event_id: z.string(),
  sender: z.string(),
  origin_server_ts: z.number(),
  state_key: z.string().optional(),
  content: z.record(z.string(), z.unknown()),
  unsigned: z.object({ age: z.number().optional() }).optional(),
})

/** An event of a room's history, or undefined when it has not the shape of one. */
export const toRoomEvent = (raw: unknown, roomId: string): RoomEvent | undefined => {
  const parsed = eventShape.safeParse(raw)
  if (!parsed.success) return undefined
  const { type, event_id, sender, origin_server_ts, state_key, content, unsigned } = parsed.data
  return {
    type,
    eventId: event_id,
    roomId,
    sender,
    originServerTs: origin_server_ts,
    age: unsigned?.age,
    stateKey: state_key,
    content,
  }
}

/** Whether an event is a rich reply to another (Client-Server API, "Rich replies"). */
export const answers = (event: RoomEvent, eventId: string): boolean => {
  const shape = z.object({
    'm.relates_to': z.object({ 'm.in_reply_to': z.object({ event_id: z.string() }) }),
  })
  const relation = shape.safeParse(event.content).data?.['m.relates_to']
  return relation?.['m.in_reply_to'].event_id === eventId
}

const edited = z.object({
  sender: z.string(),
  unsigned: z.object({
    'm.relations': z.object({
      'm.replace': z.object({
        sender: z.string(),
        content: z.object({ 'm.new_content': z.record(z.string(), z.unknown()) }),
      }),
    }),
  }),
})

/** An event as people see it: with the content of its last edit by its own sender (Client-Server API, "Event replacements"). */
export const asEdited = (raw: unknown): unknown => {
  const { sender, unsigned } = edited.safeParse(raw).data ?? {}
  const last = unsigned?.['m.relations']['m.replace']
  if (last === undefined || last.sender !== sender || typeof raw !== 'object') return raw
  return { ...raw, content: last.content['m.new_content'] }
}
