import { setTimeout as wait } from 'node:timers/promises'
import type { ClientEvent } from '../client/event.ts'
import { type Client, createClient } from '../client.ts'
import { SetupError } from '../progress.ts'
import type { Synapse } from '../synapse/server.ts'
import type { Account } from '../synapse/users.ts'

/** Someone of the demonstration, with the account to log in with. */
export type Person = {
  readonly localpart: string
  readonly displayName: string
  readonly password: string
}

/** The professionals whom the demonstration records name; the first is the one at the prompt. */
export const people: readonly [Person, ...Person[]] = [
  {
    localpart: 'wijkverpleegkundige',
    displayName: 'Sanne Dijkstra (wijkverpleegkundige)',
    password: 'demo-wijk',
  },
  { localpart: 'huisarts', displayName: 'Pieter Bakker (huisarts)', password: 'demo-huisarts' },
  {
    localpart: 'apotheker',
    displayName: 'Fatima el Idrissi (apotheker)',
    password: 'demo-apotheker',
  },
]

const ROOM_PATIENCE_MS = 60_000

const enter = async (synapse: Synapse, person: Person): Promise<Account> => {
  try {
    return await synapse.login(person.localpart, person.password)
  } catch {
    const { displayName } = person
    return synapse.register(person.localpart, person.password, { displayName })
  }
}

const isInvitationOf = (userId: string, event: ClientEvent): boolean =>
  event.type === 'm.room.member' &&
  event.state_key === userId &&
  event.content['membership'] === 'invite'

/** Logs a person in, with a new account the first time, and accepts every invitation. */
export const logIn = async (synapse: Synapse, person: Person): Promise<Client> => {
  const client = createClient({ baseUrl: synapse.baseUrl, ...(await enter(synapse, person)) })
  client.listen((event) => {
    // An invitation that is gone again needs no answer.
    if (isInvitationOf(client.userId, event)) client.join(event.room_id).catch(() => undefined)
  })
  await client.start()
  return client
}

/** Who is in each room now, as far as this client saw. */
const rooms = (client: Client): ReadonlyMap<string, ReadonlySet<string>> => {
  const members = new Map<string, Set<string>>()
  const spaces = new Set<string>()
  for (const event of client.events()) {
    if (event.type === 'm.room.create' && event.content['type'] === 'm.space')
      spaces.add(event.room_id)
    if (event.type !== 'm.room.member' || event.state_key === undefined) continue
    const here = members.get(event.room_id) ?? new Set()
    members.set(event.room_id, here)
    if (event.content['membership'] === 'join') here.add(event.state_key)
    else here.delete(event.state_key)
  }
  return new Map([...members].filter(([id, here]) => !spaces.has(id) && here.has(client.userId)))
}

/** The room of a client of the district nurse: the one in which all these people are. */
export const findRoom = async (client: Client, everybody: readonly string[]): Promise<string> => {
  const deadline = Date.now() + ROOM_PATIENCE_MS
  for (;;) {
    for (const [roomId, here] of rooms(client))
      if (everybody.every((userId) => here.has(userId))) return roomId
    if (Date.now() > deadline)
      throw new SetupError(
        'no-room',
        "The bot made no room within a minute: see .demo/zorgbot.log, or begin afresh with 'npm run demo -- --reset'.",
      )
    await wait(50)
  }
}

/** The room's name, as its state says. */
export const roomName = async (client: Client, roomId: string): Promise<string> =>
  String((await client.state(roomId, 'm.room.name'))['name'])
