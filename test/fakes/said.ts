import type { RoomEvent } from '../../src/bot/gateway.ts'
import type { World } from './bot.ts'
import { answered, bodyOf } from './homeserver.ts'

/** The bot's answers to a message, oldest first; edits of them left out. */
export const answersTo = (
  { homeserver }: World,
  { eventId }: Pick<RoomEvent, 'eventId'>,
): readonly string[] =>
  homeserver.sent
    .filter(({ content }) => answered(content) === eventId)
    .map(({ content }) => bodyOf(content))

/** The new texts of earlier messages of the bot, oldest first. */
export const edits = ({ homeserver }: World): readonly string[] =>
  homeserver.sent
    .filter(({ content }) => 'm.new_content' in content)
    .map(({ content }) => bodyOf(content))
