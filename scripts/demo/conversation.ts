import { asJson, asText, type ClientEvent } from '../client/event.ts'
import type { Client } from '../client.ts'
import type { Log } from '../progress.ts'

/** The nurse in the room of her client: she types, and what is said comes back as text. */
export type Conversation = {
  /** Types a line; true when it was answered or needed no answer. */
  type(line: string): Promise<boolean>
  /** Waits for something that the bot says of its own accord after this moment. */
  waitForNotice(timeoutMs: number): Promise<boolean>
  /** How many commands were typed, and how many of them were answered. */
  readonly count: { readonly typed: number; readonly answered: number }
}

/** What a conversation needs. */
export type ConversationParts = {
  readonly client: Client
  readonly roomId: string
  readonly print: Log
  /** Whether the typed lines are printed too; a terminal shows them already. */
  readonly echo: boolean
}

const ANSWER_MS = 45_000
const FIRST_CHOICE = /^1\. /m
const CODE = /\b(?:ja|yes) (\d{4})\b/

const nameOf = (userId: string): string => userId.slice(1).split(':')[0] ?? userId

const isEdit = (event: ClientEvent): boolean =>
  asJson(event.content['m.relates_to'])['rel_type'] === 'm.replace'

const indent = (text: string): string => text.replaceAll(/^/gm, '  ')

/**
 * Commands are answered, a confirmation when a code was shown, a number when a choice was offered; other lines are talk
 * between people.
 */
export const wantsAnswer = (
  line: string,
  { choiceOffered, codeShown }: { readonly choiceOffered: boolean; readonly codeShown: boolean },
): boolean =>
  (choiceOffered && /^\s*\d{1,2}\s*$/.test(line)) ||
  /^\s*[!！]\s*\S/.test(line) ||
  (codeShown && /^\s*(ja|nee|yes|no)\s+\d{4}\b/i.test(line))

/** Puts the last code in the place of the word CODE. */
export const fillCode = (line: string, code: string | undefined): string =>
  code === undefined ? line : line.replaceAll(/\bCODE\b/g, code)

/** Begins to show what is said in the room. */
export const createConversation = (parts: ConversationParts): Conversation => {
  const { client, roomId, print } = parts
  const shown = new Set(client.events(roomId).map((event) => event.event_id))
  const count = { typed: 0, answered: 0 }
  let code: string | undefined
  let offersChoice = false
  const show = (event: ClientEvent): void => {
    if (event.room_id !== roomId || event.type !== 'm.room.message') return
    if (shown.has(event.event_id) || event.sender === client.userId) return
    shown.add(event.event_id)
    if (isEdit(event)) {
      const [first] = (asText(asJson(event.content['m.new_content'])['body']) ?? '').split('\n')
      print(`(${nameOf(event.sender)} changed an earlier message; it now begins: ${first})\n`)
      return
    }
    const body = asText(event.content['body']) ?? ''
    code = CODE.exec(body)?.[1] ?? code
    offersChoice = FIRST_CHOICE.test(body)
    print(`${nameOf(event.sender)}:\n${indent(body)}\n`)
  }
  client.listen(show)
  return {
    count,
    type: async (line) => {
      const filled = fillCode(line, code)
      if (parts.echo) print(`${nameOf(client.userId)}: ${filled}\n`)
      const seen = { choiceOffered: offersChoice, codeShown: code !== undefined }
      const wanted = wantsAnswer(filled, seen)
      const eventId = await client.send(roomId, filled)
      if (!wanted) return true
      count.typed += 1
      try {
        show(await client.waitForAnswer(eventId, ANSWER_MS))
        count.answered += 1
        return true
      } catch {
        print(`(no answer within ${ANSWER_MS / 1000} s)\n`)
        return false
      }
    },
    waitForNotice: async (timeoutMs) => {
      const known = new Set(client.events(roomId).map((event) => event.event_id))
      const isNew = (event: ClientEvent): boolean =>
        event.room_id === roomId &&
        event.type === 'm.room.message' &&
        event.sender !== client.userId &&
        event.content['m.relates_to'] === undefined &&
        !known.has(event.event_id)
      const seen = client.waitFor(isNew, timeoutMs, 'a notice')
      return seen.then(
        () => true,
        () => false,
      )
    },
  }
}
