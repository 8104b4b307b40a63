import { X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { type Authority, type Identity, newAuthority, openAuthority } from './certificates.ts'
import { readTopology } from './description.ts'
import { writeWhole } from './files.ts'
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

const AUTHORITY_NAME = 'zorgbot topology'
const AUTHORITY_DAYS = 3650
const LEAF_DAYS = 365
const RENEW_DAYS = 30
const DAY = 86_400_000

const read = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(() => undefined)

const readIdentity = async (certFile: string, keyFile: string): Promise<Identity | undefined> => {
  const [cert, key] = [await read(certFile), await read(keyFile)]
  return cert === undefined || key === undefined ? undefined : { cert, key }
}

const writeIdentity = async (
  certFile: string,
  keyFile: string,
  { cert, key }: Identity,
): Promise<void> => {
  await writeWhole(keyFile, key, 'secret')
  await writeWhole(certFile, cert, 'public')
}

const keepAuthority = async (root: string, now: number): Promise<Authority> => {
  const [certFile, keyFile] = [join(root, 'ca.pem'), join(root, 'ca.key')]
  const earlier = await readIdentity(certFile, keyFile)
  const identity = earlier ?? newAuthority(AUTHORITY_NAME, now, AUTHORITY_DAYS)
  if (earlier === undefined) await writeIdentity(certFile, keyFile, identity)
  return openAuthority(AUTHORITY_NAME, identity, now)
}

const stillGood = (
  { cert }: Identity,
  ca: string,
  name: string,
  addresses: readonly string[],
  now: number,
): boolean => {
  const certificate = new X509Certificate(cert)
  return (
    certificate.verify(new X509Certificate(ca).publicKey) &&
    certificate.checkHost(name) !== undefined &&
    addresses.every((address) => certificate.checkIP(address) !== undefined) &&
    new Date(certificate.validTo).getTime() > now + RENEW_DAYS * DAY
  )
}

const keepCertificate = async (
  place: Place,
  authority: Authority,
  name: string,
  now: number,
): Promise<void> => {
  const certFile = join(place.root, 'proxy', `${name}.crt`)
  const keyFile = join(place.root, 'proxy', `${name}.key`)
  const addresses = place.certificateAddresses(name)
  const earlier = await readIdentity(certFile, keyFile)
  if (earlier !== undefined && stillGood(earlier, authority.ca, name, addresses, now)) return
  const made = authority.issue({ name, dns: [name], addresses, use: 'server', days: LEAF_DAYS })
  await writeIdentity(certFile, keyFile, made)
}

/**
 * Makes everything the topology starts from: authority, certificates, secrets and the rendered files. What has keys in
 * it is kept when it is there; the rest is rendered again.
 */
export const setUp = async (place: Place, options: SetUpOptions = {}): Promise<SetUp> => {
  const { now = Date.now(), roomVersion = '12' } = options
  const { organizations } = place.topology
  await mkdir(place.root, { recursive: true, mode: 0o700 })
  const authority = await keepAuthority(place.root, now)
  const names = organizations.map(({ name }) => name)
  const secrets = await keepSecrets(join(place.root, 'secrets.json'), names)
  for (const organization of organizations) {
    const { name } = organization
    const own = secrets.get(name)
    if (own === undefined) throw new Error(`${name} has no secrets`)
    await keepCertificate(place, authority, name, now)
    await mkdir(join(place.root, name, 'bot'), { recursive: true, mode: 0o700 })
    await writeWhole(join(place.root, name, 'ca.pem'), authority.ca, 'public')
    for (const file of await organizationFiles(place, organization, own, roomVersion))
      await writeWhole(join(place.root, name, file.name), file.text, file.kind)
  }
  await writeWhole(join(place.root, 'proxy', 'nginx.conf'), await proxyFile(place), 'public')
  return { ca: authority.ca, secrets }
}

/** The first name server of this machine or container. */
const ownResolver = async (): Promise<string> => {
  const text = (await read('/etc/resolv.conf')) ?? ''
  return /^nameserver\s+(\d+\.\d+\.\d+\.\d+)\s*$/m.exec(text)?.[1] ?? '127.0.0.11'
}

const usage =
  'Say where: node scripts/bootstrap.mjs scripts/topology/setup.ts <folder> [--container].'

const main = async (args: readonly string[]): Promise<void> => {
  const [root, ...flags] = args
  if (root === undefined || root.startsWith('-') || flags.some((flag) => flag !== '--container'))
    throw new SetupError('usage', usage)
  const topology = await readTopology()
  const place = flags.includes('--container')
    ? containerPlace(topology, root, { resolver: await ownResolver() })
    : nativePlace(topology, root)
  await setUp(place)
  process.stdout.write(`The topology is set up in ${place.root}.\n`)
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
