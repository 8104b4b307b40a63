import type { Content } from '../gateway.ts'
import { roomPowerLevels } from './power-levels.ts'

/** What people do in a room; the events of these types are closed to all but the bot while it is archived. */
const writing = [
  'm.room.message',
  'm.room.encrypted',
  'm.reaction',
  'm.room.redaction',
  'm.room.name',
  'm.room.topic',
] as const

const onlyBot = 100

const eventsOf = (levels: Content): Content => {
  const events = levels['events']
  return typeof events === 'object' && events !== null ? { ...events } : {}
}

/**
 * The power levels of a conversation's room when it is archived or open, or undefined when they are so already. The
 * default for events alone does not close a room: what `events` names goes before it (Client-Server API, m.room.power_levels).
 */
export const levelsWhen = (archived: boolean, levels: Content | undefined): Content | undefined => {
  if (levels === undefined) return undefined
  const template = roomPowerLevels([])
  const usual = eventsOf(template)
  const events = eventsOf(levels)
  const wanted = Object.fromEntries(writing.map((type) => [type, archived ? onlyBot : usual[type]]))
  const isSo =
    levels['events_default'] === (archived ? onlyBot : template['events_default']) &&
    writing.every((type) => events[type] === wanted[type])
  if (isSo) return undefined
  return {
    ...levels,
    events_default: archived ? onlyBot : template['events_default'],
    events: { ...events, ...wanted },
  }
}
