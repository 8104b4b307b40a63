import yargs from 'yargs-parser'
import { structuredArgs } from '../answer/structured.ts'
import type { Args } from '../command.ts'
import { addressOf, mentionsBot } from './address.ts'
import { type ShortAnswer, shortAnswer } from './confirmation.ts'
import { peopleIn } from './mentions.ts'
import {
  bodyOf,
  isFields,
  mentionedIn,
  replacementOf,
  type StructuredCommand,
  startOfLong,
  structuredIn,
  type Where,
  whereOf,
} from './message.ts'
import { cleanMessage, foldWord, plainLine, withoutQuote } from './normalize.ts'
import type { Asked, Parsed } from './parsed.ts'
import { commandNamed, type KnownCommand, suggest } from './suggest.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A message as it came in, and what the parser must know to read it. */
export type MessageInput = {
  readonly content: unknown
  readonly eventType: string
  readonly sender: string
  readonly botUserId: string
  /** Display names of the bot; its local part counts by itself. */
  readonly botNames: readonly string[]
  readonly direct: boolean
  readonly commands: readonly KnownCommand[]
  /** True for users of this application service, whose words are never commands. */
  readonly isOwnUser?: ((userId: string) => boolean) | undefined
}

/** A message cut up: what follows the prefix or the name on its first line, and the lines below. */
type Heard = {
  readonly rest: string
  readonly below: string
  readonly text: string
  readonly where: Where
  readonly input: MessageInput
}

const ignored: Asked = { kind: 'ignore' }

const configuration = {
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'dot-notation': false,
  'camel-case-expansion': false,
  'boolean-negation': false,
  'duplicate-arguments-array': false,
  'short-option-groups': false,
  'set-placeholder-key': false,
}

const argsOf = (tokens: readonly Token[], text: string): Args => {
  const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : []))
  const given = new Map<string, string | true>()
  for (const token of tokens) if (token.kind === 'option') given.set(token.name, token.value)
  const flags = [...given].filter(([, value]) => value === true).map(([name]) => name)
  const valued = [...given].filter(([, value]) => value !== true)
  const parsed: Readonly<Record<string, unknown>> = yargs(
    [...flags.map((name) => `--${name}`), ...valued.map(([name, value]) => `--${name}=${value}`)],
    { boolean: flags, string: valued.map(([name]) => name), configuration },
  )
  const options = Object.fromEntries(
    [...given.keys()].map((name): readonly [string, string | true] => {
      const value = parsed[name]
      return [name, typeof value === 'string' ? value : true]
    }),
  )
  return { words, options, text }
}

const firstWord = (rest: string): { readonly typed: string; readonly word: string } => {
  const typed = /^\S+/u.exec(rest)?.[0] ?? ''
  return { typed, word: foldWord(typed) }
}

const runs = (heard: Heard, command: KnownCommand, suggestedFrom?: string): Asked => {
  const { typed, word } = firstWord(heard.rest)
  const line = heard.rest.slice(typed.length)
  const text = line.trim()
  const given: Args =
    command.verbatim === true
      ? { words: text === '' ? [] : [text], options: {}, text: heard.below }
      : argsOf(tokensOf(line, command.options), heard.below)
  const called = command.forms?.includes(word) === true ? { ...given, called: word } : given
  const mentions = peopleIn(heard.input.content, heard.input.botUserId)
  const args = mentions.length === 0 ? called : { ...called, mentions }
  return { kind: 'command', name: command.name, args, suggestedFrom, ...heard.where }
}

const unknownOr = (heard: Heard, word: string, otherwise: Asked): Asked =>
  heard.input.direct && word !== ''
    ? { kind: 'unknown', word, text: heard.text, ...heard.where }
    : otherwise

const answered = (heard: Heard, answer: ShortAnswer, addressed: boolean): Asked => {
  const { where, text } = heard
  if (answer.kind === 'number' || answer.kind === 'not-a-confirmation')
    return { ...answer, text, ...where }
  if (answer.kind === 'undo') return { ...answer, addressed, ...where }
  return answer.code === undefined && where.replyTo === undefined
    ? { kind: 'loose', yes: answer.kind === 'confirm', addressed, ...where }
    : { ...answer, addressed, ...where }
}

const afterPrefix = (heard: Heard): Asked => {
  const { rest, where, input } = heard
  const { typed, word } = firstWord(rest)
  if (/^\?+$/.test(rest)) return { kind: 'help', ...where }
  if (/^[!！❗❕=]/u.test(typed) || word === '') return ignored
  const answer = shortAnswer(`${rest}\n${heard.below}`)
  if (answer !== undefined) return answered(heard, answer, true)
  const command = commandNamed(word, input.commands)
  if (command !== undefined) return runs(heard, command)
  const near = suggest(word, input.commands)
  if (near === undefined) return unknownOr(heard, word, { kind: 'ignore', tried: true })
  if (near.run !== undefined) return runs(heard, near.run, word)
  return { kind: 'suggest', word, names: near.names, ...where }
}

