import assert from 'node:assert/strict'
import { answeredEvent, asJson, asText, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { assertReplyInvariant, assertSameWords } from '../flatten.ts'
import { textOf, type World } from './world.ts'

const isMessageOf = (userId: string) => (event: ClientEvent) =>
  event.sender === userId && event.type === 'm.room.message'

const replaced = ({ content }: ClientEvent): string | undefined => {
  const relation = asJson(content['m.relates_to'])
  return relation['rel_type'] === 'm.replace' ? asText(relation['event_id']) : undefined
}

/** What the bot said in a room so far, edits included, as this person's client got it. */
export const botMessages = (
  world: Pick<World, 'botUserId'>,
  client: Client,
  roomId: string,
): readonly ClientEvent[] => client.events(roomId).filter(isMessageOf(world.botUserId))

/** The answers to one message so far; more than one is a fault. */
export const answersTo = (
  world: Pick<World, 'botUserId'>,
  client: Client,
  roomId: string,
  eventId: string,
): readonly ClientEvent[] =>
  botMessages(world, client, roomId).filter((event) => answeredEvent(event) === eventId)

/** Waits for the edit of a message of the bot and gives its new first line. */
export const firstLineAfterEdit = async (client: Client, eventId: string): Promise<string> => {
  const edit = await client.waitFor((event) => replaced(event) === eventId, 15_000, 'an edit')
  assertReplyInvariant(edit.content)
  const [first = ''] = String(asJson(edit.content['m.new_content'])['body']).split('\n')
  return first
}

/**
 * Asks for help and waits for it. A room's messages are handled one after another, so everything that was typed there
 * before has had its answer, or will have none.
 */
export const settle = async (world: World, client: Client, roomId: string): Promise<void> => {
  await world.ask(client, roomId, '!help')
}

/** Types a line that must stay unanswered, and gives its event id. */
export const sayToNobody = async (
  world: World,
  client: Client,
  roomId: string,
  line: string,
): Promise<string> => {
  const eventId = await client.send(roomId, line)
  await settle(world, client, roomId)
  assert.deepEqual(answersTo(world, client, roomId, eventId).map(textOf), [])
  return eventId
}

/** Holds every message of the bot that this person ever got against the reply invariant. */
export const assertAllReplies = (world: World, client: Client): void => {
  const messages = client.events().filter(isMessageOf(world.botUserId))
  assert.ok(messages.length > 0, 'the bot said nothing')
  for (const { content } of messages) {
    // A call of somebody is meant to ring, and says the same in both bodies too.
    if (content['msgtype'] === 'm.text')
      assertSameWords(String(content['formatted_body']), String(content['body']))
    else assertReplyInvariant(content)
  }
}
