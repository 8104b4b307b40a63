import type { Resource } from '@medplum/fhirtypes'
import { benchRecords, clientId } from './records.ts'

/** How much there is on a server, and for how many clients the bot has a room. */
export type ManyRecords = {
  readonly rooms: number
  readonly resources: number
  readonly serverName: string
}

const clientsAtOnce = 10

/** Whether this is the care team of a client who has a room. */
const hasRoom = (team: Resource, rooms: number): boolean =>
  Array.from({ length: rooms }, (_, n) => `"Patient/${clientId(n)}"`).some((subject) =>
    JSON.stringify(team).includes(subject),
  )

/** Whole records of many clients, in portions, those with a room first; no more than asked for. */
export const manyRecords = function* ({
  rooms,
  resources,
  serverName,
}: ManyRecords): Generator<readonly Resource[]> {
  let left = resources
  const known = new Set<string>()
  for (let clients = clientsAtOnce; left > 0; clients += clientsAtOnce) {
    const fresh = benchRecords(clients, serverName, new Date(), clients - clientsAtOnce).filter(
      (one) =>
        !known.has(`${one.resourceType}/${one.id}`) &&
        (one.resourceType !== 'CareTeam' || hasRoom(one, rooms)),
    )
    for (const { resourceType, id } of fresh)
      if (/^Org|^Health|^Pract/u.test(resourceType)) known.add(`${resourceType}/${id}`)
    yield fresh.slice(0, left)
    left -= fresh.length
  }
}
