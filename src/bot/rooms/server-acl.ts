import type { Content, MatrixGateway } from '../gateway.ts'

/** The type of the state event that says whose servers may take part in a room (Client-Server API, "Server Access Control Lists"). */
export const serverAclType = 'm.room.server_acl'

/** Only these servers, by name: an address in the place of a name never. */
export const serverAcl = (servers: readonly string[]): Content => ({
  allow: [...servers],
  deny: [],
  allow_ip_literals: false,
})

/** Whether somebody's server is among those that may take part; all are when nothing was said. */
export const mayTakePart = (userId: string, servers: readonly string[] | undefined): boolean =>
  servers === undefined || servers.includes(userId.slice(userId.indexOf(':') + 1))

const same = (state: Content | undefined, wanted: Content): boolean =>
  ['allow', 'deny', 'allow_ip_literals'].every(
    (key) => JSON.stringify(state?.[key]) === JSON.stringify(wanted[key]),
  )

/** Gives a room the list when it has another one. */
export const syncServerAcl = async (
  gateway: Pick<MatrixGateway, 'state' | 'setState'>,
  roomId: string,
  servers: readonly string[],
): Promise<void> => {
  const wanted = serverAcl(servers)
  if (same(await gateway.state(roomId, serverAclType, ''), wanted)) return
  await gateway.setState(roomId, serverAclType, '', wanted)
}
