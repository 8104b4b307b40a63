import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { der, extension, names, oid, pem, sequence, time } from './der.ts'

/** A certificate and its private key, as PEM. */
export type Identity = { readonly cert: string; readonly key: string }

/** Whom a certificate is for: DNS names and IPv4 addresses it holds for, and on which side it stands. */
export type Holder = {
  readonly name: string
  readonly dns?: readonly string[]
  readonly addresses?: readonly string[]
  readonly use: 'server' | 'client'
  readonly days?: number
}

/** A certificate authority. */
export type Authority = {
  /** Its own certificate, as PEM. */
  readonly ca: string
  readonly issue: (holder: Holder) => Identity
  /** For a server on 127.0.0.1. */
  readonly server: () => Identity
  readonly client: () => Identity
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const HOUR_IN_DAYS = 1 / 24

const bytes = (hex: string) => Buffer.from(hex, 'hex')
const bits = (content: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), content)
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))

// RFC 5280 4.2.1: key usage, basic constraints and extended key usage.
const authority = extension('551d13', sequence(der(0x01, bytes('ff'))), true)
const signsCertificates = extension('551d0f', bits(bytes('04'), 2), true)
const signsOnly = extension('551d0f', bits(bytes('80'), 7), true)
const uses = {
  server: extension('551d25', sequence(oid('2b06010505070301'))),
  client: extension('551d25', sequence(oid('2b06010505070302'))),
}

const publicBytes = (key: KeyObject) => key.export({ type: 'spki', format: 'der' })
const keyId = (key: KeyObject) => createHash('sha1').update(publicBytes(key)).digest()
const ownKeyId = (key: KeyObject) => extension('551d0e', der(0x04, keyId(key)))
const issuerKeyId = (key: KeyObject) => extension('551d23', sequence(der(0x80, keyId(key))))

type Issuer = { readonly name: string; readonly key: KeyObject; readonly privateKey: KeyObject }

type Content = {
  readonly name: string
  readonly key: KeyObject
  readonly extensions: readonly Uint8Array[]
  readonly from: number
  readonly to: number
}

/** An X.509 version 3 certificate (RFC 5280 4.1). */
const certify = (issuer: Issuer, { name, key, extensions, from, to }: Content): string => {
  const content = sequence(
    der(0xa0, der(0x02, bytes('02'))),
    der(0x02, bytes('01'), randomBytes(15)),
    ecdsaWithSha256,
    names(issuer.name),
    sequence(time(from), time(to)),
    names(name),
    publicBytes(key),
    der(0xa3, sequence(...extensions, ownKeyId(key), issuerKeyId(issuer.key))),
  )
  const signature = sign('sha256', content, issuer.privateKey)
  return pem(sequence(content, ecdsaWithSha256, bits(signature)))
}

// RFC 5280 4.2.1.6: the names and addresses a certificate holds for.
const heldNames = ({ dns = [], addresses = [] }: Holder): readonly Uint8Array[] => {
  const held = [
    ...dns.map((name) => der(0x82, Buffer.from(name, 'ascii'))),
    ...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  ]
  return held.length === 0 ? [] : [extension('551d11', sequence(...held))]
}

const authorityOf = (issuer: Issuer, ca: string, now: number): Authority => {
  const issue = (holder: Holder): Identity => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const cert = certify(issuer, {
      name: holder.name,
      key: keys.publicKey,
      extensions: [signsOnly, uses[holder.use], ...heldNames(holder)],
      from: now - HOUR,
      to: now + (holder.days ?? HOUR_IN_DAYS) * DAY,
    })
    return { cert, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  }
  return {
    ca,
    issue,
    server: () => issue({ name: 'FHIR server', addresses: ['127.0.0.1'], use: 'server' }),
    client: () => issue({ name: 'zorgbot', use: 'client' }),
  }
}

/** Makes the certificate and key of an authority; Node can check certificates but not make them, so their few fields are written here. */
export const newAuthority = (name: string, now: number, days: number): Identity => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cert = certify(
    { name, key: publicKey, privateKey },
    {
      name,
      key: publicKey,
      extensions: [authority, signsCertificates],
      from: now - HOUR,
      to: now + days * DAY,
    },
  )
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** The authority that has this certificate and key. */
export const openAuthority = (name: string, { cert, key }: Identity, now: number): Authority => {
  const privateKey = createPrivateKey(key)
  return authorityOf({ name, key: createPublicKey(privateKey), privateKey }, cert, now)
}

/** Makes an authority whose certificates hold for an hour. */
export const createAuthority = (name: string, now: number): Authority =>
  openAuthority(name, newAuthority(name, now, HOUR_IN_DAYS), now)
