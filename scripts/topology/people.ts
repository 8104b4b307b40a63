import { setTimeout as wait } from 'node:timers/promises'
import { asList, type ClientEvent } from '../client/event.ts'
import { ClientError } from '../client/http.ts'
import { type Client, createClient } from '../client.ts'
import { SetupError } from '../progress.ts'
import type { Account } from '../synapse/users.ts'
import type { Topology } from './description.ts'
import type { Homeserver } from './homeserver.ts'
import { membersOf } from './membership.ts'

/** Somebody of the network, with the account to log in with. */
export type Person = {
  readonly organization: string
  readonly localpart: string
  readonly displayName: string
  readonly password: string
}

/** The three whom the care team at home care names, each on the homeserver of their own organization. */
export const people = {
  nurse: {
    organization: 'vvt',
    localpart: 'wijkverpleegkundige',
    displayName: 'Sanne Dijkstra (wijkverpleegkundige)',
    password: 'demo-wijk',
  },
  doctor: {
    organization: 'huisarts',
    localpart: 'huisarts',
    displayName: 'Pieter Bakker (huisarts)',
    password: 'demo-huisarts',
  },
  pharmacist: {
    organization: 'apotheek',
    localpart: 'apotheker',
    displayName: 'Fatima el Idrissi (apotheker)',
    password: 'demo-apotheker',
  },
} as const satisfies Readonly<Record<string, Person>>

/** Whether the network has the organizations of these three; another one has no demonstration. */
export const hasTeam = ({ organizations }: Topology): boolean =>
  Object.values(people).every((person) =>
    organizations.some(({ name }) => name === person.organization),
  )

/** Somebody at the pharmacy who is in no care team and calls himself like the doctor. */
export const impostor: Person = {
  organization: 'apotheek',
  localpart: 'naamgenoot',
  displayName: people.doctor.displayName,
  password: 'demo-naamgenoot',
}

/** Where people have their accounts: the homeserver of each organization, run in whichever way. */
export type Homeservers = {
  readonly of: (organization: string) => {
    readonly homeserver: Pick<Homeserver, 'baseUrl' | 'login' | 'register'>
  }
}

/** The account people see of an organization's bot. */
export const botOf = (organization: string): string => `@zorgbot:${organization}`

/** A person's Matrix id. */
export const userIdOf = ({ localpart, organization }: Person): string =>
  `@${localpart}:${organization}`

const ROOM_PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 50
const ACCEPT_PATIENCE_MS = 15_000
const ACCEPT_AGAIN_MS = 200

const enter = async (
  homeserver: Pick<Homeserver, 'login' | 'register'>,
  { localpart, password, displayName }: Person,
): Promise<Account> => {
  try {
    return await homeserver.login(localpart, password)
  } catch {
    return homeserver.register(localpart, password, { displayName })
  }
}

const isInvitationOf = (userId: string, event: ClientEvent): boolean =>
  event.type === 'm.room.member' &&
  event.state_key === userId &&
  event.content['membership'] === 'invite'

/**
 * Accepts an invitation. It can be seen here before the inviting homeserver has kept it (it is signed on both sides
 * first), and is then refused for a moment.
 */
const accept = async (client: Client, roomId: string): Promise<void> => {
  const deadline = Date.now() + ACCEPT_PATIENCE_MS
  for (;;)
    try {
      await client.join(roomId)
      return
    } catch (error) {
      if (!(error instanceof ClientError) || Date.now() > deadline) return
      await wait(ACCEPT_AGAIN_MS)
    }
}

/** Logs a person in on the own homeserver, with a new account the first time, and accepts every invitation. */
export const logIn = async (network: Homeservers, person: Person): Promise<Client> => {
  const { homeserver } = network.of(person.organization)
  const account = await enter(homeserver, person)
  const client = createClient({ baseUrl: homeserver.baseUrl, ...account })
  client.listen((event) => {
    // One that cannot be accepted in the end is missed where the room is looked for.
    if (isInvitationOf(client.userId, event)) accept(client, event.room_id).catch(() => undefined)
  })
  await client.start()
  return client
}

const joinedRooms = async (client: Client): Promise<readonly string[]> =>
  asList((await client.request('GET', '/_matrix/client/v3/joined_rooms'))['joined_rooms']).map(
    String,
  )

const isSpace = async (client: Client, roomId: string): Promise<boolean> =>
  (await client.state(roomId, 'm.room.create'))['type'] === 'm.space'

/** The room, or the space, in which all these people are now. */
const roomNow = async (
  client: Client,
  everybody: readonly string[],
  space = false,
): Promise<string | undefined> => {
  for (const roomId of await joinedRooms(client)) {
    const members = await membersOf(client, roomId)
    const complete = everybody.every((userId) => members.includes(userId))
    if (complete && (await isSpace(client, roomId)) === space) return roomId
  }
  return undefined
}

/** Asks again until there is something; throws one sentence when that takes too long. */
const untilFound = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  const deadline = Date.now() + ROOM_PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline)
      throw new SetupError(
        'no-room',
        "Not everybody was in the client's room within a minute: see the files zorgbot.log and synapse.log of each organization, or begin afresh with 'npm run topology -- --reset'.",
      )
    await wait(LOOK_EVERY_MS)
  }
}

/** The room (not the space) in which all these people are, as this client's homeserver sees it. */
export const findRoom = (client: Client, everybody: readonly string[]): Promise<string> =>
  untilFound(() => roomNow(client, everybody))

/**
 * Waits until somebody is in the space and the room of a bot. People of several homeservers enter one after another: of
 * two who join in the same moment one homeserver may not hear of the other until the next event in that room.
 */
export const untilEntered = async (client: Client, botUserId: string): Promise<void> => {
  const both = [client.userId, botUserId]
  await untilFound(() => roomNow(client, both, true))
  await untilFound(() => roomNow(client, both))
}

/** The three of the care team, who enter one after another (see `untilEntered`); their clients stop with `stops`. */
export const logTeamIn = async (
  network: Homeservers,
  stops: AsyncDisposableStack,
): Promise<Readonly<Record<keyof typeof people, Client>>> => {
  const enterRooms = async (person: Person): Promise<Client> => {
    const client = await logIn(network, person)
    stops.defer(() => client.stop())
    await untilEntered(client, botOf('vvt'))
    return client
  }
  const nurse = await enterRooms(people.nurse)
  const doctor = await enterRooms(people.doctor)
  return { nurse, doctor, pharmacist: await enterRooms(people.pharmacist) }
}
