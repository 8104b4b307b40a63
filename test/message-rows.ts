import assert from 'node:assert/strict'
import test from 'node:test'
import { type MessageInput, parseMessage } from '../src/commands/typed/parse.ts'
import type { Parsed } from '../src/commands/typed/parsed.ts'
import type { KnownCommand } from '../src/commands/typed/suggest.ts'

const known = (
  name: string,
  aliases: readonly string[],
  access: KnownCommand['access'] = 'read',
  options: readonly string[] = [],
): KnownCommand => ({ name, aliases, access, options })

const commands: readonly KnownCommand[] = [
  known('medicatie', ['med', 'meds', 'medication', 'medicijnen']),
  known('allergie', ['allergieen', 'allergieën', 'allergies', 'intolerantie']),
  known('metingen', ['vitals', 'meting']),
  known('wie', ['zorgnetwerk', 'contact', 'team', 'careteam']),
  known('verwijs', ['refer'], 'write', ['spoed', 'reden']),
  known('taak', ['task'], 'write'),
  { ...known('rapporteer', ['notitie'], 'write'), verbatim: true },
  { ...known('meet', ['measure'], 'write'), forms: ['rr', 'temp'] },
  known('help', ['hulp'], 'open'),
  known('mijn', ['mine'], 'open'),
]
/** The bot of the rows. */
export const bot = '@zorgbot:srv'
/** The mention Element X on Android types. */
export const pill = `[${bot}](https://matrix.to/#/${bot})`
/** What says that the bot is mentioned. */
export const mention = { 'm.mentions': { user_ids: [bot] } }
/** What makes a message a reply. */
export const inReply = { 'm.relates_to': { 'm.in_reply_to': { event_id: '$prompt' } } }

/** One message and what the parser must make of it. */
export type Row = {
  readonly body: unknown
  readonly extra?: Readonly<Record<string, unknown>>
  readonly direct?: boolean
  readonly sender?: string
  /** The fields that matter; the others are not looked at. */
  readonly gives: Readonly<Record<string, unknown>>
}

/** Parses content as a message of a nurse in a room. */
export const parse = (content: unknown, more: Partial<MessageInput> = {}): Parsed =>
  parseMessage({
    content,
    eventType: 'm.room.message',
    sender: '@nurse:srv',
    botUserId: bot,
    botNames: ['Zorgbot'],
    direct: false,
    commands,
    isOwnUser: (userId) => userId.startsWith('@zorgbot_'),
    ...more,
  })

/** A command as the parser gives it. */
export const command = (
  name: string,
  words: readonly string[] = [],
  options: Readonly<Record<string, string | true>> = {},
  text = '',
) => ({ kind: 'command', name, args: { words, options, text }, suggestedFrom: undefined })

/** `!medicatie` without arguments. */
export const medicatie = command('medicatie')
/** `!allergie` without arguments. */
export const allergie = command('allergie')
/** `!help` without arguments. */
export const help = command('help')
/** Silence. */
export const ignore = { kind: 'ignore' }
/** The option of an urgent referral. */
export const spoed = { spoed: true } as const

/** The same result for several bodies. */
export const all = (
  bodies: readonly unknown[],
  gives: Row['gives'],
  more: Omit<Row, 'body' | 'gives'> = {},
) => bodies.map((body): Row => ({ body, gives, ...more }))

/** One test per name; a failure names the body and what came of it. */
export const testRows = (rows: Readonly<Record<string, readonly Row[]>>): void => {
  for (const [name, cases] of Object.entries(rows))
    test(name, () => {
      for (const { body, extra, direct = false, sender = '@nurse:srv', gives } of cases) {
        const parsed = parse({ msgtype: 'm.text', body, ...extra }, { direct, sender })
        const seen = new Map<string, unknown>(Object.entries(parsed))
        for (const [key, value] of Object.entries(gives))
          assert.deepEqual(seen.get(key), value, `${key}: ${JSON.stringify([body, parsed])}`)
      }
    })
}
