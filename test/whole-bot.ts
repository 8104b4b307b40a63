import type { Resource } from '@medplum/fhirtypes'
import { startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { createEncryption } from '../src/bot/access/access.ts'
import type { RoomEvent } from '../src/bot/gateway.ts'
import { readConfig } from '../src/config.ts'
import { createConversation } from '../src/conversation.ts'
import type { FhirClient } from '../src/fhir/fhir.ts'
import { createFhirClient } from '../src/fhir/server/client.ts'
import { ownSource, type Source } from '../src/fhir/server/source.ts'
import { createCareTeamReader } from '../src/fhir/team/care-team-reader.ts'
import type { Item, Store } from '../src/store/store.ts'
import { toIncoming } from './fakes/bot.ts'
import { bodyOf, botId, FakeHomeserver } from './fakes/homeserver.ts'
import { recordedLog } from './fakes/recorded-log.ts'
import { openStore } from './fakes/temporary-store.ts'

/** The server of these tests; accounts in the record must be of it. */
export const serverName = 'zorg.example'

/** The whole bot with all its commands, on a homeserver in memory and a real FHIR server. */
export type WholeBot = AsyncDisposable & {
  now: number
  readonly homeserver: FakeHomeserver
  readonly store: Store
  readonly client: FhirClient
  /** Asked of the record to be written, whether or not it was; empty while nothing was written. */
  readonly writes: readonly string[]
  /** A room of this patient with these people in it. */
  room(patient: string, ...people: readonly string[]): Promise<string>
  /** Types a message, lets the bot work, and gives what it said there then. */
  ask(
    roomId: string,
    sender: string,
    body: string,
    more?: Readonly<Record<string, unknown>>,
  ): Promise<readonly string[]>
  deliver(event: RoomEvent): Promise<void>
}

/** Notes every write on its way. */
const watched = (client: FhirClient, writes: string[]): FhirClient => ({
  ...client,
  search: (...args) => client.search(...args),
  transaction(bundle, options) {
    writes.push(...(bundle.entry ?? []).map(({ resource }) => resource?.resourceType ?? 'unnamed'))
    return client.transaction(bundle, options)
  },
  update(resource, options) {
    writes.push(resource.resourceType)
    return client.update(resource, options)
  },
})

const configOf = (fhirUrl: string, settings: Readonly<Record<string, string>>) =>
  readConfig({
    ZORGBOT_HOMESERVER_URL: 'http://127.0.0.1:1',
    ZORGBOT_SERVER_NAME: serverName,
    ZORGBOT_AS_TOKEN: 'as-token-of-a-test',
    ZORGBOT_HS_TOKEN: 'hs-token-of-a-test',
    ZORGBOT_LISTEN: '127.0.0.1:1',
    ZORGBOT_FHIR_URL: fhirUrl,
    ZORGBOT_FHIR_NAME: 'Dossier',
    ZORGBOT_DATABASE: ':memory:',
    ...settings,
  })

/** What may be different about one. */
type Unlike = {
  /** Who listens to what is asked of the record. */
  readonly heardBy?: (client: FhirClient) => FhirClient
  /** When each record was written, by the bot's own clock; all at this moment of the machine when it is not said. */
  readonly writtenAt?: (record: Resource) => number
}

/** Starts it over these records; `settings` beside those of every test. */
export const openWholeBot = async (
  records: readonly Resource[],
  now: Date,
  settings: Readonly<Record<string, string>> = {},
  others: readonly Source[] = [],
  agreement: Pick<Source, 'remembered'> = {},
  { heardBy = (client) => client, writtenAt }: Unlike = {},
): Promise<WholeBot> => {
  const time = { now: now.getTime() }
  const clock = () => time.now
  await using starting = new AsyncDisposableStack()
  const sandbox = await startSandbox(
    writtenAt === undefined ? { seed: records } : { now: () => new Date(clock()) },
  )
  starting.defer(() => sandbox.stop())
  if (writtenAt !== undefined)
    for (const record of records.toSorted((one, other) => writtenAt(one) - writtenAt(other))) {
      time.now = writtenAt(record)
      sandbox.put(record)
    }
  time.now = now.getTime()
  const fhir = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
  starting.defer(() => fhir.close())
  const { store } = starting.use(await openStore(clock))
  const writes: string[] = []
  const client = heardBy(watched(fhir, writes))
  const homeserver = new FakeHomeserver(clock)
  const { gateway } = homeserver
  const { handle } = createConversation({
    config: configOf(sandbox.baseUrl, settings),
    gateway,
    store,
    fhir: client,
    sources: [ownSource('Dossier', client, agreement), ...others],
    careTeamReader: createCareTeamReader(client, { label: 'Dossier', clock }),
    encryption: createEncryption({ gateway, store, onFirst: () => {}, clock }),
    isOwnUser: (userId) => userId === botId,
    log: recordedLog().log,
    clock,
  })
  const next = async (): Promise<Item | undefined> => {
    const lanes = await store.ready({ now: clock(), busy: new Set(), lanes: 1, perLane: 1 })
    return [...lanes.values()][0]?.[0]
  }
  const deliver = async (event: RoomEvent): Promise<void> => {
    await store.accept([toIncoming(event)])
    for (let item = await next(); item !== undefined; item = await next()) {
      await handle(item, AbortSignal.timeout(10_000))
      await store.done(item.seq)
    }
  }
  const running = starting.move()
  return {
    get now() {
      return time.now
    },
    set now(at) {
      time.now = at
    },
    homeserver,
    store,
    client,
    writes,
    async room(patient, ...people) {
      const roomId = homeserver.addRoom(...people)
      await store.openLink(patient, `nonce of ${patient}`, `Zorgteam ${roomId}`)
      await store.saveSpace(patient, `!space-of-${patient.replace('/', '-')}:${serverName}`)
      await store.saveRoom(patient, roomId)
      return roomId
    },
    async ask(roomId, sender, body, more) {
      const before = homeserver.sent.length
      await deliver(homeserver.say(roomId, sender, body, more))
      return homeserver.sent
        .slice(before)
        .filter((one) => one.roomId === roomId)
        .map(({ content }) => bodyOf(content))
    },
    deliver,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
