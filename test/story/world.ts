import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import type { ClientEvent } from '../../scripts/client/event.ts'
import { type Client, createClient } from '../../scripts/client.ts'
import { freePort } from '../../scripts/ports.ts'
import { type Synapse, startSynapse } from '../../scripts/synapse/server.ts'
import { registration } from '../../src/bot/homeserver/registration.ts'
import { assertReplyInvariant } from '../flatten.ts'
import { type BotProcess, createBotProcess } from './bot-process.ts'
import { type StoryRecord, startRecord } from './record.ts'

/** A whole small world for a story: a real Synapse, a FHIR server, the bot and people. */
export type World = {
  readonly dir: string
  readonly serverName: string
  readonly synapse: Synapse
  readonly fhir: StoryRecord
  readonly bot: BotProcess
  readonly botUserId: string
  readonly settings: Readonly<Record<string, string>>
  /** A person with an account, made when first asked for; follows the rooms. */
  person(name: string): Promise<Client>
  /** The person's client rooms: joins the invitations of the bot and gives the room (not the space) of the first. */
  enter(person: Client): Promise<string>
  /** Types a line and gives the bot's answer to it; every answer is held against the reply invariant. */
  ask(person: Client, roomId: string, line: string, timeoutMs?: number): Promise<string>
  /** Ends everything by its own id. */
  close(): Promise<void>
}

export type WorldOptions = {
  readonly roomVersion?: string
  readonly env?: Readonly<Record<string, string>>
  readonly resources?: (serverName: string) => readonly Resource[]
  readonly synapseExtra?: Readonly<Record<string, unknown>>
  /** False: the bot is prepared and not started. */
  readonly start?: boolean
}

const serverName = 'zorg.test'

/** Starts a world. Always `close` it. */
export const startWorld = async (options: WorldOptions = {}): Promise<World> => {
  const dir = await mkdtemp(join(tmpdir(), 'zorgbot-story-'))
  const port = await freePort()
  const asToken = randomBytes(24).toString('hex')
  const hsToken = randomBytes(24).toString('hex')
  const resources =
    options.resources ?? ((name) => demoResources({ serverName: name, now: new Date() }))
  const [synapse, fhir] = await Promise.all([
    startSynapse({
      dir: join(dir, 'synapse'),
      serverName,
      registration: registration({
        serverName,
        publicUrl: `http://127.0.0.1:${port}`,
        asToken,
        hsToken,
        senderLocalpart: '_zorgbot',
        userPrefix: 'zorgbot',
        aliasPrefix: undefined,
      }),
      ...(options.roomVersion === undefined ? {} : { roomVersion: options.roomVersion }),
      ...(options.synapseExtra === undefined ? {} : { extra: options.synapseExtra }),
    }),
    startRecord(resources(serverName)),
  ])
  const settings = {
    ZORGBOT_HOMESERVER_URL: synapse.baseUrl,
    ZORGBOT_SERVER_NAME: serverName,
    ZORGBOT_AS_TOKEN: asToken,
    ZORGBOT_HS_TOKEN: hsToken,
    ZORGBOT_LISTEN: `127.0.0.1:${port}`,
    ZORGBOT_FHIR_URL: fhir.baseUrl,
    ZORGBOT_FHIR_NAME: 'Dossier Thuiszorg',
    ZORGBOT_FHIR_POLL_SECONDS: '1',
    // Every test reads whole answers.
    ZORGBOT_REPEAT_SECONDS: '0',
    ZORGBOT_DATABASE: join(dir, 'zorgbot.db'),
    ...options.env,
  }
  const bot = createBotProcess(settings, port)
  const people = new Map<string, Client>()
  const botUserId = `@zorgbot:${serverName}`

  const person = async (name: string): Promise<Client> => {
    const known = people.get(name)
    if (known !== undefined) return known
    const account = await synapse.register(name, `password of ${name}`)
    const client = createClient({ baseUrl: synapse.baseUrl, ...account })
    people.set(name, client)
    await client.start()
    return client
  }

  const world: World = {
    dir,
    serverName,
    synapse,
    fhir,
    bot,
    botUserId,
    settings,
    person,
    async enter(client) {
      const joined = new Set<string>()
      for (;;) {
        const roomId = await client.waitForInvite(
          (event) => event.sender === botUserId && !joined.has(event.room_id),
        )
        joined.add(roomId)
        await client.join(roomId)
        const create = await client.state(roomId, 'm.room.create')
        if (create['type'] !== 'm.space') return roomId
      }
    },
    async ask(client, roomId, line, timeoutMs = 15_000) {
      const eventId = await client.send(roomId, line)
      const answer = await client.waitForAnswer(eventId, timeoutMs)
      return textOf(answer)
    },
    async close() {
      await Promise.all([...people.values()].map((client) => client.stop()))
      await bot.kill().catch(() => {})
      await fhir.stop()
      await synapse.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
  if (options.start === false) return world
  try {
    await bot.start()
    await bot.untilReady()
  } catch (error) {
    await world.close()
    throw error
  }
  return world
}

/** The words of an answer, after it was held against the reply invariant. */
export const textOf = (event: ClientEvent): string => {
  assertReplyInvariant(event.content)
  return String(event.content['body'])
}
