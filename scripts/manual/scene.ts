import { startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { numbered } from '../../src/bot/answering/numbered.ts'
import type { Args, Command, Context, KeptList, Outcome } from '../../src/commands/command.ts'
import { commands, type Ports } from '../../src/commands/registry.ts'
import { parseMessage } from '../../src/commands/typed/parse.ts'
import type { FhirClient, SearchParams } from '../../src/fhir/fhir.ts'
import { createFhirClient } from '../../src/fhir/server/client.ts'
import { messages } from '../../src/i18n/messages.ts'
import { type NoticeContent, noticeContent } from '../../src/reply/content.ts'
import type { Document } from '../../src/reply/document.ts'
import { recordContext } from '../../test/record-context.ts'
import {
  answers,
  ownRooms,
  patient,
  recordFor,
  sceneConversations,
  serverName,
  typedBefore,
} from './props.ts'

/** A language of the catalogue. */
export type Language = 'nl' | 'en'

/** One thing that was typed, what the bot answered, and what it asked of the record for that. */
export type Exchange = {
  readonly typed: string
  readonly content: NoticeContent
  readonly asked: readonly string[]
}

/** The moment of every example. */
const moment = new Date('2026-01-14T10:00:00Z')

const code = '4821'
const tenMinutes = 10 * 60_000

const shortened = (value: string): string => (value.length > 100 ? `${value.slice(0, 90)}…` : value)

const questionWords = (type: string, params: SearchParams): string => {
  const values = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}=${String(one)}`),
  )
  return `${type}?${values.map(shortened).join('&')}`
    .replaceAll(patient, '{client}')
    .replaceAll(patient.slice('Patient/'.length), '{client}')
}

/** Notes what is asked of the record on the way to it. */
const listening = (client: FhirClient, heard: Set<string>): FhirClient => ({
  ...client,
  search(type, params, options) {
    heard.add(questionWords(type, params))
    return client.search(type, params, options)
  },
  read(type, id, options) {
    heard.add(`${type}/{id}`)
    return client.read(type, id, options)
  },
  transaction(bundle, options) {
    const written = (bundle.entry ?? []).map(({ resource }) => resource?.resourceType)
    heard.add(`transaction: ${written.join(', ')}`)
    return client.transaction(bundle, options)
  },
})

const argsOf = (line: string): { readonly command: Command<Ports>; readonly args: Args } => {
  const parsed = parseMessage({
    content: { msgtype: 'm.text', body: `!${line}` },
    eventType: 'm.room.message',
    sender: `@wijkverpleegkundige:${serverName}`,
    botUserId: `@zorgbot:${serverName}`,
    botNames: ['Zorgbot'],
    direct: false,
    commands,
  })
  if (parsed.kind !== 'command') throw new Error(`!${line} is no command: ${parsed.kind}`)
  const command = commands.find(({ name }) => name === parsed.name)
  if (command === undefined) throw new Error(`there is no command ${parsed.name}`)
  return { command, args: parsed.args }
}

/** Ids a server makes up differ at every run; here they are counted. */
const withoutChance = <T>(value: T, made: Map<string, string>): T => {
  const written = JSON.stringify(value).replaceAll(
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu,
    (id) => {
      if (!made.has(id)) made.set(id, `id-${made.size + 1}`)
      return made.get(id) ?? ''
    },
  )
  const read: T = JSON.parse(written)
  return read
}

type Choice = Extract<Outcome, { kind: 'choose' }>

/** The answer to a question of the bot: a number picks, other words complete. */
const chosen = ({ choices, free }: Choice, typed: string | undefined) => {
  if (typed === undefined) return undefined
  const picked = /^\d+$/u.test(typed) ? choices[Number(typed) - 1] : undefined
  if (picked !== undefined) return { typed, args: picked }
  if (free === undefined) return undefined
  const text = [free.text, typed].filter((part) => part !== '').join('\n')
  return { typed, args: { ...free, text } }
}

type Play = {
  readonly context: Context<Ports>
  readonly made: Map<string, string>
  kept: KeptList | undefined
  /** How many previews were confirmed. */
  confirmed: number
  readonly answers: string[]
}

const contentOf = (document: Document, outcome: Outcome | undefined, { made }: Play) =>
  withoutChance(
    noticeContent({
      document,
      inReplyTo: '$command',
      refs: outcome?.kind === 'answer' || outcome?.kind === 'confirm' ? outcome.refs : [],
    }),
    made,
  )

const documentOf = (outcome: Outcome): Document => {
  if (outcome.kind === 'confirm')
    return outcome.preview(code, new Date(moment.getTime() + tenMinutes))
  return outcome.document
}

const say = async (line: string, play: Play, heard: Set<string>): Promise<readonly Exchange[]> => {
  const { command, args } = argsOf(line)
  return run(command, args, `!${line}`, play, heard)
}

const run = async (
  command: Command<Ports>,
  args: Args,
  typed: string,
  play: Play,
  heard: Set<string>,
): Promise<readonly Exchange[]> => {
  heard.clear()
  const context = { ...play.context, lastList: async () => play.kept }
  const outcome = await command.run(context, args)
  const { document, lines } = numbered(documentOf(outcome))
  if (outcome.kind === 'answer' && lines.length > 0)
    play.kept = { command: command.name, args, more: outcome.more, at: moment, lines }
  const exchange = {
    typed,
    content: contentOf(document, outcome, play),
    asked: [...heard],
  }
  if (outcome.kind === 'choose') {
    const next = chosen(outcome, play.answers.shift())
    return next === undefined
      ? [exchange]
      : [exchange, ...(await run(command, next.args, next.typed, play, heard))]
  }
  if (outcome.kind !== 'confirm' || command.carryOut === undefined) return [exchange]
  heard.clear()
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  play.confirmed += 1
  const carried = await command.carryOut(context, draft, `$${command.name}${play.confirmed}`)
  const done = contentOf(carried.document, undefined, play)
  return [exchange, { typed: `ja ${code}`, content: done, asked: [...heard] }]
}

const playAnew = async (
  command: Command<Ports>,
  language: Language,
): Promise<readonly Exchange[]> => {
  const seed = recordFor(command.name, moment)
  await using stops = new AsyncDisposableStack()
  const sandbox = await startSandbox({ seed, now: () => moment })
  stops.defer(() => sandbox.stop())
  const client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
  stops.defer(() => client.close())
  const heard = new Set<string>()
  const place = command.place === 'direct' ? 'direct' : 'room'
  const context = {
    ...recordContext(listening(client, heard), { patient, now: moment }),
    place,
    conversations: sceneConversations(),
    roomsOf: async () => ({ rooms: ownRooms, complete: true }),
    t: messages[language],
  } as const
  const play: Play = { context, made: new Map(), kept: undefined, confirmed: 0, answers: [] }
  for (const line of typedBefore[command.name] ?? []) await say(line, play, heard)
  const exchanges: Exchange[] = []
  for (const line of command.examples) {
    play.answers.splice(0, play.answers.length, ...(answers[command.name] ?? ['1']))
    exchanges.push(...(await say(line, play, heard)))
  }
  return exchanges
}

const played = new Map<string, Promise<readonly Exchange[]>>()

/** The examples of a command, played on the demonstration's record; each command has a record of its own, and is played once. */
export const playExamples = (
  command: Command<Ports>,
  language: Language,
): Promise<readonly Exchange[]> => {
  const key = `${command.name} ${language}`
  const known = played.get(key) ?? playAnew(command, language)
  played.set(key, known)
  return known
}
