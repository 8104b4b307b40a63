import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { readTopology } from './description.ts'
import { makeFolder, readIfThere, writeWhole } from './files.ts'
import { hostsLine } from './hosts-line.ts'
import { keepAuthority, keepCertificate } from './kept-certificates.ts'
import { containerPlace, nativePlace, type Place } from './place.ts'
import { organizationFiles, proxyFile } from './rendered-files.ts'
import { keepSecrets, type OrganizationSecrets } from './secrets.ts'

/** What was set up. */
export type SetUp = {
  readonly ca: string
  readonly secrets: ReadonlyMap<string, OrganizationSecrets>
}

/** What may be chosen beside the place. */
export type SetUpOptions = {
  /** The version of new rooms; 12 when not given. */
  readonly roomVersion?: string
  readonly now?: number
}

/**
 * Makes everything the topology starts from: authority, certificates, secrets and the rendered files. What has keys in
 * it is kept when it is there; the rest is rendered again.
 */
export const setUp = async (place: Place, options: SetUpOptions = {}): Promise<SetUp> => {
  const { now = Date.now(), roomVersion = '12' } = options
  const { organizations } = place.topology
  await makeFolder(place.root)
  const authority = await keepAuthority(place.root, now)
  const names = organizations.map(({ name }) => name)
  const secrets = await keepSecrets(join(place.root, 'secrets.json'), names)
  for (const organization of organizations) {
    const { name } = organization
    const own = secrets.get(name)
    if (own === undefined) throw new Error(`${name} has no secrets`)
    await keepCertificate(place, authority, name, now)
    await makeFolder(join(place.root, name, 'bot'))
    await writeWhole(join(place.root, name, 'ca.pem'), authority.ca, 'public')
    for (const file of await organizationFiles(place, organization, own, roomVersion))
      await writeWhole(join(place.root, name, file.name), file.text, file.kind)
  }
  await writeWhole(join(place.root, 'proxy', 'nginx.conf'), await proxyFile(place), 'public')
  return { ca: authority.ca, secrets }
}

/** The first name server of this machine or container. */
const ownResolver = async (): Promise<string> => {
  const text = (await readIfThere('/etc/resolv.conf')) ?? ''
  return /^nameserver\s+(\d+\.\d+\.\d+\.\d+)\s*$/m.exec(text)?.[1] ?? '127.0.0.11'
}

/** What people on the machine of the containers need to know. */
export const howToReach = (place: Place): readonly string[] => [
  ...place.topology.organizations.map(
    ({ name, label }) => `Element of ${name} (${label}): ${place.addresses(name).publicUrl}`,
  ),
  'To use the names themselves on this machine, add this line to /etc/hosts:',
  `  ${hostsLine(place)}`,
  `and trust the authority that "docker compose exec ${place.topology.organizations[0]?.name} cat /data/ca.pem" prints.`,
]

const usage =
  'Say where: node scripts/bootstrap.mjs scripts/topology/setup.ts <folder> [--container].'

const main = async (args: readonly string[]): Promise<void> => {
  const [root, ...flags] = args
  if (root === undefined || root.startsWith('-') || flags.some((flag) => flag !== '--container'))
    throw new SetupError('usage', usage)
  const topology = await readTopology()
  const inContainers = flags.includes('--container')
  const place = inContainers
    ? containerPlace(topology, root, { resolver: await ownResolver() })
    : nativePlace(topology, root)
  await setUp(place)
  const lines = [
    `The topology is set up in ${place.root}.`,
    ...(inContainers ? howToReach(place) : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
