import type { Topology } from '../topology/description.ts'
import { isWithin } from '../topology/ip-range.ts'
import { containerPlace } from '../topology/place.ts'
import type { ComposeConfig, Service } from './config-file.ts'

/** A service that others must reach in a network under this name. */
type Reached = { readonly service: string; readonly network: string; readonly host: string }

const place = (topology: Topology) => containerPlace(topology, '/data', { resolver: '127.0.0.11' })

const hostOf = (address: string): string => new URL(address).hostname

const hostAndPort = (address: string): string => hostOf(`http://${address}`)

const reachedOf = (topology: Topology, name: string): readonly Reached[] => {
  const { homeserverHost, botUrl, fhirUrl, element = '' } = place(topology).addresses(name)
  const inside = (service: string, host: string): Reached => ({ service, network: name, host })
  return [
    inside(name, hostAndPort(homeserverHost)),
    inside(`bot_${name}`, hostOf(botUrl)),
    inside(`fhir_${name}`, hostOf(fhirUrl)),
    inside(`hapi_${name}`, hostOf(fhirUrl)),
    { service: `element_${name}`, network: 'edge', host: hostAndPort(element) },
  ]
}

const namesIn = (service: Service | undefined, network: string): readonly string[] =>
  service?.networks?.[network]?.aliases ?? []

const isReached = ({ services }: ComposeConfig, { service, network, host }: Reached): boolean => {
  const found = services[service]
  const isThere = found?.networks !== undefined && Object.hasOwn(found.networks, network)
  return isThere && (service === host || namesIn(found, network).includes(host))
}

/** What an organization's own part of the compose files says differently. */
const differencesOf = (config: ComposeConfig, topology: Topology, name: string): string[] => {
  const { services, networks } = config
  const faults = reachedOf(topology, name)
    .filter((one) => !isReached(config, one))
    .map(({ service, network, host }) => `${service} is not reached as ${host} in ${network}`)
  const { fhirUrl } = place(topology).addresses(name)
  // RFC 952 knows no underscore, and the Tomcat in HAPI's image answers 400 to one.
  if (hostOf(fhirUrl).includes('_')) faults.push(`HAPI does not answer to ${hostOf(fhirUrl)}`)
  if (!services[`seed_${name}`]?.command?.includes(fhirUrl))
    faults.push(`seed_${name} does not fill ${fhirUrl}`)
  const { proxy } = services
  for (const { name: other } of topology.organizations)
    if (other !== name && !namesIn(proxy, name).includes(other))
      faults.push(`the name ${other} does not lead to the proxy in ${name}`)
  const address = proxy?.networks?.[name]?.ipv4_address ?? 'no fixed address'
  if (!place(topology).ipRanges(name).includes(`${address}/32`))
    faults.push(`the proxy has ${address} in ${name}, which its homeserver may not call`)
  const { subnet = '', ip_range: range = '' } = networks[name]?.ipam?.config?.[0] ?? {}
  if (!isWithin(address, subnet)) faults.push(`${address} is not in the network ${name}`)
  if (range === '' || isWithin(address, range))
    faults.push(`${address} may be given to another container in ${name}`)
  return faults
}

const sorted = (values: readonly string[]): string => values.toSorted().join(', ')

/** Where the compose files and the description of the topology do not say the same: one line for each finding. */
export const findDifferences = (config: ComposeConfig, topology: Topology): readonly string[] => {
  const { services, networks } = config
  const { containerNetwork, federationPort, organizations } = topology
  const faults = organizations.flatMap(({ name }) => differencesOf(config, topology, name))
  for (const service of Object.keys(services)) {
    const name = /^bot_(.+)$/.exec(service)?.[1]
    if (name !== undefined && !organizations.some((one) => one.name === name))
      faults.push(`${service} starts for an organization that is not described`)
  }
  const described = [federationPort, ...organizations.map(({ element }) => element)]
  const opened = (services['proxy']?.ports ?? []).map(
    ({ published, target }) => `${published}:${target}`,
  )
  const wanted = described.map((port) => `${port}:${port}`)
  if (sorted(opened) !== sorted(wanted))
    faults.push(`the proxy opens the ports ${sorted(opened)} in place of ${sorted(wanted)}`)
  for (const [name, { ipam }] of Object.entries(networks)) {
    const subnet = ipam?.config?.[0]?.subnet
    if (subnet === undefined || !isWithin(subnet, containerNetwork))
      faults.push(`the addresses of the network ${name} are not in ${containerNetwork}`)
  }
  return faults
}
