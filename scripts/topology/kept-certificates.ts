import { createPrivateKey, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { type Authority, type Identity, newAuthority, openAuthority } from './certificates.ts'
import { beginAfresh, readIfThere, writeWhole } from './files.ts'
import type { Place } from './place.ts'

const AUTHORITY_NAME = 'zorgbot topology'
const AUTHORITY_DAYS = 3650
const LEAF_DAYS = 365
const RENEW_DAYS = 30
const DAY = 86_400_000

const readIdentity = async (certFile: string, keyFile: string): Promise<Identity | undefined> => {
  const [cert, key] = [await readIfThere(certFile), await readIfThere(keyFile)]
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

/** The certificate when both can be read and belong together. */
const certificateOf = ({ cert, key }: Identity): X509Certificate | undefined => {
  try {
    const certificate = new X509Certificate(cert)
    return certificate.checkPrivateKey(createPrivateKey(key)) ? certificate : undefined
  } catch {
    return undefined
  }
}

/** The authority of before, or a new one. A broken one is never replaced: what it signed would count for nothing. */
export const keepAuthority = async (root: string, now: number): Promise<Authority> => {
  const [certFile, keyFile] = [join(root, 'ca.pem'), join(root, 'ca.key')]
  const earlier = await readIdentity(certFile, keyFile)
  const isNew = (await readIfThere(certFile)) === undefined
  if (!isNew && (earlier === undefined || certificateOf(earlier) === undefined))
    throw new SetupError(
      'authority',
      `ca.pem and ca.key in ${root} do not belong together, or one is damaged or gone: put back the right ones, or ${beginAfresh}.`,
    )
  const identity = earlier ?? newAuthority(AUTHORITY_NAME, now, AUTHORITY_DAYS)
  if (earlier === undefined) await writeIdentity(certFile, keyFile, identity)
  return openAuthority(AUTHORITY_NAME, identity, now)
}

const stillGood = (
  identity: Identity,
  ca: string,
  name: string,
  addresses: readonly string[],
  now: number,
): boolean => {
  const certificate = certificateOf(identity)
  return (
    certificate !== undefined &&
    certificate.verify(new X509Certificate(ca).publicKey) &&
    certificate.checkHost(name) !== undefined &&
    addresses.every((address) => certificate.checkIP(address) !== undefined) &&
    new Date(certificate.validTo).getTime() > now + RENEW_DAYS * DAY
  )
}

/** Keeps the certificate of an organization while it is good; a new one, with a new key, takes the place of any other. */
export const keepCertificate = async (
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
