import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '../scripts/client.ts'
import { bringIn } from '../scripts/topology/membership.ts'
import { botOf, findRoom, logTeamIn } from '../scripts/topology/people.ts'
import type { Place } from '../scripts/topology/place.ts'
import { type Network, startNetwork } from '../scripts/topology/servers.ts'
import { createContender } from './contenders.ts'

/** A running topology in which vvt has the bare application service beside its bot. */
export type NetworkWorld = {
  readonly network: Network
  readonly nurse: Client
  readonly doctor: Client
  /** The client's room, with people of all three organizations in it. */
  readonly botRoom: string
  /** A room with the same people and the bare application service. */
  readonly bareRoom: string
}

const home = 'vvt'

/** Names one more registration in the rendered configuration of a homeserver. */
const addRegistration = async (folder: string, registration: object): Promise<void> => {
  const file = join(folder, 'bare.yaml')
  await writeFile(file, JSON.stringify(registration), { mode: 0o600 })
  const config = join(folder, 'homeserver.yaml')
  const before = await readFile(config, 'utf8')
  const after = before.replace(
    /^(app_service_config_files: \[.*)\]$/mu,
    (_, named: string) => `${named}, ${JSON.stringify(file)}]`,
  )
  if (after === before) throw new Error('the configuration names no registration')
  await writeFile(config, after, { mode: 0o600 })
}

/** Starts the topology with everybody in both rooms; `dir` is for what is not the topology's own. */
export const startNetworkWorld = async (
  place: Place,
  dir: string,
  stops: AsyncDisposableStack,
  log: (line: string) => void,
): Promise<NetworkWorld> => {
  const network = await startNetwork({ place, stops, log })
  const { nurse, doctor, pharmacist } = await logTeamIn(network, stops)
  const everybody = [nurse.userId, doctor.userId, pharmacist.userId]
  const botRoom = await findRoom(doctor, [...everybody, botOf(home)])

  const { homeserver, bot } = network.of(home)
  const contender = await createContender('bare', home, dir)
  await homeserver.stop()
  await addRegistration(join(place.root, home), contender.registration)
  await homeserver.start()
  const bare = await contender.start({ homeserverUrl: homeserver.baseUrl, fhirUrl: '' })
  stops.defer(() => bare.stop())
  await bot.ready()
  const bareRoom = await nurse.createRoom({ preset: 'private_chat' })
  // One after another: of two who join in the same moment one homeserver may not hear of the other.
  const invited = [contender.userId, doctor.userId, pharmacist.userId]
  for (const userId of invited) await bringIn(nurse, bareRoom, userId)
  await findRoom(doctor, [...everybody, contender.userId])
  return { network, nurse, doctor, botRoom, bareRoom }
}
