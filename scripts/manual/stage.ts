import type { Resource } from '@medplum/fhirtypes'
import type { Content } from '../../src/bot/gateway.ts'
import type { FhirClient, SearchParams } from '../../src/fhir/fhir.ts'
import type { Prompt } from '../../src/store/store.ts'
import { openWholeBot, type WholeBot } from '../../test/whole-bot.ts'
import { type Cast, clients, people, recordFor } from './props.ts'

/** The moment of every example. */
const moment = new Date('2026-01-14T10:00:00Z')
const dayMs = 24 * 60 * 60_000
/** What is younger was written at a time of its own. */
const began = moment.getTime() - 60 * dayMs

const client = 'Patient/demo-client-1'

/** What was said to a message, and what was asked of the record for it. */
export type Reaction = {
  readonly said: readonly Content[]
  readonly asked: readonly string[]
  /** It was refused, or it failed. */
  readonly isRefused: boolean
}

/** The whole bot in the rooms of the demonstration's nurse. */
export type Stage = AsyncDisposable & {
  /** What was uploaded, by its address. */
  readonly uploads: ReadonlyMap<string, Uint8Array>
  type(body: string, where: Where): Promise<Reaction>
  /** What the bot waits for there. */
  waiting(where: Where): Promise<Prompt | undefined>
  /** The client comes into the room, or goes. */
  clientIn(isIn: boolean): Promise<void>
}

/** Who types, and where. */
export type Where = { readonly by: 'nurse' | 'client'; readonly place: 'room' | 'direct' }

const shortened = (value: string): string => (value.length > 100 ? `${value.slice(0, 90)}…` : value)

const questionWords = (type: string, params: SearchParams): string => {
  const values = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}=${String(one)}`),
  )
  return `${type}?${values.map(shortened).join('&')}`
    .replaceAll(client, '{client}')
    .replaceAll(client.slice('Patient/'.length), '{client}')
}

/** Notes what is asked of the record on the way to it. */
const listening = (inner: FhirClient, heard: Set<string>): FhirClient => ({
  ...inner,
  search(type, params, options) {
    heard.add(questionWords(type, params))
    return inner.search(type, params, options)
  },
  read(type, id, options) {
    heard.add(`${type}/{id}`)
    return inner.read(type, id, options)
  },
  update(resource, versionId, options) {
    heard.add(`PUT ${resource.resourceType}/{id}`)
    return inner.update(resource, versionId, options)
  },
  transaction(bundle, options) {
    const written = (bundle.entry ?? []).map(({ resource }) => resource?.resourceType)
    heard.add(`transaction: ${written.join(', ')}`)
    return inner.transaction(bundle, options)
  },
})

/** The last moment a record speaks of that is not to come: then it was written. */
const writtenAt = (record: Resource): number => {
  const dates = JSON.stringify(record).match(/\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?/gu)
  const past = (dates ?? []).map((date) => Date.parse(date)).filter((at) => at <= moment.getTime())
  return Math.max(began, ...past)
}

const openRooms = async ({ homeserver, store }: WholeBot) => {
  const botId = homeserver.gateway.userId
  const open = (...state: readonly (readonly [string, Content])[]) => {
    const roomId = homeserver.addRoom(people.nurse, people.doctor)
    for (const [type, content] of state)
      homeserver.add(roomId, { type, sender: botId, stateKey: '', content })
    return roomId
  }
  const power = [
    'm.room.power_levels',
    { invite: 50, users: { [botId]: 100, [people.nurse]: 50 } },
  ] as const
  const history = ['m.room.history_visibility', { history_visibility: 'invited' }] as const
  const rooms = Object.entries(clients).map(([patient, name]) => ({
    patient,
    name,
    space: open(power),
    roomId: open(power, history),
  }))
  for (const { patient, name, space, roomId } of rooms) {
    await store.openLink(patient, `nonce of ${patient}`, name)
    await store.saveSpace(patient, space)
    await store.saveRoom(patient, roomId)
  }
  const direct = homeserver.addRoom(people.nurse)
  await store.saveDirectRoom(people.nurse, direct)
  const room = rooms.find(({ patient }) => patient === client)?.roomId ?? ''
  return { room, direct }
}

/** Whoever is invited comes. */
const acceptInvitations = ({ homeserver }: WholeBot): void => {
  for (const roomId of homeserver.rooms.keys())
    for (const userId of [people.nurse, people.doctor])
      if (homeserver.membership(roomId, userId) === 'invite')
        homeserver.member(roomId, userId, 'join')
}

const bad: ReadonlySet<string> = new Set(['misused', 'failed', 'partial'])

/** Opens it, with the bot speaking this language. */
export const openStage = async (cast: Cast, language: string): Promise<Stage> => {
  const heard = new Set<string>()
  await using opening = new AsyncDisposableStack()
  const bot = opening.use(
    await openWholeBot(
      recordFor(cast, moment),
      moment,
      { ZORGBOT_LANGUAGE: language },
      [],
      {},
      { heardBy: (inner) => listening(inner, heard), writtenAt },
    ),
  )
  const { homeserver, store } = bot
  const uploads = new Map<string, Uint8Array>()
  homeserver.gateway.upload = async (bytes) => {
    const url = `mxc://zorg.example/picture-${uploads.size + 1}`
    uploads.set(url, bytes)
    return url
  }
  const rooms = await openRooms(bot)
  const running = opening.move()
  return {
    uploads,
    async type(body, { by, place }) {
      heard.clear()
      const before = homeserver.sent.length
      const known = (await store.auditTrail({})).length
      await bot.ask(rooms[place], people[by], body)
      acceptInvitations(bot)
      const trail = (await store.auditTrail({})).slice(known)
      return {
        said: homeserver.sent
          .slice(before)
          .filter(({ roomId }) => roomId === rooms[place])
          .map(({ content }) => content),
        asked: [...heard],
        isRefused: trail.some(
          ({ action, outcome }) =>
            action === 'denial' || (action === 'command' && bad.has(outcome)),
        ),
      }
    },
    async waiting({ by, place }) {
      const prompts = await store.promptsOf(rooms[place])
      return prompts.find(({ state, requester }) => state === 'open' && requester === people[by])
    },
    async clientIn(isIn) {
      const event = homeserver.member(rooms.room, people.client, isIn ? 'join' : 'leave')
      await bot.deliver(event)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
