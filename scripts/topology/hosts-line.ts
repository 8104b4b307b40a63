import type { Place } from './place.ts'

/** The line with which a hosts file leads the names of the organizations to the entry; it is printed, and written nowhere. */
export const hostsLine = ({ proxy, topology }: Place): string =>
  `${proxy.hostAddress} ${topology.organizations.map(({ name }) => name).join(' ')}`
