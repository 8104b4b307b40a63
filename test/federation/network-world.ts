import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { answeredEvent, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { type Organization, readTopology } from '../../scripts/topology/description.ts'
import { membersOf } from '../../scripts/topology/membership.ts'
import { botOf, findRoom, logIn, logTeamIn, type Person } from '../../scripts/topology/people.ts'
import { nativePlace } from '../../scripts/topology/place.ts'
import { type Network, startNetwork } from '../../scripts/topology/servers.ts'
import { textOf } from '../story/world.ts'

/** What a bot answered, and which bot. */
export type Told = { readonly sender: string; readonly text: string }

/** Three organizations behind one nginx, with the care team of home care's client in its room. */
export type NetworkWorld = {
  readonly network: Network
  readonly roomId: string
  readonly nurse: Client
  readonly doctor: Client
  readonly pharmacist: Client
  /** Logs somebody in; invitations are accepted. */
  readonly enter: (person: Person) => Promise<Client>
  /** Types a line in the client's room, or in another, and gives the first answer that reaches the own homeserver. */
  readonly ask: (client: Client, line: string, roomId?: string) => Promise<Told>
  readonly close: () => Promise<void>
}

/** How a network for a story differs from the one that people start. */
export type NetworkWorldOptions = {
  /** Its own block of loopback addresses, e.g. `127.0.41`. */
  readonly block: string
  readonly roomVersion?: string
  /** Organizations beside those of the description. */
  readonly more?: readonly Organization[]
  readonly botSettings?: Readonly<Record<string, string>>
  /** Is told the folder before anything is started. */
  readonly prepare?: (root: string) => Promise<void>
}

const ANSWER_MS = 45_000

/** Starts a network and waits until the team is in the room. Always `close` it. */
export const openNetwork = async (options: NetworkWorldOptions): Promise<NetworkWorld> => {
  const { block, more = [], prepare, ...settings } = options
  const stops = new AsyncDisposableStack()
  try {
    const root = await mkdtemp(join(tmpdir(), 'zorgbot-network-'))
    stops.defer(() => rm(root, { recursive: true, force: true }))
    await prepare?.(root)
    const described = await readTopology()
    const topology = { ...described, organizations: [...described.organizations, ...more] }
    const place = nativePlace(topology, root, block)
    const network = await startNetwork({ ...settings, place, stops, log: () => undefined })
    const enter = async (person: Person): Promise<Client> => {
      const client = await logIn(network, person)
      stops.defer(() => client.stop())
      return client
    }
    const { nurse, doctor, pharmacist } = await logTeamIn(network, stops)
    const team = [nurse, doctor, pharmacist]
    const everybody = [...team.map(({ userId }) => userId), botOf('vvt')]
    const [roomId = ''] = await Promise.all(team.map((client) => findRoom(client, everybody)))
    return {
      network,
      roomId,
      nurse,
      doctor,
      pharmacist,
      enter,
      ask: async (client, line, at = roomId) => {
        const event = await client.waitForAnswer(await client.send(at, line), ANSWER_MS)
        return { sender: event.sender, text: textOf(event) }
      },
      close: () => stops.disposeAsync(),
    }
  } catch (error) {
    await stops.disposeAsync()
    throw error
  }
}

/** Every answer to an event that this person's client got so far. */
export const answersAt = (client: Client, eventId: string): readonly ClientEvent[] =>
  client.events().filter((event) => answeredEvent(event) === eventId)

/** Who is in a room as this client's homeserver sees it, in order. */
export const seenIn = async (client: Client, roomId: string): Promise<readonly string[]> =>
  (await membersOf(client, roomId)).toSorted()

/** The rendered settings of an organization's bot, as an operator's environment. */
export const settingsOf = async (
  { place }: Pick<Network, 'place'>,
  name: string,
): Promise<Readonly<Record<string, string>>> => {
  const read = parseEnv(await readFile(join(place.root, name, 'bot.env'), 'utf8'))
  return Object.fromEntries(Object.entries(read).map(([key, value]) => [key, value ?? '']))
}
