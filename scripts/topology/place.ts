import { resolve } from 'node:path'
import { SetupError } from '../progress.ts'
import type { Organization, Topology } from './description.ts'
import { fixedPorts } from './fixed-ports.ts'
import { addressAt, sizeOfNetwork } from './ip-range.ts'

/** Where the parts of one organization are reached. */
export type Addresses = {
  /** The address and port its homeserver listens on. */
  readonly homeserver: { readonly host: string; readonly port: number }
  /** Its homeserver for the bot and for the proxy, as `host:port`. */
  readonly homeserverHost: string
  /** Its homeserver for people. */
  readonly publicUrl: string
  /** Where its bot listens, as `host:port`. */
  readonly botListen: string
  /** Its bot for its homeserver. */
  readonly botUrl: string
  readonly fhirUrl: string
  /** Its Element for the proxy, as `host:port`; undefined where there is none. */
  readonly element: string | undefined
}

/** All that differs between the two ways to run the topology; the rendered files are the same otherwise. */
export type Place = {
  readonly topology: Topology
  /** Where all files stand. */
  readonly root: string
  readonly proxy: {
    readonly listen: string
    /** Its address for programs on the machine itself. */
    readonly hostAddress: string
    /** Where `.well-known` is asked (443 where names lead to the proxy itself). */
    readonly wellKnownListen: string
    readonly resolver: string
    readonly pidFile: string
    /** For the folders nginx wants to have; nothing is written there. */
    readonly temporary: string
    /** The port of an organization's Element on every address, where there is one. */
    readonly elementListen: (organization: Organization) => string | undefined
  }
  /** The private addresses an organization's homeserver may call: the entry, which leads to the other homeservers. */
  readonly ipRanges: (name: string) => readonly string[]
  /** The same where there is no entry: the homeservers themselves. */
  readonly ownTlsRanges: readonly string[]
  /** IP addresses in the certificate of an organization beside its name. */
  readonly certificateAddresses: (name: string) => readonly string[]
  readonly addresses: (name: string) => Addresses
}

/** The block of loopback addresses a native topology takes when nothing else is asked for. */
const defaultBlock = '127.0.18'

const PROXY_NUMBER = 10
// Each network of containers has so many addresses of `containerNetwork`: first the one around the entry, then each organization.
const NETWORK_SIZE = 64

const organizationOf = (topology: Topology, name: string): Organization => {
  const found = topology.organizations.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no organization ${name} in the topology`)
  return found
}

const numberOf = (topology: Topology, name: string): number => {
  const index = topology.organizations.indexOf(organizationOf(topology, name))
  // The proxy has the tenth address of the block.
  return index + 1 < PROXY_NUMBER ? index + 1 : index + 2
}

/** One machine without containers: each organization has an address of its own in a block of 127.0.0.0/8. */
export const nativePlace = (topology: Topology, root: string, block = defaultBlock): Place => {
  const folder = resolve(root)
  const proxy = `${block}.${PROXY_NUMBER}`
  const hostOf = (name: string): string => `${block}.${numberOf(topology, name)}`
  return {
    topology,
    root: folder,
    proxy: {
      listen: `${proxy}:${topology.federationPort}`,
      hostAddress: proxy,
      wellKnownListen: `${proxy}:${fixedPorts.wellKnown}`,
      resolver: '127.0.0.1',
      pidFile: `${folder}/proxy/nginx.pid`,
      temporary: `${folder}/proxy`,
      elementListen: () => undefined,
    },
    ipRanges: () => [`${proxy}/32`],
    ownTlsRanges: topology.organizations.map(({ name }) => `${hostOf(name)}/32`),
    certificateAddresses: (name) => [proxy, hostOf(name)],
    addresses: (name) => {
      const host = hostOf(name)
      return {
        homeserver: { host, port: fixedPorts.homeserver },
        homeserverHost: `${host}:${fixedPorts.homeserver}`,
        publicUrl: `http://${host}:${fixedPorts.homeserver}/`,
        botListen: `${host}:${fixedPorts.bot}`,
        botUrl: `http://${host}:${fixedPorts.bot}`,
        fhirUrl: `http://${host}:${fixedPorts.fhir}/fhir`,
        element: undefined,
      }
    },
  }
}

/** What a container's own network tells: the name server that knows the other containers. */
export type ContainerNetwork = { readonly resolver: string }

const proxyIn = ({ containerNetwork, organizations }: Topology, name: string): string => {
  if ((organizations.length + 1) * NETWORK_SIZE > sizeOfNetwork(containerNetwork))
    throw new SetupError(
      'topology',
      `The description of the topology is wrong: containerNetwork has no room for ${organizations.length} organizations of ${NETWORK_SIZE} addresses each and the entry.`,
    )
  const index = organizations.findIndex((one) => one.name === name)
  return addressAt(containerNetwork, (index + 1) * NETWORK_SIZE + PROXY_NUMBER)
}

/**
 * Containers: service names in the place of addresses. The names of the organizations lead to the proxy; the homeservers
 * themselves are `matrix_<name>`, the bots `bot-<name>`, the FHIR servers `fhir-<name>` (an underscore is no part of a
 * host name to Synapse and to HAPI), Element `element_<name>`.
 */
export const containerPlace = (
  topology: Topology,
  root: string,
  network: ContainerNetwork,
): Place => {
  const folder = resolve(root)
  return {
    topology,
    root: folder,
    proxy: {
      listen: `${topology.federationPort}`,
      hostAddress: '127.0.0.1',
      wellKnownListen: `${fixedPorts.wellKnownInContainers}`,
      resolver: network.resolver,
      pidFile: '/tmp/nginx.pid',
      temporary: '/tmp',
      elementListen: ({ element }) => `${element}`,
    },
    ipRanges: (name) => [`${proxyIn(topology, name)}/32`],
    ownTlsRanges: [],
    certificateAddresses: () => [],
    addresses: (name) => {
      const { element } = organizationOf(topology, name)
      return {
        homeserver: { host: '0.0.0.0', port: fixedPorts.homeserver },
        homeserverHost: `matrix_${name}:${fixedPorts.homeserver}`,
        publicUrl: `http://localhost:${element}/`,
        botListen: `0.0.0.0:${fixedPorts.bot}`,
        botUrl: `http://bot-${name}:${fixedPorts.bot}`,
        fhirUrl: `http://fhir-${name}:${fixedPorts.fhir}/fhir`,
        element: `element_${name}:80`,
      }
    },
  }
}
