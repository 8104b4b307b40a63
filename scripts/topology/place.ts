import { resolve } from 'node:path'
import type { Organization, Topology } from './description.ts'

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
    /** Where `.well-known` is asked (443 where names lead to the proxy itself). */
    readonly wellKnownListen: string
    readonly resolver: string
    readonly pidFile: string
    /** For the folders nginx wants to have; nothing is written there. */
    readonly temporary: string
    /** The port of an organization's Element on every address, where there is one. */
    readonly elementListen: (organization: Organization) => string | undefined
  }
  /** Addresses that homeservers may call for federation. */
  readonly ipRanges: readonly string[]
  /** IP addresses in the certificate of an organization beside its name. */
  readonly certificateAddresses: (name: string) => readonly string[]
  readonly addresses: (name: string) => Addresses
}

/** The block of loopback addresses a native topology takes when nothing else is asked for. */
const defaultBlock = '127.0.18'

const PROXY_NUMBER = 10
const HOMESERVER_PORT = 8008
const BOT_PORT = 9009
const FHIR_PORT = 8080

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
  return {
    topology,
    root: folder,
    proxy: {
      listen: `${proxy}:${topology.federationPort}`,
      wellKnownListen: `${proxy}:8443`,
      resolver: '127.0.0.1',
      pidFile: `${folder}/proxy/nginx.pid`,
      temporary: `${folder}/proxy`,
      elementListen: () => undefined,
    },
    ipRanges: [`${block}.0/24`],
    certificateAddresses: (name) => [proxy, `${block}.${numberOf(topology, name)}`],
    addresses: (name) => {
      const host = `${block}.${numberOf(topology, name)}`
      return {
        homeserver: { host, port: HOMESERVER_PORT },
        homeserverHost: `${host}:${HOMESERVER_PORT}`,
        publicUrl: `http://${host}:${HOMESERVER_PORT}/`,
        botListen: `${host}:${BOT_PORT}`,
        botUrl: `http://${host}:${BOT_PORT}`,
        fhirUrl: `http://${host}:${FHIR_PORT}/fhir`,
        element: undefined,
      }
    },
  }
}

/** What a container's own network tells: the name server that knows the other containers. */
export type ContainerNetwork = { readonly resolver: string }

/**
 * Containers: service names in the place of addresses. The names of the organizations lead to the proxy; the homeservers
 * themselves are `matrix_<name>`, the bots `bot-<name>` (an underscore is no part of a host name to Synapse), the FHIR servers `fhir_<name>`, Element `element_<name>`.
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
      wellKnownListen: '443',
      resolver: network.resolver,
      pidFile: '/tmp/nginx.pid',
      temporary: '/tmp',
      elementListen: ({ element }) => `${element}`,
    },
    ipRanges: [topology.containerNetwork],
    certificateAddresses: () => [],
    addresses: (name) => {
      const { element } = organizationOf(topology, name)
      return {
        homeserver: { host: '0.0.0.0', port: HOMESERVER_PORT },
        homeserverHost: `matrix_${name}:${HOMESERVER_PORT}`,
        publicUrl: `http://localhost:${element}/`,
        botListen: `0.0.0.0:${BOT_PORT}`,
        botUrl: `http://bot-${name}:${BOT_PORT}`,
        fhirUrl: `http://fhir_${name}:${FHIR_PORT}/fhir`,
        element: `element_${name}:80`,
      }
    },
  }
}
