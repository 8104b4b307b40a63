import { readFile } from 'node:fs/promises'
import { isIPv4 } from 'node:net'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { fixedPorts } from './fixed-ports.ts'

/** One organization of the network; its name is its server name and its host name. */
export type Organization = {
  readonly name: string
  /** Its name for people. */
  readonly label: string
  /** The port on which people reach its Element. */
  readonly element: number
}

/** What `config/topology.json` says: which organizations there are and on which port they federate. Nothing in it is secret. */
export type Topology = {
  readonly federationPort: number
  /** The addresses of the containers, where the network runs in containers. */
  readonly containerNetwork: string
  readonly organizations: readonly Organization[]
}

const defaultFile = join(import.meta.dirname, '..', '..', 'config', 'topology.json')

const NAME = /^[a-z][a-z0-9-]{0,30}$/
const LABEL = /^[\p{L}\p{N} .,()-]{1,60}$/u
const RESERVED: readonly string[] = ['proxy', 'localhost']

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wrong = (what: string): SetupError =>
  new SetupError('topology', `The description of the topology is wrong: ${what}.`)

const textOf = (value: unknown, form: RegExp, what: string): string => {
  if (typeof value !== 'string' || !form.test(value)) throw wrong(what)
  return value
}

const portOf = (value: unknown, what: string): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_535)
    throw wrong(`${what} must be a port`)
  return value
}

const onlyKnown = (value: Readonly<Record<string, unknown>>, names: readonly string[]): void => {
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) throw wrong(`there is no setting "${unknown}"`)
}

const organizationOf = (value: unknown): Organization => {
  if (!isRecord(value)) throw wrong('an organization must have a name, a label and a port')
  onlyKnown(value, ['name', 'label', 'element'])
  const name = textOf(value['name'], NAME, 'a name has small letters, digits and hyphens only')
  if (RESERVED.includes(name)) throw wrong(`"${name}" cannot be the name of an organization`)
  return {
    name,
    label: textOf(value['label'], LABEL, `the label of ${name} must be a short name`),
    element: portOf(value['element'], `element of ${name}`),
  }
}

const networkOf = (value: unknown): string => {
  const [address = '', bits = '', ...more] = typeof value === 'string' ? value.split('/') : []
  const good = isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32 && more.length === 0
  if (!good) throw wrong('containerNetwork must be like 172.28.18.0/24')
  return `${address}/${bits}`
}

/** The entry listens on all of these at once, and natively a homeserver, bot or FHIR server beside its own TLS. */
const mustNotClash = ({ federationPort, organizations }: Topology): void => {
  const taken: readonly number[] = Object.values(fixedPorts)
  if (taken.includes(federationPort))
    throw wrong(`federationPort cannot be ${federationPort}, which another server listens on`)
  for (const { name, element } of organizations)
    if (element === federationPort || element === fixedPorts.wellKnownInContainers)
      throw wrong(`element of ${name} cannot be ${element}, which the entry listens on`)
}

const isTwice = (values: readonly unknown[]): boolean => new Set(values).size < values.length

/** Checks a description; throws one sentence that says what is wrong with it. */
export const parseTopology = (value: unknown): Topology => {
  if (!isRecord(value)) throw wrong('it must be an object')
  onlyKnown(value, ['federationPort', 'containerNetwork', 'organizations'])
  const listed: unknown = value['organizations']
  if (!Array.isArray(listed) || listed.length === 0) throw wrong('it names no organizations')
  const organizations = listed.map(organizationOf)
  if (isTwice(organizations.map(({ name }) => name))) throw wrong('two organizations have one name')
  if (isTwice(organizations.map(({ element }) => element)))
    throw wrong('two organizations have one port')
  const topology = {
    federationPort: portOf(value['federationPort'], 'federationPort'),
    containerNetwork: networkOf(value['containerNetwork']),
    organizations,
  }
  mustNotClash(topology)
  return topology
}

/** Reads the description of the topology. */
export const readTopology = async (file: string = defaultFile): Promise<Topology> => {
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch {
    throw wrong('it cannot be read as JSON')
  }
  return parseTopology(value)
}