const withoutPrefix = (heard: Heard, otherwise: Asked): Asked => {
  const { rest, below, input, where } = heard
  const { word } = firstWord(rest)
  const command = commandNamed(word, input.commands)
  if (command !== undefined) return runs(heard, command)
  const isOneWord = !/\s/u.test(rest) && below === ''
  const near = isOneWord ? suggest(word, input.commands) : undefined
  if (near !== undefined) return { kind: 'suggest', word, names: near.names, ...where }
  return unknownOr(heard, word === '' ? rest : word, otherwise)
}

const afterName = (heard: Heard): Asked => {
  const { rest, below, where } = heard
  if (rest === '' && below === '') return { kind: 'help', ...where }
  if (/^\?+$/.test(rest)) return { kind: 'help', ...where }
  const answer = shortAnswer(`${rest}\n${below}`)
  return answer === undefined ? withoutPrefix(heard, ignored) : answered(heard, answer, true)
}

const holdsCommand = (text: string, commands: readonly KnownCommand[]): boolean =>
  [...text.matchAll(/[!！❗]\uFE0F?([\p{L}\p{M}]+)/gu)].some(
    ([, word]) => commandNamed(foldWord(word ?? ''), commands) !== undefined,
  )

const ordinary = (heard: Heard, isNameOnly: boolean): Asked => {
  const { text, where, input } = heard
  const answer = shortAnswer(text)
  if (answer !== undefined) return answered(heard, answer, input.direct)
  if (input.direct) return withoutPrefix(heard, ignored)
  const bot = { userId: input.botUserId, names: input.botNames }
  const talksAboutBot = isNameOnly || mentionsBot(text, bot) || holdsCommand(text, input.commands)
  return talksAboutBot ? ignored : { kind: 'plain', text, ...where }
}

const structuredAsked = (
  structured: StructuredCommand,
  where: Where,
  input: MessageInput,
): Asked => {
  const [first = '', ...leading] = plainLine(cleanMessage(structured.command)).split(/\s+/u)
  const word = foldWord(first.replace(/^[!/]/, ''))
  const command = commandNamed(word, input.commands)
  if (command === undefined)
    return input.direct ? { kind: 'unknown', word, text: word, ...where } : ignored
  const args = structuredArgs(structured, command.options, leading)
  return { kind: 'command', name: command.name, args, suggestedFrom: undefined, ...where }
}

/** A command is never left without an answer, however long it is; other long messages are people's own. */
const longCommand = (
  content: Readonly<Record<string, unknown>>,
  where: Where,
  input: MessageInput,
): Asked => {
  const start = startOfLong(content)
  const [first = ''] = cleanMessage(start ?? '').split('\n')
  const { by, rest } = addressOf(
    plainLine(first),
    { userId: input.botUserId, names: input.botNames },
    false,
  )
  const isCommand = by === 'prefix' && commandNamed(firstWord(rest).word, input.commands)
  return isCommand ? { kind: 'too-long', ...where } : ignored
}

const askedBy = (content: Readonly<Record<string, unknown>>, input: MessageInput): Asked => {
  const { mayQuote, ...where } = whereOf(content)
  const structured = structuredIn(content, input.botUserId)
  if (structured !== undefined) return structuredAsked(structured, where, input)
  const body = bodyOf(content)
  if (body === undefined) return longCommand(content, where, input)
  const text = cleanMessage(mayQuote ? withoutQuote(body) : body)
  if (text === '') return ignored
  const [first = '', ...lines] = text.split('\n')
  const below = lines.join('\n').trim()
  const mentioned = mentionedIn(content).includes(input.botUserId)
  const bot = { userId: input.botUserId, names: input.botNames }
  const { by, rest } = addressOf(plainLine(first), bot, mentioned)
  const heard: Heard = { rest, below, text, where, input }
  if (by === 'prefix') return afterPrefix(heard)
  const isNamed = by === 'name' || (by === 'name-only' && input.direct)
  return isNamed ? afterName(heard) : ordinary(heard, by === 'name-only')
}

/** Reads what an event asks of the bot. Never throws, whatever the event holds; whether it may be done is decided elsewhere. */
export const parseMessage = (input: MessageInput): Parsed => {
  const { content, eventType, sender, botUserId, isOwnUser } = input
  if (eventType !== 'm.room.message' || !isFields(content)) return ignored
  if (sender === botUserId || isOwnUser?.(sender) === true) return ignored
  const replacement = replacementOf(content)
  if (replacement === undefined) return askedBy(content, input)
  const message = askedBy(replacement.content, input)
  return replacement.of === '' ? ignored : { kind: 'edit', of: replacement.of, message }
}
